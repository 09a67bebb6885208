/** The event that a notice about a boleto reports. */
export type NoticeTopic =
  | "payable"
  | "refused"
  | "slow"
  | "closed"
  | "replaced"
  | "withdrawn"
  | "due"
  | "paid"
  | "part-paid"
  | "corrected"
  | "paid-twice"
  | "undone";

/**
 * The origin of a message: the reply of a turn, a notice about a boleto, the bank's answer to a subscriber's question,
 * or a message of a human agent. `once` distinguishes messages that are otherwise equal, for example by payment id.
 */
export type MessageSubject =
  | { kind: "reply"; messageId: string; topic?: "broken" }
  | { kind: "notice"; topic: NoticeTopic; boletoId: string; chatId: string; once?: string }
  | { kind: "answer"; topic: "not-found" | "paid"; boletoId: string; chatId: string; once: string }
  | { kind: "person"; chatId: string; boletoId?: string; once: string };

/**
 * Unique key under which a part of a message is stored. Opaque, never parsed. The format must not change, or messages
 * that an earlier version has sent would be sent again.
 */
export function messageKey(subject: MessageSubject, part: number): string {
  return [subject.kind, ...keyPartsOf(subject, part)].join(":");
}

function keyPartsOf(subject: MessageSubject, part: number): (string | number)[] {
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
