import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { issueRequest } from "../../src/banks/inter/issue-request.ts";
import { payerOf } from "../../src/banks/rest/payer-of.ts";
import type { Wire } from "../standins/banks/start-bank.ts";
import { startBankService } from "../support/start-bank-service.ts";

const { schemas } = JSON.parse(readFileSync(new URL("schemas/inter.json", import.meta.url), "utf8")) as {
  schemas: Record<string, Parameters<typeof z.fromJSONSchema>[0]>;
};
/** What the published description objects to; nothing if it is valid. */
const objections = (name: string, value: unknown) => {
  const schema = schemas[name];
  if (!schema) throw new Error(`No schema ${name}`);
  return z.fromJSONSchema(schema).safeParse(value).error?.issues ?? [];
};

let inter: Awaited<ReturnType<typeof startBankService<"inter">>>;
let wires: Wire[];
beforeAll(async () => {
  inter = await startBankService("inter", "2026-11-24 09:00");
  // A registration, one whose answer is lost, a payment and a cancellation.
  const paid = await inter.person();
  await paid.chat.tells("oi", "1", "inter");
  await paid.chat.waits(8, "minutes");
  inter.standIn.becomes(inter.standIn.titles.at(-1)?.seuNumero ?? "", "RECEBIDO", "100.00");
  const lost = await inter.person();
  inter.standIn.fault("lost");
  await lost.chat.tells("oi", "1", "inter");
  await lost.chat.waits(12, "minutes");
  await lost.chat.tells("trocar", "1", "1");
  await lost.chat.waits(12, "minutes");
  wires = inter.standIn.wires;
});
afterAll(() => inter.stop());

const requests = (method: string, path: RegExp) =>
  wires.filter((wire) => wire.method === method && path.test(wire.path.replace("/cobranca/v3", "")));

describe("what we send Inter is as its description says", () => {
  it.each([
    ["a charge", "issue", "POST", /^\/cobrancas$/, "body"],
    ["a search", "listQuery", "GET", /^\/cobrancas$/, "query"],
    ["a cancellation", "cancel", "POST", /\/cancelar$/, "body"],
  ] as const)("%s", (_, schema, method, path, part) => {
    const sent = requests(method, path).map((wire) => wire[part]);
    expect(sent).not.toHaveLength(0);
    expect(sent.flatMap((one) => objections(schema, one))).toEqual([]);
  });

  it.each([
    ["juros as a rate", { jurosBasisPointsMonth: 100 }, { mora: { codigo: "TAXAMENSAL", taxa: 1 } }],
    ["juros a day", { jurosPerDayCents: 3 }, { mora: { codigo: "VALORDIA", valor: 0.03 } }],
    ["no juros, no multa", { jurosPerDayCents: 0, multaBasisPoints: 0 }, { mora: undefined, multa: undefined }],
    ["multa", { multaBasisPoints: 200 }, { multa: { codigo: "PERCENTUAL", taxa: 2 } }],
  ])("a charge with %s", async (_, change, shown) => {
    const { app } = inter.service;
    const { id } = await app.prisma.boleto.findFirstOrThrow({ where: { bankCode: "077" } });
    const boleto = await app.storage.transaction((records) => records.boleto(id));
    const payer = boleto && payerOf(boleto);
    if (!payer) throw new Error("No payer");
    const long = "Depois do vencimento, multa de 2% e juros de 1% ao mês, contados por dia de atraso até o pagamento. ";
    const slip = { ...boleto.slip, instructions: [long, long.repeat(2), "Não receber em cheque."] };
    const body = issueRequest({ ...boleto, jurosPerDayCents: 0, jurosBasisPointsMonth: 0, ...change, slip }, payer);
    expect(objections("issue", body)).toEqual([]);
    expect({ mora: undefined, multa: undefined, ...body }).toMatchObject(shown);
    const rows = Object.values(body.mensagem ?? {});
    expect(rows).toHaveLength(5);
    expect(rows.every((row) => row.length <= 78)).toBe(true);
    expect(rows.join(" ")).toContain("Nao receber em cheque.");
  });
});

describe("what our stand-in says is as Inter's description says", () => {
  /** Asks the stand-in as the product does, with its own token. */
  async function asks(path: string) {
    const { http, token } = await doorOf();
    return http("GET", `/cobranca/v3${path}`, { authorization: `Bearer ${token}` });
  }
  async function doorOf() {
    const { createBankHttp } = await import("../../src/banks/rest/bank-http.ts");
    const { readCredentials } = await import("../../src/banks/rest/read-settings.ts");
    const { folder, settings, url } = inter.standIn;
    const given = { clientId: "the-client", caFile: "ca.pem", ...settings };
    const bank = createBankHttp(readCredentials({ folder, name: "" }, given, "required"));
    const http = async (method: "GET" | "POST", path: string, headers: Record<string, string>, body?: string) =>
      (
        await bank({
          method,
          url: url + path,
          headers,
          signal: AbortSignal.timeout(8000),
          ...(body !== undefined && { body }),
        })
      ).json;
    const form =
      "grant_type=client_credentials&client_id=the-client&client_secret=the-secret&scope=boleto-cobranca.write";
    const granted = (await http("POST", "/oauth/v2/token", {}, form)) as { access_token: string };
    return { http, token: granted.access_token };
  }

  it("a charge by itself, in a list, and a refusal", async () => {
    const { titles } = inter.standIn;
    for (const { id } of titles) expect(objections("charge", await asks(`/cobrancas/${id}`))).toEqual([]);
    const page = await asks("/cobrancas?dataInicial=2026-11-01&dataFinal=2026-12-31");
    expect(objections("list", page)).toEqual([]);
    expect((page as { cobrancas: unknown[] }).cobrancas).toHaveLength(titles.length);
    expect(objections("problem", await asks("/cobrancas/nobody"))).toEqual([]);
  });

  it("a post about a charge", () => {
    const { titles, becomes } = inter.standIn;
    expect(objections("callbacks", becomes(titles[0]?.seuNumero ?? "", "RECEBIDO", "100.00"))).toEqual([]);
  });
});

it("a value that the description forbids is objected to", () => {
  expect(
    objections("listQuery", { dataInicial: "2026-11-01", dataFinal: "2026-11-01", filtrarDataPor: "SITUACAO" }),
  ).not.toEqual([]);
  expect(objections("webhook", { webhookUrl: "http://x.example" })).not.toEqual([]);
});
