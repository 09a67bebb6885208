import type { Job, LostJob } from "../core/jobs.ts";
import type { LostJobQuery } from "../core/ports.ts";
import type { PrismaClient } from "../database/generated/client.ts";

interface Row {
  name: "bank-webhook" | "ask-bank" | "look-up-boleto" | "link-contracts" | "send-code" | "mail-boleto";
  id: string;
  chat: string | null;
  about: string | null;
  at: Date;
}

/**
 * Returns the jobs that, according to our rows, should have been done before a given time: a webhook that was not read,
 * a question to a bank without answer, contracts whose linking was not finished, a code that was not drawn, a boleto
 * that was not mailed. `limit` applies to each kind separately, so that no kind keeps out the others.
 */
export async function lostJobs(
  prisma: PrismaClient,
  { before, now, limit, mails, mailEndsBefore }: LostJobQuery,
): Promise<LostJob[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    (SELECT 'bank-webhook' AS name, id::text AS id, NULL AS chat, NULL AS about, received_at AS at FROM bank_webhook
      WHERE done_at IS NULL AND received_at <= ${before} ORDER BY received_at LIMIT ${limit})
    UNION ALL
    (SELECT CASE WHEN chat_id IS NULL THEN 'look-up-boleto' ELSE 'ask-bank' END, boleto_id::text, chat_id::text, about, ask_at
       FROM bank_question WHERE answered_at IS NULL AND ask_at <= ${before} ORDER BY ask_at LIMIT ${limit})
    UNION ALL
    (SELECT 'link-contracts', id::text, NULL, NULL, started_at FROM link_run
      WHERE finished_at IS NULL AND started_at <= ${before} ORDER BY started_at LIMIT ${limit})
    UNION ALL
    (SELECT 'send-code', id::text, NULL, NULL, created_at FROM one_time_code
      WHERE expires_at > ${now} AND created_at <= ${before} AND used_at IS NULL AND subscriber_id IS NOT NULL AND code_hash IS NULL
      ORDER BY created_at LIMIT ${limit})
    UNION ALL
    (SELECT 'mail-boleto', id::text, NULL, NULL, mail_at FROM boleto
      WHERE mail_at IS NOT NULL AND mailed_at IS NULL AND mail_at <= ${before}
        AND (${mails} OR status NOT IN ('registering', 'payable') OR payable_at <= ${mailEndsBefore})
      ORDER BY mail_at LIMIT ${limit})`;
  return rows.map((row) => ({ job: jobOf(row), once: `lost ${row.id} ${row.chat} ${row.about} ${row.at.getTime()}` }));
}

function jobOf({ name, id, chat, about }: Row): Job {
  switch (name) {
    case "bank-webhook":
      return { name, webhookId: id };
    case "ask-bank":
      return { name, boletoId: id, chatId: chat ?? "", about: about === "paid" ? "paid" : "not-found" };
    case "look-up-boleto":
      return { name, boletoId: id, why: about === "undone" ? "undone" : "news" };
    case "link-contracts":
      return { name, runId: id };
    case "send-code":
      return { name, codeId: id };
    case "mail-boleto":
      return { name, boletoId: id };
  }
}
