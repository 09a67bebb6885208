import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBankHttp } from "../../src/banks/rest/bank-http.ts";
import { startBb } from "./banks/start-bb.ts";
import { startInter } from "./banks/start-inter.ts";
import { startSicoob } from "./banks/start-sicoob.ts";
import { makeCertificate } from "./whatsapp/make-certificate.ts";

let clock = new Date("2026-11-24T12:00:00Z");
const now = () => clock;
let inter: Awaited<ReturnType<typeof startInter>>;
let sicoob: Awaited<ReturnType<typeof startSicoob>>;
let bb: Awaited<ReturnType<typeof startBb>>;
beforeAll(async () => {
  [inter, sicoob, bb] = [await startInter({ now }), await startSicoob({ now }), await startBb({ now })];
});
afterAll(async () => {
  for (const bank of [inter, sicoob, bb]) await bank.stop();
});

type Bank = { url: string; folder: string };
const certificateOf = ({ folder }: Bank) => ({
  cert: readFileSync(`${folder}/client.pem`, "utf8"),
  key: readFileSync(`${folder}/client.key`, "utf8"),
});
/** A caller with the right certificate, or another. */
function callerOf(bank: Bank, certificate = certificateOf(bank)) {
  const http = createBankHttp({ clientId: "x", certificate, ca: readFileSync(`${bank.folder}/ca.pem`, "utf8") });
  return (method: "GET" | "POST", path: string, body?: unknown, headers: Record<string, string> = {}) =>
    http({
      method,
      url: bank.url + path,
      headers: { ...(typeof body === "object" && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
}
const bearer = (json: unknown) => ({ authorization: `Bearer ${(json as { access_token: string }).access_token}` });
const basic = `Basic ${Buffer.from("the-client:the-secret").toString("base64")}`;
const grant = "grant_type=client_credentials&client_id=the-client&scope=boleto-cobranca.write";

describe("the stand-ins are as strict as the descriptions", () => {
  it("a stranger's certificate opens no door, not even to the token", async () => {
    const { cert, key } = makeCertificate("stranger");
    for (const [bank, path] of [
      [inter, "/oauth/v2/token"],
      [sicoob, "/token"],
      [bb, "/oauth/token"],
    ] as const)
      expect((await callerOf(bank, { cert, key })("POST", path, grant)).status).toBe(403);
  });

  it("no token, or one that ran out, is 401", async () => {
    const call = callerOf(inter);
    expect((await call("GET", "/cobranca/v3/cobrancas")).status).toBe(401);
    const { json, status } = await call("POST", "/oauth/v2/token", `${grant}&client_secret=the-secret`);
    expect(status).toBe(200);
    expect((await call("GET", "/cobranca/v3/cobrancas", undefined, bearer(json))).status).toBe(400);
    clock = new Date(clock.getTime() + 3_601_000);
    expect((await call("GET", "/cobranca/v3/cobrancas", undefined, bearer(json))).status).toBe(401);
    expect((await call("POST", "/oauth/v2/token", `${grant}&client_secret=wrong`)).status).toBe(401);
  });

  it("Inter names each field that is missing, and does not cancel for who asks for JSON", async () => {
    const call = callerOf(inter);
    const headers = bearer((await call("POST", "/oauth/v2/token", `${grant}&client_secret=the-secret`)).json);
    const payer = {
      cpfCnpj: "52998224725",
      tipoPessoa: "FISICA",
      nome: "A",
      endereco: "R",
      cidade: "C",
      uf: "RJ",
      cep: "24000000",
    };
    const good = { seuNumero: "A1", valorNominal: 5, dataVencimento: "2026-12-10", numDiasAgenda: 30, pagador: payer };
    const { cep: _, ...homeless } = payer;
    for (const [wrong, field] of [
      [{ ...good, seuNumero: "0123456789ABCDEF" }, "seuNumero"],
      [{ ...good, valorNominal: 2.49 }, "valorNominal"],
      [{ ...good, numDiasAgenda: 61 }, "numDiasAgenda"],
      [{ ...good, pagador: homeless }, "pagador.cep"],
    ] as const) {
      const { status, json } = await call("POST", "/cobranca/v3/cobrancas", wrong, headers);
      expect(status).toBe(400);
      expect(json).toMatchObject({ violacoes: [{ propriedade: field }] });
    }
    const { json } = await call("POST", "/cobranca/v3/cobrancas", good, headers);
    const path = `/cobranca/v3/cobrancas/${(json as { codigoSolicitacao: string }).codigoSolicitacao}`;
    expect((await call("GET", path, undefined, headers)).json).not.toHaveProperty("boleto");
    clock = new Date(clock.getTime() + 6 * 60_000);
    expect((await call("GET", path, undefined, headers)).json).toHaveProperty("boleto");
    const body = { motivoCancelamento: "x" };
    expect((await call("POST", `${path}/cancelar`, body, { ...headers, accept: "application/json" })).status).toBe(406);
    expect((await call("POST", `${path}/cancelar`, body, { ...headers, accept: "*/*" })).status).toBe(202);
  });

  it("Sicoob gives no token for a scope too many, and takes no charge after the last day and no third boleto in a second", async () => {
    const call = callerOf(sicoob);
    const form = "grant_type=client_credentials&client_id=the-client&scope=boletos_inclusao";
    expect((await call("POST", "/token", `${form}+webhooks_inclusao`)).json).toEqual({ error: "invalid_scope" });
    const headers = { ...bearer((await call("POST", "/token", form)).json), client_id: "the-client" };
    const good = {
      ...{ numeroCliente: 123_456, codigoModalidade: 1, numeroContaCorrente: 1, codigoEspecieDocumento: "DS" },
      ...{ dataEmissao: "2026-11-24", dataVencimento: "2026-12-10", dataLimitePagamento: "2026-12-11", seuNumero: "A" },
      ...{ identificacaoEmissaoBoleto: 2, identificacaoDistribuicaoBoleto: 2, valor: 5, numeroParcela: 1 },
      ...{ tipoDesconto: 0, tipoMulta: 2, dataMulta: "2026-12-11", valorMulta: 2, tipoJurosMora: 3 },
      pagador: {
        ...{ numeroCpfCnpj: "52998224725", nome: "A", endereco: "R", bairro: "B", cidade: "C", cep: "24000000" },
        uf: "RJ",
      },
    };
    const post = (body: object) => call("POST", "/cobranca-bancaria/v3/boletos", body, headers);
    for (const dataMulta of ["2026-12-10", "2026-12-12"]) expect((await post({ ...good, dataMulta })).status).toBe(406);
    sicoob.rules.postsASecond = 2;
    clock = new Date(clock.getTime() + 1000);
    const statuses = [await post(good), await post(good), await post(good)].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 429]);
    clock = new Date(clock.getTime() + 1000);
    expect((await post(good)).status).toBe(200);
  });

  it("Banco do Brasil wants the key of the application, and touches nothing for half an hour", async () => {
    const call = callerOf(bb);
    const token = await call("POST", "/oauth/token", grant, { authorization: basic });
    const headers = bearer(token.json);
    expect((await call("GET", "/cobrancas/v2/boletos/1", undefined, headers)).status).toBe(403);
    const id = "00012345670000000001";
    const good = {
      numeroConvenio: 1_234_567,
      numeroCarteira: 17,
      numeroVariacaoCarteira: 35,
      codigoModalidade: 1,
      dataEmissao: "24.11.2026",
      dataVencimento: "10.12.2026",
      valorOriginal: 5,
      indicadorAceiteTituloVencido: "S",
      codigoAceite: "N",
      codigoTipoTitulo: 2,
      indicadorPermissaoRecebimentoParcial: "N",
      numeroTituloBeneficiario: "A1",
      numeroTituloCliente: id,
      pagador: {
        tipoInscricao: 1,
        numeroInscricao: 52_998_224_725,
        nome: "A",
        endereco: "R",
        cep: 24_000_000,
        cidade: "C",
        bairro: "B",
        uf: "RJ",
      },
    };
    const key = "gw-dev-app-key=the-app-key";
    const post = (path: string, body: unknown) => call("POST", `/cobrancas/v2${path}?${key}`, body, headers);
    expect((await post("/boletos", { ...good, dataVencimento: "2026-12-10" })).status).toBe(400);
    expect((await post("/boletos", { ...good, numeroTituloCliente: undefined })).status).toBe(400);
    for (const wrong of [
      { numeroDiasLimiteRecebimento: 0 },
      { dataEmissao: "23.11.2026" },
      { numeroDiasLimiteRecebimento: 1, multa: { tipo: 2, data: "11.12.2026", porcentagem: 2 } },
      { indicadorAceiteTituloVencido: "N", multa: { tipo: 2, data: "11.12.2026", porcentagem: 2 } },
      { jurosMora: { tipo: 2, valor: 1 } },
    ])
      expect((await post("/boletos", { ...good, ...wrong })).status).toBe(400);
    expect((await post("/boletos", good)).status).toBe(201);
    expect((await post("/boletos", good)).json).toMatchObject({ errors: [{ code: "4874915.1" }] });
    expect((await post("/boletos", good)).json).toMatchObject({ errors: [{ code: "4767157" }] });
    expect((await post(`/boletos/${id}/baixar`, { numeroConvenio: 1_234_567 })).status).toBe(400);
    clock = new Date(clock.getTime() + 31 * 60_000);
    expect((await post(`/boletos/${id}/baixar`, { numeroConvenio: 1_234_567 })).status).toBe(200);
  });
});
