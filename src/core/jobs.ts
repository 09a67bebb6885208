import { z } from "zod";

const boleto = z.object({ boletoId: z.uuid() });
// A job without data.
const none = z.unknown();
const rowId = z.string().regex(/^\d+$/);

/** Payload of each job that a transaction may enqueue. Stays in the queue's table for days, so only ids, no secrets. */
export const jobData = {
  /** `isAwaited`: a person waits for it. */
  "register-boleto": boleto.extend({ isAwaited: z.boolean().exactOptional() }),
  "cancel-boleto": boleto,
  "ask-bank": boleto.extend({ chatId: z.string(), about: z.enum(["not-found", "paid"]) }),
  /** `why`: "undone" if the bank reported a reversed payment, "news" for any other change. */
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

/** Work that runs after the commit. */
export type Job = { [N in keyof JobData]: { name: N } & z.output<JobData[N]> }[keyof JobData];

/** An overdue job that the queue has lost; `once` is its deduplication key. */
export interface LostJob {
  job: Job;
  once: string;
}

/** The job queue, inside a transaction. */
export interface JobRecords {
  /** Enqueues a job. `once` deduplicates: the same key within a minute is one job. */
  enqueue(job: Job, startAfter?: Date, once?: string): Promise<void>;
}
