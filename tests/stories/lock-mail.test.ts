import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startSmtp } from "../standins/smtp/start-smtp.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { readPdf } from "../support/read-pdf.ts";
import { runJob } from "../support/run-job.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
beforeAll(async () => {
  smtp = await startSmtp();
  service = await startService("2026-11-20 06:00", undefined, { identity: { email: smtp.settings } });
});
afterAll(async () => {
  await service.stop();
  await smtp.stop();
});
beforeEach(() => {
  smtp.mails.length = 0;
});

/** Itaú, Bradesco or Sicoob; five days before the due date it stays with Bradesco. */
async function personAt(local: string, { email, ...story }: StorySubscriber & { email?: string }) {
  service.isOffUntil(local);
  const person = await enterSubscriber(service, {
    ...{
      banks: ["341", { code: "237", sandboxOutcome: "registered" }, "756"],
      wallet: { lockDays: 5 },
      defaultBank: 1,
    },
    ...story,
  });
  const { contract } = await service.app.prisma.invoice.findUniqueOrThrow({
    where: { id: person.invoiceIds[0] as string },
    include: { contract: true },
  });
  await service.app.prisma.subscriber.update({ where: { id: contract.subscriberId }, data: { email: email ?? null } });
  const boletos = () =>
    service.app.prisma.boleto.findMany({
      where: { invoiceId: { in: person.invoiceIds } },
      orderBy: { createdAt: "asc" },
    });
  return { ...person, boletos, chat: chatOf(service, person.phone) };
}
const told = () => smtp.mails.map(({ to }) => to);
const mailed = async () => (await service.eventsOf("boleto.mailed")).length;

describe("whoever had not chosen a bank when the choice closed", () => {
  it("gets the default bank's boleto by e-mail, once it can be paid and not before", async () => {
    const { boletos } = await personAt("2026-12-05 06:05", {
      email: "eva@x.example",
      invoices: [{ due: "2026-12-10" }],
    });
    await service.morning();
    await service.runJobs();
    expect(told()).toEqual([]);
    await service.waits(28, "minutes");
    const [boleto] = await boletos();
    expect(boleto?.status).toBe("registering");
    expect(told()).toEqual([]);
    await service.waits(20, "minutes");
    expect(told()).toEqual(["eva@x.example"]);
    const [mail] = smtp.mails;
    const { linhaDigitavel, codigoBarras } = (await boletos())[0] ?? {};
    expect(mail?.text).toContain("o boleto foi feito no Bradesco. Ele já pode ser pago, e está em anexo.");
    expect(mail?.text).toMatch(/Vencimento: 10\/12\/2026/);
    expect(mail?.text).toContain("confira o nome");
    expect(mail?.text).toContain(String(linhaDigitavel));
    expect(mail?.files.map(({ name }) => name)).toEqual(["boleto-vence-10-12.pdf"]);
    const { codes } = await readPdf(mail?.files[0]?.bytes ?? new Uint8Array());
    expect(codes).toEqual([codigoBarras]);
    expect(await mailed()).toBe(1);
    await service.morning();
    await service.waits(3, "hours");
    expect(smtp.mails).toHaveLength(1);
  });

  it("without an e-mail is told by none; whoever had chosen neither", async () => {
    await personAt("2026-12-15 06:05", { invoices: [{ due: "2026-12-20" }] });
    const chose = await personAt("2026-12-15 06:06", { email: "ana@x.example", invoices: [{ due: "2026-12-22" }] });
    await chose.chat.tells("oi", "1", "itau");
    await service.waits(1, "hours");
    service.isOffUntil("2026-12-17 06:05");
    await service.morning();
    await service.waits(2, "hours");
    expect((await chose.boletos()).map(({ bankCode, status }) => `${bankCode} ${status}`)).toEqual(["341 payable"]);
    expect(told()).toEqual([]);
  });

  it("is mailed nothing that cannot be paid: refused by the bank, or paid meanwhile", async () => {
    const refused = await personAt("2027-01-05 06:05", {
      ...{ email: "rui@x.example", invoices: [{ due: "2027-01-10" }] },
      banks: ["341", { code: "001", sandboxOutcome: "refused" }, "756"],
    });
    const paid = await personAt("2027-01-05 06:05", { email: "bia@x.example", invoices: [{ due: "2027-01-10" }] });
    await service.morning();
    const [boleto] = await paid.boletos();
    if (boleto) await service.pays(boleto);
    await service.waits(2, "hours");
    expect((await refused.boletos()).map(({ status }) => status)).toEqual(["rejected"]);
    expect(told()).toEqual([]);
  });

  it("hears that a slow bank's boleto is there when it is, and gets it where the mail server refused at first", async () => {
    const before = await mailed();
    const { boletos } = await personAt("2027-02-05 06:05", {
      ...{ email: "leo@x.example", invoices: [{ due: "2027-02-10" }] },
      banks: ["341", { code: "104", sandboxOutcome: "slow" }],
    });
    await service.morning();
    await service.waits(31, "minutes");
    expect([(await boletos())[0]?.status, told()]).toEqual(["registering", []]);
    await service.waits(20, "hours");
    const [boleto] = await boletos();
    const mail = () => runJob(service.app, { name: "mail-boleto", boletoId: boleto?.id ?? "" });
    expect([boleto?.status, smtp.mails.length]).toEqual(["payable", 1]);
    await mail();
    expect([smtp.mails.length, (await mailed()) - before]).toEqual([1, 1]);
    await service.app.prisma.boleto.updateMany({ where: { id: boleto?.id ?? "" }, data: { mailedAt: null } });
    await service.waits(16, "minutes");
    smtp.faults.next = "refuse";
    await expect(mail()).rejects.toMatchObject({ code: "email-failed" });
    // Left alone for a while, as when another process is sending it.
    await mail();
    expect(smtp.mails).toHaveLength(1);
    await service.waits(16, "minutes");
    await mail();
    expect([smtp.mails.length, (await mailed()) - before]).toEqual([2, 2]);
    // An address that takes nothing is given up after a day.
    await service.app.prisma.boleto.updateMany({ where: { id: boleto?.id ?? "" }, data: { mailedAt: null } });
    await service.waits(25, "hours");
    await mail();
    expect(smtp.mails).toHaveLength(2);
  });
});
