import type { IncomingMessage } from "../../channel-ports.ts";
import type { Deps } from "../deps.ts";
import { runTurns } from "./run-turns.ts";

/** How much of a text is kept: more than a person writes, less than a flood. */
const longestText = 4096;

/**
 * Takes a message in and answers it. It is stored for good before anything else; the same one twice is one. When this
 * returns, the chat has no message waiting, or its next try is due later.
 */
export async function receiveMessage(deps: Deps, message: IncomingMessage): Promise<void> {
  await runTurns(deps, await takeMessageIn(deps, message));
}

/** Stores a message for good, once, and gives its chat; the answer is `runTurns`. */
export function takeMessageIn({ storage, clock }: Deps, message: IncomingMessage): Promise<string> {
  return storage.takeIn(storable(message), clock.now());
}

/**
 * PostgreSQL takes no NUL in a text, and nobody reads a hundred thousand characters. What moves a cursor or turns the
 * reading direction is no writing: in the panel it would make a line say what it does not.
 */
function storable(message: IncomingMessage): IncomingMessage {
  const { body } = message;
  if (body.kind !== "text") return message;
  const text = body.text.slice(0, longestText).toWellFormed().replace(unwritten, "");
  return { ...message, body: { ...body, text } };
}

/** Controls but for line and tab, and the marks of direction. */
const unwritten = /(?![\n\t\r])\p{Cc}|\p{Bidi_Control}/gu;
