import type { Choice, Reply } from "../turn.ts";

// This folder holds every sentence sent to a chat, one file for each subject. A sentence says what happened, then the
// one thing to do.

/** A reply that is only text. */
export const plain = (text: string): Reply => ({ text });

/** Formats labels as a numbered list. */
export const numbered = (labels: readonly string[]): string =>
  labels.map((label, index) => `${index + 1}. ${label}`).join("\n");

/** A button for each label. `list` is the version of the list that they belong to. */
export const buttons = (labels: readonly string[], list: number): Choice[] =>
  labels.map((label, index) => ({ label, number: index + 1, list }));

/** The button "Voltar", number 0. */
export const back = (list: number): Choice => ({ label: "Voltar", number: 0, list });
