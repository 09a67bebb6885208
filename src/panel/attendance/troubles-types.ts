import type { ChannelName } from "../../core/channel-ports.ts";
import type { Author } from "../../core/operator/author.ts";

/** A chat that cannot be reached. */
export interface UnreachableChat {
  chatId: string;
  channel: ChannelName;
  name?: string;
  since: Date;
}

/** A message that nobody answered, or that did not go, for good. */
export interface StuckMessage {
  id: string;
  chatId: string;
  channel: ChannelName;
  name?: string;
  at: Date;
  text: string;
  error: string;
}

/** A job that failed for good. */
export interface FailedJob {
  id: string;
  name: string;
  at: Date;
  error: string;
  /** The boleto's invoice, where it is about one. */
  invoiceId?: string;
}

/** What went wrong and waits for somebody to look; each list newest first, at most a hundred. */
export interface Troubles {
  unreachable(): Promise<UnreachableChat[]>;
  /** Messages of subscribers whose turn failed again and again. */
  dead(): Promise<StuckMessage[]>;
  /** Messages to subscribers that did not go. */
  unsent(): Promise<StuckMessage[]>;
  failedJobs(): Promise<FailedJob[]>;
  /** Once more. False where there is nothing of that kind to be done anew. */
  replayDead(id: string, by: Author): Promise<boolean>;
  replayUnsent(id: string, by: Author): Promise<boolean>;
  replayJob(job: { name: string; id: string }, by: Author): Promise<boolean>;
}
