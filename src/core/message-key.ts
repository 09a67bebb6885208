/** What a notice about a boleto reports. */
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
  | "undone"
  | "announced"
  | "unannounced";

/**
 * Why a message is sent: as the reply of a turn, as a notice about a boleto, as the answer of the bank to a question of
 * the subscriber, or by a human agent. `once` tells messages apart that are otherwise equal, for example by the id of a
 * payment.
 */
export type MessageSubject =
  | { kind: "reply"; messageId: string; topic?: "broken" }
  | { kind: "notice"; topic: NoticeTopic; boletoId: string; chatId: string; once?: string }
  | { kind: "answer"; topic: "not-found" | "paid"; boletoId: string; chatId: string; once: string }
  | { kind: "person"; chatId: string; boletoId?: string; once: string };

/**
 * Returns the unique key under which a part of a message is stored. The key is never parsed. Its format must not
 * change; otherwise messages that an earlier version has sent would be sent again.
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
