import { PassThrough } from "node:stream";
import { expect, vi } from "vitest";
import { runLgpd } from "../../../src/app/commands/lgpd.ts";
import { makeDueRemittances } from "../../../src/core/use-cases/bank-files/make-remittance.ts";
import { startWorkers } from "../../../src/database/jobs/workers.ts";
import { readRemittance } from "../../standins/banks/cnab/read-remittance.ts";
import { writeReturn } from "../../standins/banks/cnab/write-return.ts";
import { breaksAt } from "../../support/database/breaks-at.ts";
import { runJob } from "../../support/run-job.ts";
import { chatOf } from "../../support/start-chat.ts";
import { telegramChatOf } from "../../support/start-telegram-service.ts";
import { knocks } from "./knock.ts";
import { firm, secretWords, zenobia } from "./marked.ts";
import type { Town } from "./open-town.ts";

/** What a day made that nobody else may see, and what those heard who are nobody. */
export interface Day {
  made: Record<string, string>;
  heardByOthers: string[];
}

/** All doors, all day, with whatever goes wrong on such a day. */
export async function liveADay(town: Town): Promise<Day> {
  const { service, app, sms, smtp, inter, hers, erp } = town;
  const made: Record<string, string> = { apiKey: town.apiKey, telegramToken: service.telegram.token };
  const heardByOthers: string[] = [];
  const pushes = async () => {
    await app.recover();
    await service.runJobs();
  };

  // In a chat, at a bank by API that is not well today.
  const chat = chatOf(service, hers.phone);
  inter.fault("500");
  await chat.tells("oi", secretWords, "menu", "1", "inter");
  // What the bank may have taken is not sent again within its half hour.
  await chat.waits(39, "minutes");
  chat.sees("já pode ser pago");
  await chat.tells("pix", "meus dados", "não encontrado", "zzz", "já paguei");
  service.failures.next = Object.assign(new Error(`${hers.phone} ${zenobia.name}`), { detail: secretWords });
  await chat.says("linha digitável");
  await service.waits(1, "minutes");

  // The same on Telegram, where the network fails as well.
  const onTelegram = telegramChatOf(service, { id: 501, phone: hers.phone, firstName: zenobia.name });
  await onTelegram.begins();
  onTelegram.sees("Olá, Zenóbia");
  await onTelegram.says(secretWords);
  await onTelegram.says("meus dados");
  await app.receive({
    channel: "web",
    address: "pagina-1",
    phone: hers.phone,
    externalId: "w1",
    body: { kind: "text", text: secretWords },
  });

  // Who is nobody: by SMS to her, by e-mail to the firm, and somebody who gets no further.
  const elsewhere = chatOf(service, "5521955550001");
  await elsewhere.tells("oi", zenobia.document);
  await service.runJobs();
  made.codeBySms = sms.codeTo(hers.phone);
  await elsewhere.says(made.codeBySms);
  elsewhere.sees("Olá, Zenóbia");
  await elsewhere.says("site");
  made.centralLink = /abrir\/([\w-]+)/.exec(elsewhere.heard())?.[1] ?? "";
  const company = telegramChatOf(service, { id: 502, phone: "5521955550002" });
  await company.does(() => company.person.starts());
  await company.says(firm.document);
  await service.runJobs();
  made.codeByMail = smtp.codeTo(firm.email);
  await company.says(made.codeByMail);
  company.sees("Olá, Xilofones");
  await company.does(() => company.person.taps("Itaú")).catch(() => {});
  await company.says("1");
  Object.assign(made, await knocks(town, heardByOthers));
  const stranger = chatOf(service, "5521955550003");
  for (const text of ["oi", zenobia.document, "000000", "meus dados", "apagar meus dados", "1"]) {
    await stranger.says(text);
    heardByOthers.push(stranger.heard());
  }
  await service.runJobs();

  // A bank by file: out in the evening, back the next morning, once torn.
  await chat.tells("menu", "2", "sicoob");
  chat.sees("amanhã, 25/11");
  service.isOffUntil("2026-11-24 18:02");
  await makeDueRemittances(app.deps);
  const remittance = await app.prisma.remittance.findFirstOrThrow();
  const [sent] = readRemittance(remittance.content).titles;
  const byFile = await app.prisma.boleto.findFirstOrThrow({ where: { bankCode: "756" } });
  const title = { movement: "02", nossoNumero: byFile.nossoNumero ?? "", cents: 10_000, payer: zenobia.name };
  const returned = writeReturn("756", [{ ...title, reference: sent?.P?.use ?? "" }], { nsa: 1 });
  for (const bytes of [returned.subarray(0, -300), returned]) {
    const headers = { authorization: `Bearer ${town.apiKey}` };
    const to = `${town.url}/api/v1/returns?name=${encodeURIComponent("retorno.ret")}`;
    const response = await fetch(to, { method: "POST", headers, body: new Uint8Array(bytes) });
    heardByOthers.push(await response.text());
  }
  service.isOffUntil("2026-11-25 09:00");
  await service.runJobs();

  // The provider's system: down, then up, then one event that it never takes.
  await pushes();
  erp.status = 200;
  await service.waits(20, "minutes");
  await pushes();
  await app.prisma.eventPush.updateMany({ data: { attempts: 19 } });
  await app.storage.transaction((records) => records.addEvent("planted", {}, service.clock()));
  erp.status = 400;
  await pushes();
  expect(await app.prisma.eventDeadLetter.count()).toBe(1);

  // A turn that breaks until it is a dead letter, in words that quote her.
  const mend = await breaksAt(app.prisma, "BEFORE UPDATE OF state ON chat", `${zenobia.name} ${hers.phone}`);
  await chat.says(secretWords);
  for (let tries = 0; tries < 5; tries++) {
    await service.waits(3, "seconds");
    await service.recovers();
  }
  await mend();
  expect(await app.prisma.inboundMessage.count({ where: { status: "dead" } })).toBe(1);

  await runLgpd(app.deps, { action: "report", document: zenobia.document, output: new PassThrough().resume() });
  await service.morning();
  await runJob(app, { name: "erase-expired" });

  // The rest by the real workers, with a mail server that refuses: the queue keeps why.
  smtp.faults.next = "refuse";
  await chatOf(service, "5521955550004").tells("oi", firm.document);
  const jobs = await startWorkers(app.queue.boss, app.jobs, app.logger);
  await vi.waitFor(
    async () => {
      const [row] = await app.prisma.$queryRaw<{ failed: number }[]>`
        SELECT count(*)::int AS failed FROM pgboss.job WHERE name = 'send-code' AND output::text LIKE '%email-failed%'`;
      if (row?.failed !== 1) throw new Error("The mail server was not asked yet");
    },
    { timeout: 20_000, interval: 100 },
  );
  await jobs.stop();

  const boletos = await service.boletos();
  for (const { bankCode, linhaDigitavel, codigoBarras, campoLivre, pixCopiaECola } of boletos) {
    if (linhaDigitavel) made[`line ${bankCode}`] = linhaDigitavel;
    if (codigoBarras) made[`bars ${bankCode}`] = codigoBarras;
    if (campoLivre) made[`free field ${bankCode}`] = campoLivre;
    if (pixCopiaECola) made[`pix ${bankCode}`] = pixCopiaECola;
  }
  return { made, heardByOthers };
}
