import { afterAll, beforeAll, expect, it } from "vitest";
import { bankFindings } from "../../../src/app/commands/bank-findings.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let clerk: Awaited<ReturnType<typeof loggedIn>>;
beforeAll(async () => {
  site = await startSite({ works: false });
  clerk = await loggedIn(site.url, "atendente");
});
afterAll(() => site?.stop());

const happens = (type: string, data: Record<string, string | number>, at = new Date()) =>
  site.app.prisma.event.create({ data: { type, data: { bankCode: "077", ...data }, at } });

it("what a bank said that somebody has to act on stands in Hoje, in Problemas and in the doctor; the rest in Problemas", async () => {
  const { prisma } = site.app;
  expect(await clerk.text("/hoje")).not.toContain("de um banco em 24 horas");
  const longAgo = new Date(Date.now() - 8 * 86_400_000);
  await happens("bank.payments-unread", { bankWalletId: "inter-1", since: "2026-11-02" }, longAgo);
  await happens("bank.no-permission", {});
  await happens("bank.payments-foreign", { count: 3, amountCents: 3800, from: "2026-11-23", through: "2026-11-24" });
  await prisma.bankWebhook.createMany({
    data: ["a", "b"].map((digest) => ({
      ...{ bank: "inter", digest, body: "{}", receivedAt: new Date(), fault: "foreign" },
      doneAt: new Date("2026-11-24T15:00:00Z"),
    })),
  });
  await happens("bank.webhook-unread", { webhook: "inter", day: "2026-11-24" });
  expect(await clerk.text("/hoje")).toContain("1 notícia de um banco em 24 horas");
  const page = await clerk.text("/problemas");
  expect(page).toContain("Inter: não aceitou o nosso acesso: certificado, permissão ou aplicativo.");
  expect(page).toContain("Inter: a lista de 23/11 a 24/11 traz 3 pagamentos de outro sistema, R$ 38,00 ao todo.");
  expect(page).toContain("Inter: em 24/11, 2 avisos não puderam ser lidos ou não são sobre boletos daqui.");
  expect(page).not.toContain("02/11");
  const told = await bankFindings(prisma, "banks", new Date());
  expect(told.filter(({ text }) => text.startsWith("Inter: "))).toEqual([
    { sign: "!", text: expect.stringContaining("não aceitou o nosso acesso") },
  ]);
});
