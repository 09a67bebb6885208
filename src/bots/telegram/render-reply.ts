import { shareContact } from "../../core/conversation/replies/identity.ts";
import { copyCode } from "../../core/conversation/replies/talk.ts";
import type { Choice, Reply } from "../../core/conversation/turn.ts";
import type { ApiRequest, Entity, InlineButton, ReplyMarkup } from "./api-request.ts";

const longestText = 4096;
const longestCaption = 1024;
const longestLabel = 64;
/** A linha digitável has 47 digits, or 48 on utility bills (convênios de arrecadação). */
const lineOfDigits = /^\d{47,48}$/;

/**
 * Renders a reply as Bot API requests: a numbered text with buttons for the same choices, a code to copy, or a file.
 */
export function renderReply({ text: marked, choices = [], document, ask, verbatim }: Reply): ApiRequest[] {
  if (document) {
    const { text, entities } = cut(parseBold(marked), longestCaption);
    return [{ method: "sendDocument", payload: { caption: text, caption_entities: entities }, document }];
  }
  if (lineOfDigits.test(marked)) return [renderLinhaDigitavel(marked)];
  if (verbatim) return [{ method: "sendMessage", payload: { text: marked, entities: [codeEntity(marked)] } }];
  const parts = split(parseBold(marked), longestText);
  const markup = ask === "contact" ? contactKeyboard() : choices.length > 0 ? menu(choices) : undefined;
  return parts.map(({ text, entities }, index) => ({
    method: "sendMessage",
    payload: { text, entities, ...(markup && index === parts.length - 1 && { reply_markup: markup }) },
  }));
}

function renderLinhaDigitavel(line: string): ApiRequest {
  const button: InlineButton = { text: copyCode, copy_text: { text: line } };
  return {
    method: "sendMessage",
    payload: {
      text: line,
      entities: [codeEntity(line)],
      reply_markup: { inline_keyboard: [[button]] },
    },
  };
}

const codeEntity = ({ length }: string): Entity => ({ type: "code", offset: 0, length });

/**
 * Builds one button for each row. The data of a button, the version of the list and the number of the row, take about
 * ten of the 64 bytes that Telegram allows.
 */
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

/** Splits a text into parts of at most `longest` characters, at line breaks where possible. */
function split(whole: Styled, longest: number): Styled[] {
  if (whole.text.length <= longest) return [whole];
  const lineEnd = whole.text.lastIndexOf("\n", longest);
  const at = lineEnd > 0 ? lineEnd : longest;
  const rest = { text: whole.text.slice(at), entities: shiftEntities(whole.entities, at) };
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

function shiftEntities(entities: readonly Entity[], by: number): Entity[] {
  return entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - by);
    const length = entity.offset + entity.length - by - offset;
    return length > 0 ? [{ ...entity, offset, length }] : [];
  });
}

/** Turns `*bold*` into entities of Telegram, so that nothing has to be escaped. */
function parseBold(marked: string): { text: string; entities: Entity[] } {
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
