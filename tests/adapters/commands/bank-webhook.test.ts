import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWebhooks, runBankWebhook } from "../../../src/app/commands/bank-webhook.ts";
import { collect } from "../../support/collect.ts";
import { startBankService } from "../../support/start-bank-service.ts";

const secret = "a-secret-of-twenty-four-letters";
const publicUrl = "https://fatura.valefibra.example";
const ours = `${publicUrl}/webhooks/inter/${secret}`;
const foreign = "https://erp.example/segredo-deles";
let inter: Awaited<ReturnType<typeof startBankService<"inter">>>;
let wallet: string;
beforeAll(async () => {
  inter = await startBankService("inter", "2026-11-24 09:00");
  wallet = `${(await inter.person()).externalId}-0`;
});
beforeEach(() => inter.service.waits(2, "minutes"));
afterAll(() => inter.stop());

async function runs(options: { register?: boolean; replace?: boolean; repeat?: boolean } = {}) {
  const { app, clock } = inter.service;
  const config = { publicUrl, banks: { ...app.config.banks, webhookSecret: secret } };
  const found = await openWebhooks(app.prisma, { config, wallet, clock: { now: clock } });
  const output = collect();
  const given = { register: false, replace: false, repeat: false, ...options };
  await runBankWebhook({ ...found, ...given, now: clock(), output: output.stream });
  return output.text();
}

describe("faturabot banks webhook", () => {
  it("shows that nothing is registered, and registers ours", async () => {
    expect(await runs()).toContain("Cadastrado no banco: nada.");
    expect(inter.standIn.webhooks.address()).toBeUndefined();
    expect(await runs({ register: true })).toContain("Pronto: o banco agora avisa o Faturabot.");
    expect(inter.standIn.webhooks.address()).toBe(ours);
    const again = await runs({ register: true });
    expect(again).toContain("Já é o do Faturabot: nada a fazer.");
    expect(again).not.toContain(secret);
  });

  it("never replaces another system's unless it is asked to, and shows no secret of theirs", async () => {
    const wire = { method: "PUT", path: "/cobrancas/webhook", query: {}, headers: {}, body: { webhookUrl: foreign } };
    inter.standIn.webhooks.handle(wire);
    const shown = await runs();
    expect(shown).toContain("https://erp.example/… (de outro sistema)");
    expect(shown).not.toContain("segredo-deles");
    await expect(runs({ register: true })).rejects.toThrow("use --replace");
    expect(inter.standIn.webhooks.address()).toBe(foreign);
    await runs({ replace: true });
    expect(inter.standIn.webhooks.address()).toBe(ours);
  });

  it("tells which posts were lost, and has the bank repeat those that never arrived", async () => {
    const at = (minutes: number) => new Date(inter.service.clock().getTime() - minutes * 60_000).toISOString();
    const delivery = (code: string, minutes: number, sucesso: boolean) => ({
      webhookUrl: ours,
      payload: [{ codigoSolicitacao: code }],
      numeroTentativa: 1,
      dataHoraDisparo: at(minutes),
      sucesso,
      httpStatus: sucesso ? 200 : 502,
      ...(!sucesso && { mensagemErro: "Bad Gateway" }),
    });
    inter.standIn.webhooks.deliveries.push(
      delivery("one", 50, false),
      delivery("one", 30, true),
      delivery("two", 20, false),
      ...Array.from({ length: 60 }, (_, index) => delivery(`many-${index}`, 10, false)),
    );
    const said = await runs({ repeat: true });
    expect(said).toContain("Avisos dos últimos 7 dias: 1 entregues, 62 com erro.");
    expect(said).toContain("502 Bad Gateway");
    expect(said).toContain("O banco vai repetir os avisos de 61 de 61 boletos.");
    expect(inter.standIn.webhooks.repeated).not.toContain("one");
  });

  it("says in the bank's trouble what to check, and leaves the running service alone", async () => {
    inter.standIn.chaos(() => "403");
    await expect(runs()).rejects.toThrow("os escopos da aplicação");
    inter.standIn.chaos(undefined);
    expect(await inter.service.eventsOf("bank.no-permission")).toHaveLength(0);
    const health = await inter.service.app.prisma.bankHealth.findMany({ where: { openUntil: { not: null } } });
    expect(health).toHaveLength(0);
  });

  it.each([
    ["no such wallet", { wallet: "nobody" }, "não existe a carteira de banco"],
    ["no secret", { secret: undefined }, "Falta BANK_WEBHOOK_SECRET"],
    ["an address without TLS", { publicUrl: "http://x.example" }, "https://"],
  ])("says what is missing: %s", async (_, given, words) => {
    const { app, clock } = inter.service;
    const asked = { wallet, secret, publicUrl, ...given };
    const { dir } = app.config.banks;
    const banks = { dir, ...(asked.secret !== undefined && { webhookSecret: asked.secret }) };
    const opened = openWebhooks(app.prisma, {
      config: { publicUrl: asked.publicUrl, banks },
      wallet: asked.wallet,
      clock: { now: clock },
    });
    await expect(opened).rejects.toThrow(words);
  });

  it("has nothing for a bank with a portal only", async () => {
    const { app } = inter.service;
    await app.prisma.bankWallet.update({ where: { externalId: wallet }, data: { bankCode: "001" } });
    await expect(runs()).rejects.toThrow("só no portal dele");
    await app.prisma.bankWallet.update({ where: { externalId: wallet }, data: { bankCode: "077" } });
  });
});
