import type { WebhookNote } from "../../core/bank-ports.ts";

/**
 * Returns the notes of a webhook request with several entries. An unreadable entry among readable ones becomes a note
 * that fits no boleto; undefined if none is readable.
 */
export function notesOf<Entry>(
  entries: readonly Entry[],
  noteOf: (entry: Entry) => WebhookNote | undefined,
): WebhookNote[] | undefined {
  const notes = entries.map(noteOf);
  const isUnreadable = notes.length > 0 && notes.every((note) => note === undefined);
  return isUnreadable ? undefined : notes.map((note) => note ?? {});
}
