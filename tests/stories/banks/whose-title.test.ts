import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tinyReference } from "../../../src/core/registration/short-reference.ts";
import { askedAtBank, payableAtBank } from "../../support/boleto-at-bank.ts";
import { type ApiBank, apiBanks, startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
const names = Object.keys(apiBanks) as ApiBank[];
beforeAll(async () => {
  all = await startBankServices(names, "2026-11-24 09:00");
});
afterEach(() => {
  for (const name of names) all.standIns[name].alter(undefined);
});
afterAll(() => all.stop());

/** Keeps the service's own jobs from asking the bank, so that the test alone does. */
const cancelJobs = () =>
  all.service.app.prisma.$executeRaw`UPDATE pgboss.job SET state = 'cancelled' WHERE state < 'active'`;

/** A boleto that the bank has, and whose answer was lost on the way. */
async function lostAt(bank: ApiBank) {
  const boleto = await askedAtBank(all, bank);
  await cancelJobs();
  const sentAt = all.service.clock();
  await all.service.app.prisma.boleto.update({ where: { id: boleto.id }, data: { sentAt } });
  await boleto.registrar.register(await boleto.request());
  await all.service.waits(45, "minutes");
  return { ...boleto, name: nameAt(bank, boleto) };
}

/** Our name of a boleto at a bank. */
const nameAt = (bank: ApiBank, { id, reference }: { id: string; reference: string }) =>
  bank === "sicredi" ? tinyReference(id) : reference;

/** The bank writes another name in place of ours, or none. */
function renames(bank: ApiBank, name: string, as: string | null) {
  all.standIns[bank].alter(({ status, json }) => ({
    status,
    json: JSON.parse(JSON.stringify(json ?? null).replaceAll(JSON.stringify(name), JSON.stringify(as))),
  }));
}

/** The titles of a boleto that can be paid at the bank. */
const openTitles = (bank: ApiBank, name: string) =>
  all.standIns[bank].titles
    .filter((title) => JSON.stringify(title).includes(name))
    .filter((title) => !/CANCEL|Baixado|BAIXADO|"deleted":true|"state":7/.test(JSON.stringify(title)));

describe.each(names)("a boleto of which %s keeps no name", (bank) => {
  it.each([null, ""])("is neither another's nor absent: unknown, until the name is told (%j)", async (written) => {
    const boleto = await lostAt(bank);
    renames(bank, boleto.name, written);
    expect((await boleto.lookUp()).kind).toBe("unknown");
    expect((await boleto.registrar.cancel(await boleto.request())).kind).not.toBe("cancelled");
    all.standIns[bank].alter(undefined);
    expect((await boleto.lookUp()).kind).toBe("registered");
    expect(openTitles(bank, boleto.name)).toHaveLength(1);
  });

  it("is ours once the bank has registered it as ours", async () => {
    const boleto = await payableAtBank(all, bank);
    renames(bank, nameAt(bank, boleto), null);
    // Banco do Brasil gives the same answer for half a minute.
    await all.service.waits(1, "minutes");
    expect((await boleto.lookUp()).kind).toBe("registered");
  });
});

describe.each(["sicoob", "sicredi", "bb4"] as const)("another system's title under our number at %s", (bank) => {
  it("is not withdrawn", async () => {
    const boleto = await lostAt(bank);
    const other = bank === "sicredi" ? "OTHER1" : "OTHERSYSTEM1";
    renames(bank, boleto.name, other);
    expect(await boleto.lookUp()).toMatchObject({ kind: "refused", reason: expect.stringContaining(other) });
    expect(await boleto.registrar.cancel(await boleto.request())).toEqual({ kind: "cancelled" });
    await all.service.waits(1, "minutes");
    expect(openTitles(bank, boleto.name)).toHaveLength(1);
    const withdrawals = all.standIns[bank].wires.filter(({ path }) => /\/(baixar|baixa)$/.test(path));
    expect(withdrawals).toHaveLength(0);
  });
});

describe.each(["inter", "asaas", "cora"] as const)("two charges of %s under one reference", (bank) => {
  /** The bank got the same request twice. */
  async function twice() {
    const boleto = await lostAt(bank);
    const titles: { id: string }[] = all.standIns[bank].titles;
    const first = titles.at(-1);
    if (!first) throw new Error("No title");
    const second = { ...structuredClone(first), id: `${first.id.slice(0, -1)}z` };
    titles.push(second);
    return { ...boleto, first, second };
  }

  it("become one before any is handed over", async () => {
    const boleto = await twice();
    expect((await boleto.lookUp()).kind).toBe("unknown");
    await all.service.waits(1, "minutes");
    const answer = await boleto.lookUp();
    expect(answer.kind).toBe("registered");
    const open = openTitles(bank, boleto.reference);
    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({ id: "bankReference" in answer ? answer.bankReference : undefined });
  });

  it("of which one is paid are paid, and the other is withdrawn", async () => {
    const boleto = await twice();
    const at = { situacaoAt: all.service.clock().getTime(), statusAt: all.service.clock().getTime() };
    // The later one, which is not the first in the bank's list.
    if (bank === "inter") Object.assign(boleto.second, { situacao: "RECEBIDO", paid: "100.00", ...at });
    if (bank === "asaas") Object.assign(boleto.second, { status: "RECEIVED", clientPaymentDate: "2026-11-24" });
    if (bank === "cora") Object.assign(boleto.second, { status: "PAID", paidCents: 10_000, ...at });
    expect(await boleto.lookUp()).toMatchObject({ kind: "paid", amountCents: 10_000 });
    expect(openTitles(bank, boleto.reference)).toEqual([boleto.second]);
  });
});
