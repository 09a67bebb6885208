// What a stranger is answered, in turn: two answers in a row are never the same, so each one can be told from its neighbour.
const cycle = [
  { says: "ajuda", answer: "Eu mostro" },
  { says: "obrigado", answer: "Por nada" },
  { says: "abc", answer: "Não entendi" },
] as const;

/** A person's chat, as the bench sees it. */
export interface TalkChat {
  says(text: string): unknown;
  /** All that they were told. */
  heard(): readonly string[];
}

/** What became of all that was written. */
export interface Findings {
  lost: number;
  doubled: number;
  outOfOrder: number;
}

/** Many people who write and count what they are answered. */
export type Talk = ReturnType<typeof createTalk>;

/** Strangers: the first answer of a chat asks who they are, the others are known beforehand. */
export function createTalk(chats: readonly TalkChat[]) {
  const written = chats.map(() => 0);
  const answersOf = (chat: TalkChat) => chat.heard().slice(1);
  const write = (index: number) => {
    const chat = chats[index % chats.length];
    const place = index % chats.length;
    const turn = written[place] ?? 0;
    written[place] = turn + 1;
    chat?.says((cycle[turn % cycle.length] ?? cycle[0]).says);
  };
  return {
    hasBegun: () => chats.every((chat) => chat.heard().length > 0),
    /** Writes the next message of a chat; numbers go round. */
    write,
    /** One message of each person. */
    writeRound: () => chats.forEach((_, index) => void write(index)),
    written: () => written.reduce((sum, one) => sum + one, 0),
    answers: () => chats.reduce((sum, chat) => sum + answersOf(chat).length, 0),
    /** Whether every message has its answer; one that came twice answers no other. */
    isComplete: () => chats.every((chat, index) => read(answersOf(chat)).answered >= (written[index] ?? 0)),
    /** Reads every chat from top to bottom against what was to be said. */
    count(): Findings {
      const found = { lost: 0, doubled: 0, outOfOrder: 0 };
      for (const [index, chat] of chats.entries()) {
        const { answered, doubled, outOfOrder } = read(answersOf(chat));
        found.lost += Math.max(0, (written[index] ?? 0) - answered);
        found.doubled += doubled;
        found.outOfOrder += outOfOrder;
      }
      return found;
    },
  };
}

const at = (index: number) => cycle[index % cycle.length]?.answer ?? "";

function read(answers: readonly string[]) {
  const found = { answered: 0, doubled: 0, outOfOrder: 0 };
  for (const text of answers) {
    if (text.startsWith(at(found.answered))) found.answered += 1;
    else if (found.answered > 0 && text.startsWith(at(found.answered - 1))) found.doubled += 1;
    else found.outOfOrder += 1;
  }
  return found;
}
