import { z } from "zod";

const boleto = z.object({ boletoId: z.uuid() });
// Nothing but that it is to be done.
const none = z.unknown();
const rowId = z.string().regex(/^\d+$/);

/** The data of each job that a transaction may enqueue. It stays in the queue's table for days: ids, no secrets. */
export const jobData = {
  "register-boleto": boleto,
  "cancel-boleto": boleto,
  "ask-bank": boleto.extend({ chatId: z.string(), about: z.enum(["not-found", "paid"]) }),
  /** `why`: the bank reported a payment undone, or may simply have news. */
  "look-up-boleto": boleto.extend({
    why: z.enum(["news", "undone"]),
    attempt: z.int().nonnegative().exactOptional(),
  }),
  "bank-webhook": z.object({ webhookId: rowId }),
  "push-events": none,
  "send-code": z.object({ codeId: rowId }),
  "mail-boleto": boleto,
  "link-contracts": z.object({ runId: z.uuid() }),
  deliver: none,
};

type JobData = typeof jobData;

/** Work that goes on after the commit. */
export type Job = { [N in keyof JobData]: { name: N } & z.output<JobData[N]> }[keyof JobData];

/** A job that should have been done by now, and the name under which it is put into the queue once. */
export interface LostJob {
  job: Job;
  once: string;
}

/** The job queue, inside a transaction. */
export interface JobRecords {
  /** Within a minute, the same `once` is one job. */
  enqueue(job: Job, startAfter?: Date, once?: string): Promise<void>;
}
