import { badRequest } from "./bot-api-error.ts";
import type { Entity } from "./wire.ts";

/** A text with its styles, as a person sees it. */
export interface StyledText {
  text: string;
  entities: Entity[];
}

const htmlEntities: Record<string, string> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  del: "strikethrough",
  code: "code",
  pre: "pre",
  a: "text_link",
  blockquote: "blockquote",
};
const entityTypes = new Set([
  ...Object.values(htmlEntities),
  "bot_command",
  "url",
  "email",
  "phone_number",
  "mention",
  "hashtag",
  "cashtag",
  "spoiler",
  "text_mention",
  "custom_emoji",
]);
const characters: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** Reads text with entities or in HTML and refuses what does not hold together. Cut of white space at both ends. */
export function styledText(raw: string, mode: string | undefined, given: readonly Entity[] = []): StyledText {
  if (mode !== undefined && mode !== "HTML") throw badRequest("unsupported parse_mode");
  const { text, entities } = mode === "HTML" ? readHtml(raw) : { text: raw, entities: given.map(checkedIn(raw)) };
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const moved = entities.map((entity) => {
    const offset = Math.max(0, entity.offset - start);
    return { ...entity, offset, length: Math.min(entity.length, trimmed.length - offset) };
  });
  return { text: trimmed, entities: moved.filter(({ length }) => length > 0) };
}

const checkedIn =
  (text: string) =>
  (entity: Entity): Entity => {
    const { type, offset, length } = entity;
    if (!entityTypes.has(type)) throw badRequest(`can't parse entities: unsupported type "${type}"`);
    if (offset < 0 || length <= 0 || offset + length > text.length)
      throw badRequest("can't parse entities: entity is outside of the text");
    if (isInsidePair(text, offset) || isInsidePair(text, offset + length))
      throw badRequest("can't parse entities: entity begins or ends in a middle of a UTF-16 symbol");
    return entity;
  };

const isInsidePair = (text: string, at: number) => /[\uDC00-\uDFFF]/.test(text.charAt(at));

function readHtml(html: string): StyledText {
  let text = "";
  const entities: Entity[] = [];
  const open: { tag: string; offset: number }[] = [];
  for (const part of html.matchAll(/<(\/?)([a-z-]*)([^<>]*)(>?)|&(lt|gt|amp|quot);|[^<&]+|&/gi)) {
    const [whole, closing, tag, , end, named] = part;
    if (!whole.startsWith("<")) {
      text += named ? (characters[named] ?? whole) : whole;
      continue;
    }
    const at = Buffer.byteLength(html.slice(0, part.index));
    const type = htmlEntities[tag ?? ""];
    if (!type || !tag || end !== ">")
      throw badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset ${at}`);
    if (!closing) open.push({ tag, offset: text.length });
    else {
      const last = open.pop();
      if (last?.tag !== tag) throw badRequest(`can't parse entities: Unmatched end tag at byte offset ${at}`);
      if (text.length > last.offset) entities.push({ type, offset: last.offset, length: text.length - last.offset });
    }
  }
  const left = open.pop();
  if (left) throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities };
}
