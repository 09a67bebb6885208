import type { IncomingMessage } from "../../channel-ports.ts";
import { plainLines } from "../../refused-characters.ts";
import type { Deps } from "../deps.ts";
import { runTurns } from "./run-turns.ts";

/** The longest text that is stored, in UTF-16 code units. Nobody writes so much by hand, and a flood is cut off. */
const maxTextLength = 4096;

/**
 * Stores a message and answers it. The message is committed before anything else; one that arrives a second time is
 * ignored. When the promise resolves, no message of the chat is waiting, or its next attempt is due later.
 */
export async function receiveMessage(deps: Deps, message: IncomingMessage): Promise<void> {
  await runTurns(deps, await takeMessageIn(deps, message));
}

/** Stores a message, only once, and commits it. Returns the id of its chat, which `runTurns` answers. */
export function takeMessageIn({ storage, clock }: Deps, message: IncomingMessage): Promise<string> {
  return storage.takeIn(storable(message), clock.now());
}

/** Shortens a text and takes out the characters that no door takes, which could make a line in the panel lie. */
function storable(message: IncomingMessage): IncomingMessage {
  const { body } = message;
  if (body.kind === "text") return { ...message, body: { ...body, text: shortened(body.text) } };
  if (body.kind === "media" && body.caption !== undefined)
    return { ...message, body: { ...body, caption: shortened(body.caption) } };
  return message;
}

const shortened = (text: string) => plainLines(text.slice(0, maxTextLength));
