import { z } from "zod";
import { addDays, daysBetween, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { parseJson } from "../../core/parse-json.ts";
import type { Clock } from "../../core/ports.ts";
import type { ListedPayment, PaymentList } from "../../core/registration/bank-answer.ts";
import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { amount, day, text } from "../rest/fields.ts";
import { listedPayment } from "../rest/listed-payment.ts";
import { readZip } from "./read-zip.ts";
import { messages } from "./sicoob-answers.ts";

/** Type of the movement "liquidação". */
const paymentMovement = 5;
/** The bank takes at most two days in one request. */
const mostDays = 2;
const pollMs = 60_000;
const purpose = "payments";
/** Code of the answer "Solicitação ainda em processamento". Source: a public client; the bank's file names no codes. */
const stillWorking = "5004";

const ordered = z.object({ resultado: z.object({ codigoSolicitacao: z.coerce.number().int() }) });
const count = z.coerce.number().int().min(0);
const files = z.object({
  resultado: z.object({
    quantidadeTotalRegistros: count,
    quantidadeArquivo: count,
    idArquivos: z.array(z.coerce.number().int()),
  }),
});
const download = z.object({ resultado: z.object({ arquivo: z.base64() }) });

/**
 * Requests the list of payments that Sicoob booked in a period. The bank prepares files of it, one order for every two
 * days: the first answer is always "later". The cursor holds the numbers of the orders.
 */
export async function listPayments(
  bank: { call: BankClient; clock: Clock; numeroCliente: number },
  { from, to, cursor }: { from: IsoDate; to: IsoDate; cursor?: string },
): Promise<PaymentList> {
  if (cursor === undefined) return order(bank, from, to);
  const payments: ListedPayment[] = [];
  for (const codigoSolicitacao of cursor.split(",")) {
    const found = await filesOf(bank, codigoSolicitacao);
    if (found === "not yet") return later(bank.clock, cursor);
    if (found.kind !== "read") return found;
    const { ids, registers } = found.data;
    let read = 0;
    for (const idArquivo of ids) {
      const file = await readFile(bank, { codigoSolicitacao, idArquivo });
      if (file.kind !== "read") return file;
      read += file.data.length;
      payments.push(...file.data.flatMap((one) => paymentOf(one, to)));
    }
    // The bank says how many registers an order has: fewer are a list with gaps.
    if (read !== registers) return { kind: "unknown" };
  }
  return { kind: "payments", payments };
}

const later = (clock: Clock, cursor: string): PaymentList => ({
  kind: "later",
  retryAt: new Date(clock.now().getTime() + pollMs),
  cursor,
});

type Bank = Parameters<typeof listPayments>[0];
/** An answer of the bank as its description says, or what became of the call. */
type Read<T> = { kind: "read"; data: T } | { kind: "unknown" } | { kind: "in-trouble"; retryAt: Date };

async function order({ call, clock, numeroCliente }: Bank, from: IsoDate, to: IsoDate): Promise<PaymentList> {
  const codes: number[] = [];
  for (let first = from; first <= to; first = addDays(first, mostDays)) {
    const dataFinal = daysBetween(first, to) < mostDays ? to : addDays(first, mostDays - 1);
    const body = { numeroCliente, tipoMovimento: paymentMovement, dataInicial: first, dataFinal };
    const read = readAs(ordered, await call({ method: "POST", path: "/boletos/movimentacoes", body, purpose }));
    if (read.kind !== "read") return read;
    codes.push(read.data.resultado.codigoSolicitacao);
  }
  return later(clock, codes.join(","));
}

interface Files {
  ids: readonly number[];
  /** How many registers they have in all. */
  registers: number;
}

/** Returns an order's files, none if there was no payment. */
async function filesOf({ call, numeroCliente }: Bank, codigoSolicitacao: string): Promise<Read<Files> | "not yet"> {
  const query = { numeroCliente, codigoSolicitacao };
  const called = await call({ method: "GET", path: "/boletos/movimentacoes", query, purpose });
  if (called.kind === "answer" && called.status === 204) return { kind: "read", data: { ids: [], registers: 0 } };
  const refused = called.kind === "answer" && called.status >= 400 ? messages.safeParse(called.json) : undefined;
  if (refused?.data?.mensagens.some(({ codigo }) => codigo === stillWorking)) return "not yet";
  const read = readAs(files, called);
  if (read.kind !== "read") return read;
  const { idArquivos, quantidadeArquivo, quantidadeTotalRegistros: registers } = read.data.resultado;
  const ids = [...new Set(idArquivos)];
  return ids.length === quantidadeArquivo ? { kind: "read", data: { ids, registers } } : { kind: "unknown" };
}

async function readFile(
  { call, numeroCliente }: Bank,
  file: { codigoSolicitacao: string; idArquivo: number },
): Promise<Read<Movement[]>> {
  const query = { numeroCliente, ...file };
  const read = readAs(download, await call({ method: "GET", path: "/boletos/movimentacoes/download", query, purpose }));
  return read.kind === "read" ? movementsIn(Buffer.from(read.data.resultado.arquivo, "base64")) : read;
}

function readAs<T>(schema: z.ZodType<T>, called: Called): Read<T> {
  if (called.kind !== "answer") return called;
  const { data } = schema.safeParse(called.json);
  return called.status < 300 && data !== undefined ? { kind: "read", data } : { kind: "unknown" };
}

/**
 * A movement that can be named. The bank's description and the file that it shows as an example differ in names: both
 * are read.
 */
const movement = z
  .object({
    siglaMovimento: text,
    numeroTitulo: text,
    numTitulo: text,
    seuNumero: text,
    descSeuNumero: text,
    dataLiquidacao: day,
    valorLiquido: amount,
  })
  .refine((one) => one.numeroTitulo || one.numTitulo || one.seuNumero || one.descSeuNumero);
type Movement = z.infer<typeof movement>;

function paymentOf(one: Movement, lastDay: IsoDate): ListedPayment[] {
  if (one.siglaMovimento && one.siglaMovimento !== "LIQUI") return [];
  const nossoNumero = (one.numeroTitulo || one.numTitulo)?.replace(/^0+/, "");
  const reference = one.seuNumero || one.descSeuNumero;
  return [
    {
      ...(nossoNumero && { nossoNumero }),
      ...(reference && { reference }),
      ...listedPayment(one.dataLiquidacao, one.valorLiquido, lastDay),
    },
  ];
}

/** Returns the movements of a ZIP file. One with a movement of nobody is not read in part: nothing may be overlooked. */
function movementsIn(zip: Buffer): Read<Movement[]> {
  const { data } = z.array(z.array(movement)).safeParse(jsonIn(zip));
  return data ? { kind: "read", data: data.flat() } : { kind: "unknown" };
}

function jsonIn(zip: Buffer): unknown[] | undefined {
  try {
    return readZip(zip).map((file) => parseJson(file.toString("utf8")));
  } catch {
    return undefined;
  }
}
