import { shareContact } from "../../core/conversation/replies/identity.ts";
import { copyCode } from "../../core/conversation/replies/talk.ts";
import type { Choice, Reply } from "../../core/conversation/turn.ts";
import type { ApiRequest, Entity, InlineButton, ReplyMarkup } from "./api-request.ts";

const longestText = 4096;
const longestCaption = 1024;
const longestLabel = 64;
/** A linha digitável: 47 digits, 48 for the bills of concessionaires. */
const lineOfDigits = /^\d{47,48}$/;

/** A reply as Telegram takes it: the numbered text always, buttons that repeat it, the line to be copied, the PDF. */
export function renderReply({ text: marked, choices = [], document, ask, verbatim }: Reply): ApiRequest[] {
  if (document) {
    const { text, entities } = cut(styled(marked), longestCaption);
    return [{ method: "sendDocument", payload: { caption: text, caption_entities: entities }, document }];
  }
  if (lineOfDigits.test(marked)) return [lineToCopy(marked)];
  if (verbatim) return [{ method: "sendMessage", payload: { text: marked, entities: [codeOf(marked)] } }];
  const parts = split(styled(marked), longestText);
  const markup = ask === "contact" ? contactKeyboard() : choices.length > 0 ? menu(choices) : undefined;
  return parts.map(({ text, entities }, index) => ({
    method: "sendMessage",
    payload: { text, entities, ...(markup && index === parts.length - 1 && { reply_markup: markup }) },
  }));
}

function lineToCopy(line: string): ApiRequest {
  const button: InlineButton = { text: copyCode, copy_text: { text: line } };
  return {
    method: "sendMessage",
    payload: {
      text: line,
      entities: [codeOf(line)],
      reply_markup: { inline_keyboard: [[button]] },
    },
  };
}

const codeOf = ({ length }: string): Entity => ({ type: "code", offset: 0, length });

/** A button a row. Its data is the list's version and the number: ten bytes or so of the 64 that there are. */
function menu(choices: readonly Choice[]): ReplyMarkup {
  const rows = choices.map(({ label, number, list }): InlineButton[] => [
    {
      text: label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label,
      callback_data: `${list}:${number}`,
    },
  ]);
  return { inline_keyboard: rows };
}

const contactKeyboard = (): ReplyMarkup => ({
  keyboard: [[{ text: shareContact, request_contact: true }]],
  one_time_keyboard: true,
  resize_keyboard: true,
});

interface Styled {
  text: string;
  entities: Entity[];
}

/** Parts that fit, broken where a line ends. */
function split(whole: Styled, longest: number): Styled[] {
  if (whole.text.length <= longest) return [whole];
  const lineEnd = whole.text.lastIndexOf("\n", longest);
  const at = lineEnd > 0 ? lineEnd : longest;
  const rest = { text: whole.text.slice(at), entities: shifted(whole.entities, at) };
  return [cut(whole, at), ...split(rest, longest)];
}

function cut({ text, entities }: Styled, longest: number): Styled {
  return {
    text: text.slice(0, longest).toWellFormed(),
    entities: entities.flatMap((entity) => {
      const length = Math.min(entity.length, longest - entity.offset);
      return length > 0 ? [{ ...entity, length }] : [];
    }),
  };
}

function shifted(entities: readonly Entity[], by: number): Entity[] {
  return entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - by);
    const length = entity.offset + entity.length - by - offset;
    return length > 0 ? [{ ...entity, offset, length }] : [];
  });
}

/** A text with `*bold*` as marked, as Telegram takes it: entities, so that nothing has to be escaped. */
function styled(marked: string): { text: string; entities: Entity[] } {
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
