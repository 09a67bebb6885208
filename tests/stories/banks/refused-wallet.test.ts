import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { describeBankTrouble } from "../../../src/core/operator/bank-trouble.ts";
import { bankTroubles } from "../../../src/storage/operator/bank-troubles.ts";
import type { Wire } from "../../standins/banks/start-bank.ts";
import { makeCertificate } from "../../standins/whatsapp/make-certificate.ts";
import { payableAtBank } from "../../support/boleto-at-bank.ts";
import { type ApiBank, apiBanks, startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
const names = Object.keys(apiBanks) as ApiBank[];
beforeAll(async () => {
  all = await startBankServices(names, "2026-11-24 09:00");
});
afterAll(() => all.stop());

const told = async (walletId: string) =>
  (await all.service.eventsOf("bank.no-permission"))
    .map(({ data }) => data)
    .filter((data) => (data as { bankWalletId?: string }).bankWalletId === walletId);

describe.each(names)("a certificate of one bank wallet at %s that is refused", (bank) => {
  it("closes that wallet alone: another is offered and works, and the operator is told once", async () => {
    const { service, standIns } = all;
    const refused = await all.personAt(bank);
    const { folder, settings } = standIns[bank];
    writeFileSync(`${folder}/stranger.pem`, makeCertificate("localhost").cert);
    all.settle(bank, `${refused.externalId}-0`, { ...settings, caFile: "stranger.pem" });
    await refused.chat.tells("oi", "1", "1");
    await service.runJobs();
    refused.chat.listens();
    refused.chat.sees("está com problema agora");

    const other = await all.personAt(bank);
    await other.chat.tells("oi", "1");
    other.chat.sees(`1. ${apiBanks[bank].name}`);
    await other.chat.tells("1");
    // The wallet that works answers between all attempts of the one that does not.
    await other.chat.waits(50, "minutes");
    other.chat.sees("já pode ser pago");
    expect(await told(`${refused.externalId}-0`)).toMatchObject([{ bankCode: apiBanks[bank].code, purpose: "access" }]);
    expect(await told(`${other.externalId}-0`)).toEqual([]);
  });
});

/** The calls by which each bank lists its payments. */
const isList: Record<ApiBank, (wire: Wire) => boolean> = {
  inter: ({ query }) => query.filtrarDataPor === "PAGAMENTO",
  sicoob: ({ path }) => path.startsWith("/boletos/movimentacoes"),
  cora: ({ query }) => query.state === "PAID",
  asaas: ({ query }) => query["paymentDate[ge]"] !== undefined,
  sicredi: ({ path }) => path === "/boletos/liquidados/dia",
  bb4: ({ query }) => query.dataInicioMovimento !== undefined,
  bb3: ({ query }) => query.dataInicioMovimento !== undefined,
};

describe.each(names)("a permission that %s takes away", (bank) => {
  it("for the list of payments alone stops no boleto, and is told once as what it is", async () => {
    const { service, standIns } = all;
    const person = await all.personAt(bank);
    standIns[bank].chaos((wire) => (isList[bank](wire) ? "403" : undefined));
    const wallet = await service.app.storage.transaction((records) => records.bankWallet(person.bankIds[0] ?? ""));
    if (!wallet) throw new Error("No bank wallet");
    const day = isoDate("2026-11-23");
    const list = await service.app.deps.registrarOf(wallet).payments?.({ from: day, to: day });
    expect(list).toMatchObject({ kind: "in-trouble" });
    await person.chat.tells("oi", "1");
    person.chat.sees(`1. ${apiBanks[bank].name}`);
    await person.chat.tells("1");
    await person.chat.waits(40, "minutes");
    standIns[bank].chaos(undefined);
    person.chat.sees("já pode ser pago");
    expect(await told(`${person.externalId}-0`)).toMatchObject([{ purpose: "payments" }]);
    const said = (await bankTroubles(service.app.prisma, new Date("2026-11-24T00:00:00Z"))).map(describeBankTrouble);
    expect(said).toContain(
      `${apiBanks[bank].name}: carteira ${person.externalId}-0: não deixa esta aplicação ver a lista de pagamentos. Boletos seguem como antes. Veja docs/bancos.md.`,
    );
  });
});

it("a permission for the PIX alone stops no boleto", async () => {
  const { bb3, asaas } = all.standIns;
  bb3.rules.pixAtOnce = false;
  for (const [bank, standIn] of [["bb3", bb3] as const, ["asaas", asaas] as const]) {
    standIn.chaos(({ path }) => (/\/(pix|pixQrCode)$/.test(path) ? "403" : undefined));
    const boleto = await payableAtBank(all, bank);
    standIn.chaos(undefined);
    expect(await told(`${boleto.externalId}-0`)).toMatchObject([{ purpose: "pix" }]);
  }
});
