/** What a notice tells of a boleto. */
export type NoticeTopic =
  | "payable"
  | "refused"
  | "slow"
  | "closed"
  | "replaced"
  | "withdrawn"
  | "due"
  | "paid"
  | "paid-twice"
  | "undone";

/**
 * What a message is: the answer of a turn, a notice of a boleto, what the bank said to a subscriber's question, or what
 * a person at the provider wrote or sent. `once` tells apart what is otherwise the same: a payment's id, say.
 */
export type MessageSubject =
  | { kind: "reply"; messageId: string; topic?: "broken" }
  | { kind: "notice"; topic: NoticeTopic; boletoId: string; chatId: string; once?: string }
  | { kind: "answer"; topic: "not-found" | "paid"; boletoId: string; chatId: string; once: string }
  | { kind: "person"; chatId: string; boletoId?: string; once: string };

/**
 * The key under which a part of a message is stored once. Nothing takes it apart; its form must stay, or what the version
 * before has sent would be sent again.
 */
export function messageKey(subject: MessageSubject, part: number): string {
  return [subject.kind, ...namesOf(subject, part)].join(":");
}

function namesOf(subject: MessageSubject, part: number): (string | number)[] {
  switch (subject.kind) {
    case "reply":
      return [subject.messageId, subject.topic ?? part];
    case "notice": {
      const { boletoId, topic, once, chatId } = subject;
      return [boletoId, topic, ...(once === undefined ? [] : [once]), chatId, part];
    }
    case "answer":
      return [subject.boletoId, subject.topic, subject.chatId, subject.once, part];
    case "person":
      return [subject.chatId, subject.once, part];
  }
}
