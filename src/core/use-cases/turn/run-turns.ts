import { errorName } from "../../privacy/error-name.ts";
import type { Deps } from "../deps.ts";
import { runTurn, TurnFailed } from "./run-turn.ts";

/** Number of tries for a message; after the last it is a dead letter that the operator sees. */
const lastAttempt = 5;
const pauseMs = 2000;

/** Answers the waiting messages of a chat, oldest first. A turn that throws is tried again later. */
export async function runTurns(deps: Deps, chatId: string): Promise<void> {
  for (;;) {
    let turn: Awaited<ReturnType<typeof runTurn>>;
    try {
      turn = await runTurn(deps, chatId);
    } catch (error) {
      // A failure before a message was read is the database's, not the message's.
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
    // A message that came in after the turn is answered by the process that stored it.
    if (!turn.more) return;
  }
}
