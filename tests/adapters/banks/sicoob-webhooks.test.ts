import { afterAll, beforeAll, expect, it } from "vitest";
import { createBankHttp } from "../../../src/banks/rest/bank-http.ts";
import { createBankClient } from "../../../src/banks/rest/create-bank-client.ts";
import { readCredentials } from "../../../src/banks/rest/read-settings.ts";
import { createSicoobWebhooks } from "../../../src/banks/sicoob/sicoob-webhooks.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createBankDesk } from "../../../src/storage/bank-desk.ts";
import { startBank, type Wire } from "../../standins/banks/start-bank.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

// Sicoob's published description (Cobrança v3, /webhooks): statuses, fields and their names.
let registered:
  | { idWebhook: number; url: string; codigoTipoMovimento: number; dataHoraInativacao?: string }
  | undefined;
const switchedOn: number[] = [];
function handle({ method, path, body, query }: Wire) {
  if (method === "GET" && path === "/webhooks")
    return registered && query.codigoTipoMovimento === "7"
      ? { status: 200, json: { resultado: [{ ...registered, descricaoSituacao: "Validado com sucesso" }] } }
      : { status: 204 };
  if (method === "POST" && path === "/webhooks") {
    const { url, ...rest } = body as { url: string };
    expect(rest).toEqual({ codigoTipoMovimento: 7, codigoPeriodoMovimento: 1 });
    registered = { idWebhook: 4, url, codigoTipoMovimento: 7 };
    return { status: 201, json: { resultado: { idWebhook: 4 } } };
  }
  if (method === "PATCH" && path === "/webhooks/4" && registered) {
    registered.url = (body as { url: string }).url;
    return { status: 204 };
  }
  if (method === "PATCH" && path === "/webhooks/4/reativar") {
    switchedOn.push(4);
    return { status: 204 };
  }
  if (method !== "GET" || path !== "/webhooks/4/solicitacoes") return { status: 404 };
  const one = (codigoSolicitacaoSituacao: number, more: object) => ({ codigoSolicitacaoSituacao, ...more });
  const pages = [
    [one(3, { nossoNumero: 2_588_658, dataHoraCadastro: "2026-11-24T15:43:56Z" }), one(2, {})],
    [one(6, { descricaoErroProcessamento: "Erro ao enviar notificação", nossoNumero: 7 })],
  ];
  const webhookSolicitacoes = query.dataSolicitacao === "2026-11-24" ? pages[Number(query.pagina) - 1] : [];
  return { status: 200, json: { resultado: { totalPaginas: 2, webhookSolicitacoes } } };
}

const now = () => new Date("2026-11-24T15:00:00Z");
let database: TestDatabase;
let prisma: ReturnType<typeof createPrismaClient>;
let bank: Awaited<ReturnType<typeof startBank>>;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(database.connection);
  bank = await startBank(
    { bank: "sicoob", tokenPath: "/token", root: "/v3", refuseGrant: () => undefined, isIssue: () => false, handle },
    now,
  );
});
afterAll(async () => {
  await bank.stop();
  await prisma.$disconnect();
  await database.drop();
});

it("Sicoob's webhook is registered, changed, looked at and switched on as its description says", async () => {
  const files = { clientId: "c", certFile: "client.pem", keyFile: "client.key", caFile: "ca.pem" };
  const http = createBankHttp(readCredentials({ folder: bank.folder, name: "" }, files, "required"));
  const granted = await http({
    method: "POST",
    url: `${bank.url}/token`,
    headers: {},
    body: "grant_type=client_credentials&scope=webhooks_consulta",
    signal: AbortSignal.timeout(8000),
  });
  const { access_token: token } = granted.json as { access_token: string };
  const call = createBankClient({
    bankCode: "756",
    bankWalletId: "00000000-0000-4000-8000-000000000001",
    apiRoot: `${bank.url}/v3`,
    http,
    tokens: { current: async () => token, refused: async () => {} },
    headers: {},
    pace: { perMinute: 60_000, burst: 100 },
    client: "c",
    desk: createBankDesk(prisma),
    clock: { now },
    callMs: 8000,
  });
  const webhooks = createSicoobWebhooks(call, () => undefined);
  expect(await webhooks.current()).toBeUndefined();
  await webhooks.register("https://one.example");
  expect(await webhooks.current()).toEqual({ url: "https://one.example", state: "Validado com sucesso" });
  await webhooks.register("https://two.example");
  expect(registered?.url).toBe("https://two.example");
  expect(await webhooks.attempts({ from: new Date("2026-11-23T15:00:00Z"), to: now() })).toEqual([
    { at: "2026-11-24T15:43:56Z", isDelivered: true, references: ["2588658"] },
    { at: "2026-11-24", isDelivered: false, references: ["7"], reason: "Erro ao enviar notificação" },
  ]);
  if (registered) registered.dataHoraInativacao = "2026-11-24T10:00:00Z";
  expect(await webhooks.current()).toMatchObject({ isOff: true });
  await webhooks.switchOn?.();
  expect(switchedOn).toEqual([4]);
});
