import { z } from "zod";
import { isoDate } from "./billing/calendar/iso-date.ts";

const boleto = z.object({ boletoId: z.uuid() });
// A job without data.
const none = z.unknown();
const day = z.iso.date().transform(isoDate);
const rowId = z.string().regex(/^\d+$/);

/**
 * The data of each job that a transaction may enqueue. It stays in the table of the queue for days, so it contains ids
 * and no secrets.
 */
export const jobData = {
  /** `isAwaited`: a person waits for it. */
  "register-boleto": boleto.extend({ isAwaited: z.boolean().exactOptional() }),
  "cancel-boleto": boleto,
  "ask-bank": boleto.extend({ chatId: z.string(), about: z.enum(["not-found", "paid"]) }),
  /**
   * `why` is "undone" if the bank reported that a payment was reversed, "news" for any other change. `unasked`: the
   * look-up answers no webhook and has no stored question: the daily one, and those for a listed payment or a late PIX.
   */
  "look-up-boleto": boleto.extend({
    why: z.enum(["news", "undone"]),
    attempt: z.int().nonnegative().exactOptional(),
    unasked: z.literal(true).exactOptional(),
  }),
  "bank-webhook": z.object({ webhookId: rowId }),
  /**
   * Without `period`, the next days that were not read yet. `cursor`: the name that the bank gave to a list which it
   * prepares.
   */
  "read-payments": z.object({
    bankWalletId: z.uuid(),
    attempt: z.int().nonnegative().exactOptional(),
    period: z.object({ from: day, to: day, cursor: z.string().exactOptional() }).exactOptional(),
  }),
  "push-events": none,
  "send-code": z.object({ codeId: rowId }),
  "mail-boleto": boleto,
  "link-contracts": z.object({ runId: z.uuid() }),
  deliver: none,
};

type JobData = typeof jobData;

/** Work that runs after the commit. */
export type Job = { [N in keyof JobData]: { name: N } & z.output<JobData[N]> }[keyof JobData];

/**
 * A job that should have run already and that the queue has lost. `once` is the key by which it is enqueued only once.
 */
export interface LostJob {
  job: Job;
  once: string;
}

/** The job queue, inside a transaction. */
export interface JobRecords {
  /**
   * Enqueues a job, to run at `startAfter` or at once. Jobs with the same name and the same `once` within a minute are
   * stored as one.
   */
  enqueue(job: Job, startAfter?: Date, once?: string): Promise<void>;
}
