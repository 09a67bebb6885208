import { errorName } from "../../privacy/error-name.ts";
import type { Deps } from "../deps.ts";
import { runTurn, TurnFailed } from "./run-turn.ts";

/** A message is tried so often; then it is a dead letter that the operator sees. */
const lastAttempt = 5;
const pauseMs = 2000;

/** Answers the messages of a chat that wait, oldest first. A turn that throws is tried again later. */
export async function runTurns(deps: Deps, chatId: string): Promise<void> {
  for (;;) {
    let turn: Awaited<ReturnType<typeof runTurn>>;
    try {
      turn = await runTurn(deps, chatId);
    } catch (error) {
      // Without a message it is nobody's fault but the database's.
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
    // What came in after the turn's end is answered by whoever took it in.
    if (!turn.more) return;
  }
}
