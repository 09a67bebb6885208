import { randomUUID } from "node:crypto";
import type { App } from "../../src/app/open-app.ts";
import { addDays } from "../../src/core/billing/calendar/iso-date.ts";
import { localDate } from "../../src/core/billing/calendar/local-time.ts";
import { runJob } from "./run-job.ts";

/** A morning's work at the demo provider: a talk, a call for a person, boletos, a payment too many, what went wrong. */
export async function enterWork({ app }: { app: App }) {
  const { prisma, deps } = app;
  const now = deps.clock.now();
  const writes = (phone: string, text: string) =>
    app.receive({
      channel: "web",
      address: `web-${phone}`,
      phone,
      externalId: randomUUID(),
      body: { kind: "text", text },
    });
  const [maria, rita, padaria] = ["5511900000001", "5511900000006", "5511900000003"];
  for (const text of ["oi", "2", "1"]) await writes(maria, text);
  for (const text of ["oi", "1", "1"]) await writes(rita, text);
  for (const text of ["oi", "<script>alert(1)</script> preciso de *ajuda*", "atendente"]) await writes(padaria, text);
  for (const { id } of await prisma.boleto.findMany({ where: { status: "registering" } }))
    await runJob(app, { name: "register-boleto", boletoId: id });
  const chatOf = async (phone: string) =>
    String((await prisma.chat.findFirstOrThrow({ where: { address: `web-${phone}` } })).id);
  const chatId = await chatOf(padaria);
  const subscriber = await prisma.subscriber.findFirstOrThrow({ where: { phones: { some: { phone: maria } } } });
  const contract = await prisma.contract.findFirstOrThrow({ where: { subscriberId: subscriber.id } });
  const boleto = await prisma.boleto.findFirstOrThrow({ where: { invoice: { contractId: contract.id } } });
  const { id: paymentId } = await prisma.payment.create({
    data: {
      externalId: "twice",
      invoiceId: boleto.invoiceId,
      boletoId: boleto.id,
      amountCents: 10_990,
      paidOn: new Date(localDate(now, "America/Sao_Paulo")),
      outcome: "devolver_ou_creditar",
    },
  });
  const stuck = { chatId: BigInt(chatId), nextTryAt: now, receivedAt: now, attempts: 5, error: "TypeError" };
  await prisma.inboundMessage.create({
    data: { ...stuck, externalId: "dead", body: { kind: "text", text: "=HYPERLINK(1) menu" }, status: "dead" },
  });
  const lost = { dedupeKey: "lost", status: "failed", error: "unreachable", dueAt: now } as const;
  await prisma.outboundMessage.create({ data: { chatId: BigInt(chatId), body: { text: "Perdida" }, ...lost } });
  await prisma.channelStatus.create({
    data: {
      channel: "whatsapp",
      state: "pairing",
      detail: { qr: "2@abcdefghijklmnop,qrstuv,wxyz=,1" },
      since: now,
      at: now,
    },
  });
  await prisma.channelStatus.create({ data: { channel: "telegram", state: "ready", since: now, at: now } });
  const from = addDays(localDate(now, "America/Sao_Paulo"), -40).slice(0, 7);
  await prisma.contract.updateMany({
    where: { subscriber: { name: "Carlos Dias" } },
    data: { billsHere: true, planPriceCents: 10_990, dueDay: 10, daysBefore: 28, billsFrom: new Date(`${from}-01`) },
  });
  return { chatId, invoiceId: boleto.invoiceId, boletoId: boleto.id, paymentId, mariaChat: await chatOf(maria) };
}
