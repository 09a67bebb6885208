import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { webhookReaders } from "../../../src/app/banks.ts";
import type { WebhookNote } from "../../../src/core/bank-ports.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { readBoleto } from "../../../src/core/boleto/read-boleto.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { readWebhook } from "../../../src/core/use-cases/boletos/read-webhook.ts";
import { startBankService } from "../../support/start-bank-service.ts";

let sicoob: Awaited<ReturnType<typeof startBankService<"sicoob">>>;
beforeAll(async () => {
  sicoob = await startBankService("sicoob", "2026-11-24 09:00");
});
afterAll(() => sicoob.stop());

/** A payable boleto at Sicoob: its number, and its check digit as it stands in the bar code. */
async function payable() {
  const { prisma } = sicoob.service.app;
  const person = await sicoob.person();
  await person.chat.tells("oi", "1", "sicoob");
  await sicoob.service.runJobs();
  const boleto = await prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: person.invoiceIds } } });
  const { codigoBarras, nossoNumero } = boleto;
  if (codigoBarras === null || nossoNumero === null || !readBoleto(codigoBarras, isoDate("2026-11-24")).ok)
    throw new Error("Sicoob registered nothing");
  person.chat.listens();
  return { ...person, id: boleto.id, nossoNumero, digit: codigoBarras.charAt(40) };
}
const found = async (note: WebhookNote) =>
  (await sicoob.service.app.webhooks.boletosOf("756", note)).map(({ id }) => id);

describe("a bank's post names a boleto", () => {
  it("by a nosso número of ten digits with the check digit, as Sicoob does, and in every shorter form", async () => {
    const { id, nossoNumero, digit } = await payable();
    const whole = `${nossoNumero}${digit}`.padStart(10, "0");
    for (const written of [whole, whole.replace(/^0+/, ""), nossoNumero, nossoNumero.replace(/^0+/, "")])
      expect(await found({ nossoNumero: written })).toContain(id);
    const wrong = `${nossoNumero}${(Number(digit) + 1) % 10}`;
    expect(await found({ nossoNumero: wrong })).not.toContain(id);
  });

  it("by our reference, at any bank and however long ago it was sent", async () => {
    const { id } = await payable();
    expect(await found({ reference: shortReference(id), nossoNumero: "99999999" })).toEqual([id]);
    expect(await found({ reference: "00-03" })).toEqual([]);
  });
});

describe("what cannot be used of a bank's posts", () => {
  const post = async (body: unknown) => {
    const { app, clock, runJobs } = sicoob.service;
    await app.webhooks.keep("sicoob", JSON.stringify(body), clock());
    await runJobs();
  };

  it("is one event a day for each bank, and every post is kept with its fault", async () => {
    const { app, eventsOf, waits } = sicoob.service;
    for (const nossoNumero of ["11111111", "22222222"]) await post({ nossoNumero });
    await post({ nothing: "known" });
    expect(await eventsOf("bank.webhook-unread")).toMatchObject([
      { data: { bankCode: "756", webhook: "sicoob", day: "2026-11-24" } },
    ]);
    expect(await app.prisma.bankWebhook.count({ where: { fault: { not: null } } })).toBe(3);
    await waits(24, "hours");
    await post({ nossoNumero: "33333333" });
    expect(await eventsOf("bank.webhook-unread")).toHaveLength(2);
  });

  it("is not the post by which a bank only checks the address", async () => {
    const { app, clock, eventsOf } = sicoob.service;
    const before = (await eventsOf("bank.webhook-unread")).length;
    await app.webhooks.keep("sicoob", '{"idWebhook":990,"validacaoWebhook":true}', clock());
    const { id } = await app.prisma.bankWebhook.findFirstOrThrow({ orderBy: { id: "desc" } });
    const known = webhookReaders.get("sicoob");
    if (!known) throw new Error("Sicoob posts");
    const readers = new Map([["sicoob", { ...known, read: () => [] }]]);
    await readWebhook(app.deps, { desk: app.webhooks, readers }, String(id));
    expect(await app.prisma.bankWebhook.findUnique({ where: { id } })).toMatchObject({ fault: null });
    expect(await eventsOf("bank.webhook-unread")).toHaveLength(before);
  });
});
