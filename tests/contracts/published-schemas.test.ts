import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import type { Answer, Wire } from "../standins/banks/start-bank.ts";
import { payableAtBank } from "../support/boleto-at-bank.ts";
import { type ApiBank, apiBanks, startBankServices } from "../support/start-bank-service.ts";

/**
 * Names and types of what a bank publishes, by call; no field beyond them passes. Sicoob: its OpenAPI file 3.0.8.
 * Banco do Brasil: its OpenAPI file 2.17.3, by the models of a client that was generated from it.
 */
type Published = Record<string, { request?: Schema; query?: Schema; answers: Record<string, Schema> }>;
type Schema = Parameters<typeof z.fromJSONSchema>[0] | null;
const publishedBy = (bank: string) =>
  JSON.parse(readFileSync(new URL(`schemas/${bank}.json`, import.meta.url), "utf8")) as Published;

/** What does not fit a schema; nothing where the bank describes no body. */
const faultsIn = (schema: Schema | undefined, given: unknown) =>
  schema ? (z.fromJSONSchema(schema).safeParse(given).error?.issues ?? []) : [];

/** Numbers in a query are texts on the wire. */
const typed = (query: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(query)
      .filter(([name]) => name !== "gw-dev-app-key")
      .map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value === "true" ? true : value]),
  );

let all: Awaited<ReturnType<typeof startBankServices>>;
beforeAll(async () => {
  all = await startBankServices(["sicoob", "bb4", "bb3"], "2026-11-24 09:00");
});
afterAll(() => all.stop());

/** Each call that the boletos of a bank need, in the variants that change what is sent. */
async function callAll(bank: ApiBank): Promise<void> {
  const { code, bankNumbers, account } = apiBanks[bank];
  const wallet = { code, registersBy: "api", bankNumbers, account } as const;
  const standIn = all.standIns[bank];
  const settings = code === "001" ? { listaDeMovimentos: true } : {};
  for (const daysAfterDue of [0, 1, 59])
    await payableAtBank(all, bank, { banks: [{ ...wallet, daysAfterDue }, "341"] });
  const cut = { due: "2026-12-10", discountCents: 500, discountUntil: new Date("2026-12-05"), abatementCents: 300 };
  const boleto = await payableAtBank(all, bank, { invoices: [cut] });
  if ("movements" in standIn.rules) standIn.rules.movements = true;
  const other = await payableAtBank(all, bank, { settings });
  await other.registrar.pdf?.(await other.request());
  await all.service.waits(31, "minutes");
  await other.registrar.cancel(await other.request());
  if ("undoes" in standIn) standIn.pays(boleto.reference, { by: "pix" });
  else if ("answered" in standIn && "pays" in standIn) standIn.becomes(boleto.reference, 6, 1, 92);
  await boleto.lookUp();
  await other.registrar.numberRanges?.();
  const period = { from: isoDate("2026-11-24"), to: isoDate("2026-11-24") };
  for (const { registrar } of [boleto, other]) {
    const list = await registrar.payments?.(period);
    if (list?.kind !== "later") continue;
    await all.service.waits(2, "minutes");
    expect(await registrar.payments?.({ ...period, cursor: list.cursor })).toMatchObject({ kind: "payments" });
  }
}

const nameOf = (published: Published, { method, path }: Wire) =>
  Object.keys(published).find((name) => {
    const [verb, pattern = ""] = name.split(" ");
    const parts = path.split("/");
    return (
      verb === method &&
      pattern.split("/").length === parts.length &&
      pattern
        .split("/")
        .every((part, index) => part === parts[index] || (part.startsWith("{") && /\d/.test(parts[index] ?? "")))
    );
  });

describe.each([
  ["sicoob", "sicoob", 8],
  ["bb4", "banco-do-brasil", 5],
  ["bb3", "banco-do-brasil", 5],
] as const)("%s", (bank, file, calls) => {
  it("is asked, and answers here, as it publishes", async () => {
    const published = publishedBy(file);
    await callAll(bank);
    const { answered }: { answered: { wire: Wire; answer: Answer }[] } = all.standIns[bank];
    const seen = new Set<string>();
    for (const { wire, answer } of answered) {
      const name = nameOf(published, wire);
      const call = published[name ?? ""];
      expect(call, `${wire.method} ${wire.path}`).toBeDefined();
      seen.add(name ?? "");
      const body = wire.method === "POST" ? faultsIn(call?.request, wire.body) : [];
      expect({ name, body, query: faultsIn(call?.query, typed(wire.query)) }).toEqual({ name, body: [], query: [] });
      // Banco do Brasil's refusals have several shapes; the reader's tests hold them.
      if (answer.status >= 400) continue;
      expect(Object.keys(call?.answers ?? {})).toContain(String(answer.status));
      expect({ name, answer: faultsIn(call?.answers[answer.status], answer.json) }).toEqual({ name, answer: [] });
    }
    expect(seen.size).toBeGreaterThanOrEqual(calls);
  });
});

it("a field that a bank does not know, or of another type, is found", () => {
  const { request } = publishedBy("sicoob")["POST /boletos/movimentacoes"] ?? {};
  const good = { numeroCliente: 1, tipoMovimento: 5, dataInicial: "2026-11-24", dataFinal: "2026-11-24" };
  expect(faultsIn(request, good)).toEqual([]);
  for (const wrong of [
    { ...good, other: 1 },
    { ...good, numeroCliente: "1" },
    { ...good, dataFinal: "24.11.2026" },
  ])
    expect(faultsIn(request, wrong)).toHaveLength(1);
});
