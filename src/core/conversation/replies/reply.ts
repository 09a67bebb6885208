import type { Choice, Reply } from "../turn.ts";

// Every sentence of a chat stands in this folder, a file for each subject: what happened first, then the one thing to do.

/** A reply of text alone. */
export const plain = (text: string): Reply => ({ text });

/** Labels as a numbered list. */
export const numbered = (labels: readonly string[]): string =>
  labels.map((label, index) => `${index + 1}. ${label}`).join("\n");

/** A button for each label; `list` is the version of the list that they belong to. */
export const buttons = (labels: readonly string[], list: number): Choice[] =>
  labels.map((label, index) => ({ label, number: index + 1, list }));

/** The button that leads back: 0. */
export const back = (list: number): Choice => ({ label: "Voltar", number: 0, list });
