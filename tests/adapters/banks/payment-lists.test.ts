import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { createAsaas } from "../../../src/banks/asaas/create-asaas.ts";
import { bbSettings } from "../../../src/banks/banco-do-brasil/bb-settings.ts";
import { listPayments as listAtBb } from "../../../src/banks/banco-do-brasil/list-payments.ts";
import { createCora } from "../../../src/banks/cora/create-cora.ts";
import { listPayments as listAtInter } from "../../../src/banks/inter/list-charges.ts";
import type { BankCall } from "../../../src/banks/rest/create-bank-client.ts";
import { listPayments as listAtSicoob } from "../../../src/banks/sicoob/list-payments.ts";
import { createSicredi } from "../../../src/banks/sicredi/create-sicredi.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { damagedInTransit } from "../../standins/banks/zip-of.ts";

const day = isoDate("2026-11-24");
const period = { from: day, to: day };
const clock = { now: () => new Date("2026-11-25T09:00:00Z") };

/** A bank that answers one call after the other; a number is a status without a body. */
function answers(...given: readonly (object | number)[]) {
  const left = [...given];
  return async (_: BankCall) => {
    const next = left.shift();
    if (next === undefined) throw new Error("One call too many");
    return typeof next === "number"
      ? ({ kind: "answer", status: next, json: undefined } as const)
      : ({ kind: "answer", status: 200, json: next } as const);
  };
}

describe("Banco do Brasil's list of payments", () => {
  const account = { agencia: "1234", conta: "00056789", beneficiario: "1234567", carteira: "17" };
  const settingsOf = (listaDeMovimentos: boolean) =>
    bbSettings.parse({
      ...{ bank: "bb", clientId: "c", clientSecretFile: "s", appKeyFile: "a", variacao: 35, listaDeMovimentos },
    });
  const read = (isMovements: boolean, ...given: (object | number)[]) =>
    listAtBb({ call: answers(...given), account, settings: settingsOf(isMovements) }, period);
  const settled = { numeroBoletoBB: "00012345670000000001", valorOriginal: 100, valorPago: 100 };
  const ours = { ...settled, dataMovimento: "24.11.2026" };
  const moved = { numeroTituloCobranca: "00012345670000000001", codigoComandoAcao: 6, valorRecebido: 100 };

  it("is empty where the first page is not there, and has a gap where a later one is not", async () => {
    for (const isMovements of [false, true])
      expect(await read(isMovements, 404)).toEqual({ kind: "payments", payments: [] });
    const first = { indicadorContinuidade: "S", proximoIndice: 300, boletos: [ours] };
    expect(await read(false, first, 404)).toEqual({ kind: "unknown" });
    const movement = { ...moved, dataLiquidacaoBoleto: "24.11.2026" };
    const movements = { indicadorContinuidade: "S", numeroUltimoRegistro: 1, listaRegistro: [movement] };
    expect(await read(true, movements, 404)).toEqual({ kind: "unknown" });
  });

  it.each(["", null, undefined, "amanhã"])(
    "goes on past a title whose day is %j, which is asked about",
    async (odd) => {
      const titles = { indicadorContinuidade: "N", boletos: [{ ...settled, dataMovimento: odd }, ours] };
      const names = { bankReference: settled.numeroBoletoBB, nossoNumero: "1" };
      const expected = [
        { ...names, paidOn: day },
        { ...names, paidOn: day, amountCents: 10_000 },
      ];
      // A list of titles says so: a title has one line, which may change its day and amount.
      const ofTitles = expected.map((one) => ({ ...one, ofTitle: true }));
      expect(await read(false, titles)).toEqual({ kind: "payments", payments: ofTitles });
      const movements = [
        { ...moved, dataLiquidacaoBoleto: odd },
        { ...moved, dataLiquidacaoBoleto: "24.11.2026" },
      ];
      expect(await read(true, { indicadorContinuidade: "N", listaRegistro: movements })).toEqual({
        kind: "payments",
        payments: expected,
      });
    },
  );

  it("goes on past a title whose amount nobody can read", async () => {
    const boletos = [{ ...ours, valorOriginal: "R$ 1,00", valorPago: "?" }, ours];
    expect(await read(false, { indicadorContinuidade: "N", boletos })).toMatchObject({
      payments: [{ paidOn: day }, { amountCents: 10_000 }],
    });
  });
});

describe("Sicoob's list of payments", () => {
  const row = (numeroTitulo: number, more: object = {}) => ({
    ...{ siglaMovimento: "LIQUI", numeroTitulo, seuNumero: "X", dataLiquidacao: "2026-11-24T00:00:00-03:00" },
    ...{ valorLiquido: 100, ...more },
  });
  const counts = (quantidadeTotalRegistros: number, idArquivos: readonly number[], quantidadeArquivo = 1) => ({
    resultado: { quantidadeTotalRegistros, quantidadeRegistrosArquivo: 500_000, quantidadeArquivo, idArquivos },
  });
  const zipped = (...files: readonly object[][]) =>
    Buffer.from(zipSync(Object.fromEntries(files.map((rows, at) => [`${at}.json`, strToU8(JSON.stringify(rows))]))));
  const file = (zip: Buffer) => ({ resultado: { arquivo: zip.toString("base64"), nomeArquivo: "x.zip" } });
  const read = (...given: (object | number)[]) =>
    listAtSicoob({ call: answers(...given), clock, numeroCliente: 1 }, { ...period, cursor: "7" });
  const numbers = async (...given: (object | number)[]) => {
    const list = await read(...given);
    return list.kind === "payments" ? list.payments.map(({ nossoNumero }) => nossoNumero) : list.kind;
  };

  it("is empty where the bank has nothing, and read in all its files", async () => {
    expect(await numbers(204)).toEqual([]);
    expect(await numbers(counts(0, [], 0))).toEqual([]);
    expect(await numbers(counts(2, [1, 2], 2), file(zipped([row(10)])), file(zipped([row(11)])))).toEqual(["10", "11"]);
  });

  it("is unknown where the bank names fewer files, or sends fewer registers, than it counts", async () => {
    expect(await read(counts(3, []))).toEqual({ kind: "unknown" });
    expect(await read(counts(2, [1], 2), file(zipped([row(10), row(11)])))).toEqual({ kind: "unknown" });
    expect(await read(counts(2, [1]), file(zipped([row(10)])))).toEqual({ kind: "unknown" });
    expect(await read({ resultado: { idArquivos: [] } })).toEqual({ kind: "unknown" });
  });

  it("is read with every file of a ZIP, also if its bytes were converted on the way", async () => {
    const zip = zipped([row(10)], [row(11), row(12)]);
    for (const one of [zip, damagedInTransit(zip)])
      expect(await numbers(counts(3, [1]), file(one))).toEqual(["10", "11", "12"]);
    expect(await read(counts(3, [1]), file(zip.subarray(0, zip.length - 30)))).toEqual({ kind: "unknown" });
  });

  it("counts registers that are no payments, and asks about a payment without a day or an amount", async () => {
    const rows = [
      row(10, { siglaMovimento: "TARIF" }),
      row(11, { dataLiquidacao: "" }),
      row(12, { valorLiquido: "?" }),
    ];
    expect(await read(counts(3, [1]), file(zipped(rows)))).toEqual({
      kind: "payments",
      payments: [
        { nossoNumero: "11", reference: "X", paidOn: day },
        { nossoNumero: "12", reference: "X", paidOn: day },
      ],
    });
  });

  it("is unknown with a register of nobody", async () => {
    const nobody = row(10, { numeroTitulo: null, seuNumero: "" });
    expect(await read(counts(2, [1]), file(zipped([row(11), nobody])))).toEqual({ kind: "unknown" });
  });
});

describe("one odd charge of another system", () => {
  it.each(["", "hoje", 5, {}])("does not keep Cora's list from being read: %j", async (odd) => {
    const foreign = { id: "inv_1", status: "PAID", code: null, total_paid: odd, occurrence_date: odd, payments: odd };
    const ours = { id: "inv_2", status: "PAID", code: "X", total_paid: 100, occurrence_date: "2026-11-24" };
    const cora = createCora({ call: answers({ items: [foreign, ours] }), clock, pix: true, isStage: false });
    expect(await cora.payments?.(period)).toMatchObject({
      kind: "payments",
      payments: [{ bankReference: "inv_1" }, { bankReference: "inv_2", amountCents: 100, paidOn: day }],
    });
  });

  it.each(["", "hoje", 5, {}])("does not keep Asaas's list from being read: %j", async (odd) => {
    const foreign = { id: "pay_1", status: "RECEIVED", value: "?", paymentDate: odd, clientPaymentDate: odd };
    const ours = { id: "pay_2", status: "RECEIVED", value: 1, clientPaymentDate: "2026-11-24" };
    const none = { hasMore: false, data: [] };
    const call = answers({ hasMore: false, data: [foreign, ours] }, none, none);
    expect(await createAsaas({ call, clock }).payments?.(period)).toMatchObject({
      kind: "payments",
      payments: [{ bankReference: "pay_1" }, { bankReference: "pay_2", amountCents: 100, paidOn: day }],
    });
  });

  it.each(["", "hoje", 5, {}])("does not keep Sicredi's list from being read: %j", async (odd) => {
    const foreign = { nossoNumero: 211000018, seuNumero: odd, dataPagamento: odd, valorLiquidado: "?" };
    const ours = { nossoNumero: "211000026", seuNumero: "X", dataPagamento: "2026-11-24", valorLiquidado: 1 };
    const call = answers({ hasNext: false, items: [foreign, ours] });
    const sicredi = createSicredi({ call, clock, pix: true, codigoBeneficiario: "12345" });
    expect(await sicredi.payments?.(period)).toMatchObject({
      kind: "payments",
      payments: [{ nossoNumero: "211000018" }, { nossoNumero: "211000026", amountCents: 100, paidOn: day }],
    });
  });

  it.each(["", "hoje", 5, {}])("does not keep Inter's list from being read: %j", async (odd) => {
    const foreign = { cobranca: { codigoSolicitacao: "a", situacao: "RECEBIDO", dataSituacao: odd } };
    const paid = { valorTotalRecebido: "1.00", dataSituacao: "2026-11-24" };
    const ours = { cobranca: { codigoSolicitacao: "b", situacao: "RECEBIDO", ...paid } };
    const call = answers({ ultimaPagina: true, cobrancas: [foreign, ours] });
    expect(await listAtInter(call, period)).toEqual({
      kind: "payments",
      payments: [
        { bankReference: "a", ofTitle: true, paidOn: day },
        { bankReference: "b", ofTitle: true, paidOn: day, amountCents: 100 },
      ],
    });
  });
});
