import type { Choice, Reply } from "../turn.ts";

// This folder contains every sentence that is sent to a chat, in a file for each subject. A sentence says what
// happened, then the one thing to do.

/** Returns a reply that is only text. */
export const plain = (text: string): Reply => ({ text });

/** Formats labels as a numbered list. */
export const numbered = (labels: readonly string[]): string =>
  labels.map((label, index) => `${index + 1}. ${label}`).join("\n");

/** Returns a button for each label. `list` is the version of the list to which the buttons belong. */
export const buttons = (labels: readonly string[], list: number): Choice[] =>
  labels.map((label, index) => ({ label, number: index + 1, list }));

/** The button "Voltar", number 0. */
export const back = (list: number): Choice => ({ label: "Voltar", number: 0, list });
