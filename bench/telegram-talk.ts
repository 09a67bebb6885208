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
    /** Whether every message has its answer; one that came twice answers no other. */
    isComplete: () => answers() >= people * each && chats.every((chat) => read(answersOf(chat)).answered >= each),
    /** Reads every chat from top to bottom against what was to be said. */
    count() {
      const found = { lost: 0, doubled: 0, outOfOrder: 0 };
      for (const chat of chats) {
        const { answered, doubled, outOfOrder } = read(answersOf(chat));
        found.lost += Math.max(0, each - answered);
        found.doubled += doubled;
        found.outOfOrder += outOfOrder;
      }
      return found;
    },
  };
}

const at = (index: number) => cycle[index % cycle.length]?.answer ?? "";

function read(answers: readonly { text?: string }[]) {
  const found = { answered: 0, doubled: 0, outOfOrder: 0 };
  for (const { text = "" } of answers) {
    if (text.startsWith(at(found.answered))) found.answered += 1;
    else if (found.answered > 0 && text.startsWith(at(found.answered - 1))) found.doubled += 1;
    else found.outOfOrder += 1;
  }
  return found;
}
