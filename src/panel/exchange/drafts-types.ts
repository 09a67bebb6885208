import type { Author } from "../../core/operator/author.ts";

/** A file that somebody handed in, to be looked at before it is written. */
export interface Draft {
  fileName: string;
  bytes: Uint8Array;
}

/** Files on their way in: each is its operator's own, and gone after a day. */
export interface Drafts {
  keep(draft: Draft, by: Author): Promise<string>;
  get(id: string, by: Author): Promise<Draft | undefined>;
  /** It was written: gone, and in the log. */
  written(id: string, by: Author, sentence: string): Promise<void>;
}
