import { errorName } from "../../privacy/error-name.ts";
import type { Deps } from "../deps.ts";
import { runTurn, TurnFailed } from "./run-turn.ts";

/**
 * Number of attempts to answer a message. After the last one, the message is a dead letter, which the operator sees.
 */
const lastAttempt = 5;
const pauseMs = 2000;

/** Answers the waiting messages of a chat, oldest first. A turn that throws is tried again later. */
export async function runTurns(deps: Deps, chatId: string): Promise<void> {
  for (;;) {
    let turn: Awaited<ReturnType<typeof runTurn>>;
    try {
      turn = await runTurn(deps, chatId);
    } catch (error) {
      // If the turn failed before a message was read, the database is to blame, and not the message.
      if (!(error instanceof TurnFailed) || error.messageId === undefined) throw error;
      const nextTryAt = new Date(deps.clock.now().getTime() + pauseMs);
      const { messageId } = error;
      const outcome = await deps.storage.turnFailed({
        messageId,
        error: errorName(error.cause),
        nextTryAt,
        lastAttempt,
      });
      if (outcome !== "dead") return;
      continue;
    }
    if (!turn) return;
    deps.watch?.turn();
    await deps.sendNow(turn.replies);
    // A message that arrived after the turn is answered by the process that stored it.
    if (!turn.more) return;
  }
}
