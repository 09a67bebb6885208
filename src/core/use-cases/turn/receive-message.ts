import type { IncomingMessage } from "../../channel-ports.ts";
import type { Deps } from "../deps.ts";
import { runTurns } from "./run-turns.ts";

/** Longest text that is kept, in UTF-16 code units: more than a person writes, less than a flood. */
const maxTextLength = 4096;

/**
 * Stores a message and answers it. The message is committed before anything else, and a duplicate is ignored. When this
 * returns, the chat has no message waiting, or its next try is due later.
 */
export async function receiveMessage(deps: Deps, message: IncomingMessage): Promise<void> {
  await runTurns(deps, await takeMessageIn(deps, message));
}

/** Commits a message, once, and returns the id of its chat; `runTurns` answers it. */
export function takeMessageIn({ storage, clock }: Deps, message: IncomingMessage): Promise<string> {
  return storage.takeIn(storable(message), clock.now());
}

/**
 * Shortens a text and removes control and direction characters. PostgreSQL cannot store NUL, and a character that moves
 * the cursor or the reading direction could make a line in the panel read differently from what was written.
 */
function storable(message: IncomingMessage): IncomingMessage {
  const { body } = message;
  if (body.kind !== "text") return message;
  const text = body.text.slice(0, maxTextLength).toWellFormed().replace(disallowedCharacters, "");
  return { ...message, body: { ...body, text } };
}

/** Control characters except tab and line breaks, and direction marks. */
const disallowedCharacters = /(?![\n\t\r])\p{Cc}|\p{Bidi_Control}/gu;
