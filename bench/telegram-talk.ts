import type { Telegram } from "../tests/standins/telegram/start-telegram.ts";

// What a stranger is answered, in turn: two answers in a row are never the same, so each one can be told from its neighbour.
const cycle = [
  { says: "ajuda", answer: "Eu mostro" },
  { says: "obrigado", answer: "Por nada" },
  { says: "abc", answer: "Não entendi" },
] as const;

/** Many people who write and count what they are answered. */
export type TelegramTalk = ReturnType<typeof createTelegramTalk>;

/** `each` messages from every one of `people`, in rounds. */
export function createTelegramTalk(telegram: Telegram, { people, each }: { people: number; each: number }) {
  const chats = Array.from({ length: people }, (_, index) => telegram.person({ id: 10_000 + index }));
  // The first answer of a chat asks who they are.
  const answersOf = (chat: (typeof chats)[number]) => chat.messages().slice(1);
  const answers = () => chats.reduce((sum, chat) => sum + answersOf(chat).length, 0);
  let written = 0;
  return {
    async begin(): Promise<void> {
      for (const chat of chats) chat.starts();
      await telegram.until(() => chats.every((chat) => chat.messages().length > 0), "the first answers", 600_000);
    },
    /** Writes the next round: one message of each person. */
    writeRound(): void {
      const { says } = cycle[written % cycle.length] ?? cycle[0];
      for (const chat of chats) chat.says(says);
      written += 1;
    },
    answers,
    isComplete: () => chats.every((chat) => answersOf(chat).length >= each),
    /** Reads every chat from top to bottom against what was to be said. */
    count() {
      const found = { lost: 0, doubled: 0, outOfOrder: 0 };
      for (const chat of chats) {
        let next = 0;
        for (const { text = "" } of answersOf(chat)) {
          const at = (index: number) => cycle[((index % cycle.length) + cycle.length) % cycle.length]?.answer ?? "";
          if (text.startsWith(at(next))) next += 1;
          else if (next > 0 && text.startsWith(at(next - 1))) found.doubled += 1;
          else found.outOfOrder += 1;
        }
        found.lost += Math.max(0, each - next);
      }
      return found;
    },
  };
}
