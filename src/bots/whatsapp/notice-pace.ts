/** When a notice to a chat may go: undefined is now. */
export type NoticePace = (chatId: string, now: Date) => Date | undefined;

/** All messages of one notice go together: within this time of its turn nobody waits. */
const togetherMs = 60_000;

/**
 * Spaces notices to different people by a gap that is never the same: WhatsApp takes many messages in a row for bulk.
 * Each chat is given a turn of its own, which it keeps however often it asks.
 */
export function createNoticePace(
  [least, most]: readonly [number, number],
  random: () => number = Math.random,
): NoticePace {
  const turns = new Map<string, number>();
  let freeAt = 0;
  let lastAt = 0;
  return (chatId, now) => {
    const at = now.getTime();
    // A clock that was set back: the turns given before are hours away.
    if (at + togetherMs < lastAt) {
      turns.clear();
      freeAt = at;
    }
    lastAt = at;
    for (const [chat, turn] of turns) if (turn + togetherMs < at) turns.delete(chat);
    let turn = turns.get(chatId);
    if (turn === undefined) {
      turn = Math.max(at, freeAt);
      freeAt = turn + least + random() * (most - least);
      turns.set(chatId, turn);
    }
    return turn <= at ? undefined : new Date(turn);
  };
}
