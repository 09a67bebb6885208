import type { Entity } from "./api-request.ts";

/** A text with `*bold*` as marked, as Telegram takes it: entities, so that nothing has to be escaped. */
export function styled(marked: string): { text: string; entities: Entity[] } {
  const entities: Entity[] = [];
  let text = "";
  let from = 0;
  for (const { index, 0: whole, 1: bold = "" } of marked.matchAll(/\*([^*\n]+)\*/g)) {
    text += marked.slice(from, index);
    entities.push({ type: "bold", offset: text.length, length: bold.length });
    text += bold;
    from = index + whole.length;
  }
  return { text: text + marked.slice(from), entities };
}
