import { afterAll, beforeAll, expect, it } from "vitest";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { BoletoStatus } from "../../../src/database/generated/enums.ts";
import { startBankService } from "../../support/start-bank-service.ts";

let inter: Awaited<ReturnType<typeof startBankService<"inter">>>;
beforeAll(async () => {
  inter = await startBankService("inter", "2026-11-24 09:00");
  inter.standIn.rules.registrationMs = 0;
});
afterAll(() => inter.stop());

// Money comes for what is over too, and is to be given back.
it.each(Object.values(BoletoStatus))(
  "a post about a boleto whose name at the bank is not known here is believed to be ours: %s",
  async (status) => {
    const { app, clock, runJobs } = inter.service;
    const { chat, invoiceIds } = await inter.person();
    await chat.tells("oi", "1", "inter");
    await chat.waits(5, "minutes");
    const { id } = await app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: invoiceIds } } });
    await app.prisma.boleto.update({ where: { id }, data: { status, bankReference: null } });
    const posted = inter.standIn.becomes(shortReference(id), "RECEBIDO", "100.00");
    await app.webhooks.keep("inter", JSON.stringify(posted), clock());
    await runJobs();
    expect(await app.prisma.bankWebhook.findFirst({ orderBy: { id: "desc" } })).toMatchObject({ fault: null });
    expect(await app.prisma.payment.count({ where: { boletoId: id } })).toBe(1);
  },
);
