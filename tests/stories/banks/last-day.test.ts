import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { runJob } from "../../support/run-job.ts";
import { startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
beforeAll(async () => {
  all = await startBankServices(["inter", "sicoob", "bb4"], "2026-12-10 09:00");
  all.standIns.inter.rules.registrationMs = 0;
});
afterAll(() => all.stop());

/** Paid at another bank in the evening; Inter's stand-in books nothing by itself in the night. */
const pays = {
  inter: (reference: string) => {
    all.service.isOffUntil("2026-12-11 01:00");
    all.standIns.inter.becomes(reference, "RECEBIDO", "100.00");
  },
  sicoob: (reference: string) => all.standIns.sicoob.pays(reference, { by: "boleto" }),
  bb4: (reference: string) => all.standIns.bb4.pays(reference, 100),
};

describe("a boleto that no bank takes after its due date", () => {
  // The bank books in the night, sends no post, and nobody asks in the chat.
  it.each(["inter", "sicoob", "bb4"] as const)(
    "and that was paid on that day is paid the next morning: %s",
    async (bank) => {
      const { service } = all;
      service.isOffUntil("2026-12-10 09:00");
      const { chat, invoiceIds, bankIds } = await all.personAt(bank);
      await service.app.prisma.bankWallet.update({ where: { id: bankIds[0] ?? "" }, data: { daysAfterDue: 0 } });
      await chat.tells("oi", "1", "1");
      await chat.waits(10, "minutes");
      chat.sees("já pode ser pago");
      const { id, payableUntil } = await service.app.prisma.boleto.findFirstOrThrow({
        where: { invoiceId: { in: invoiceIds } },
      });
      expect(payableUntil.toISOString().slice(0, 10)).toBe("2026-12-10");
      pays[bank](shortReference(id));
      service.isOffUntil("2026-12-11 06:05");
      await runJob(service.app, { name: "morning" });
      await chat.waits(10, "minutes");
      chat.sees("✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!");
      const [invoice] = await service.app.prisma.invoice.findMany({ where: { id: { in: invoiceIds } } });
      expect(invoice?.status).toBe("paid");
    },
  );

  it("keeps its invoice from getting another until the bank has had its last word, whoever writes before", async () => {
    const { service } = all;
    service.isOffUntil("2026-12-14 09:00");
    const { chat, invoiceIds, bankIds } = await all.personAt("sicoob", {
      invoices: [{ due: "2026-12-14", about: "uso de novembro" }],
    });
    await service.app.prisma.bankWallet.update({ where: { id: bankIds[0] ?? "" }, data: { daysAfterDue: 0 } });
    await chat.tells("oi", "1", "1");
    await chat.waits(10, "minutes");
    const boletos = () => service.app.prisma.boleto.findMany({ where: { invoiceId: { in: invoiceIds } } });
    service.isOffUntil("2026-12-15 05:00");
    await chat.tells("oi", "1");
    chat.sees("podia ser pago até 14/12, e o banco só confirma em *16/12* o que foi pago no fim do prazo");
    await chat.waits(1, "minutes");
    chat.sees("O Sicoob ainda não informou o pagamento");
    expect(await boletos()).toMatchObject([{ status: "payable" }]);

    service.isOffUntil("2026-12-16 06:05");
    await runJob(service.app, { name: "morning" });
    await chat.waits(10, "minutes");
    // The bank would still take it: it is withdrawn there, before there is another.
    expect((await boletos())[0]?.status).toMatch(/^cancell/);
    await chat.tells("oi", "1", "itau");
    chat.sees("Estou preparando seu boleto do Itaú");
    expect(await boletos()).toHaveLength(2);
  });
});
