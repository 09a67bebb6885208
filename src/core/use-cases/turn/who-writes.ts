import type { InboundBody } from "../../channel-ports.ts";
import { type Account, accountOf } from "../../identity/access.ts";
import { type Proof, provePhone } from "../../identity/proof.ts";
import type { TurnRecords } from "../../ports.ts";
import type { Chat, ChatKeep } from "../../records/chat-records.ts";

/** Who writes, and what of it is to be kept in the chat. */
export interface Writer {
  account?: Account;
  /** Who it would be with the first digits of the CPF. */
  candidate?: Account;
  /** Why nobody is proven. */
  because?: Extract<Proof, { kind: "ask" }>["because"];
  keep: ChatKeep;
  /** The message brought a link that opens nothing (any more). */
  linkOver: boolean;
}

/** How a proof is made, besides what the chat knows. */
export interface ProofRules {
  now: Date;
  /** A code proves for so long after the last message. */
  idleMs: number;
  checksFirstContact: boolean;
}

/** Who writes: by a contact or a link that the message brings, else by what the chat knows. */
export async function whoWrites(
  records: TurnRecords,
  chat: Chat,
  body: InboundBody,
  { now, idleMs, checksFirstContact: checks }: ProofRules,
): Promise<Writer> {
  if (body.kind === "link") {
    const subscriber = await records.writes().useLink(body.token, "chat", now);
    if (subscriber) {
      return { account: accountOf(subscriber), keep: { linkedId: subscriber.id, ...noCode }, linkOver: false };
    }
  }
  const linkOver = body.kind === "link";
  const given = body.kind === "contact" ? body.phone : undefined;
  const { phone = chat.phone, owners } = given
    ? { phone: given, owners: await records.ownersOf(given) }
    : { owners: chat.owners };
  const proof = provePhone({ phone, owners, confirmedId: chat.confirmedId, checks });
  const byPhone = proof.kind === "proven" ? proof.account : undefined;
  const byCode = chat.proven && chat.proven.until > now ? accountOf(chat.proven) : undefined;
  // The newer proof counts: a code and a link were asked for on purpose, and a contact was given after them.
  const earlier = byCode ?? (chat.linked && accountOf(chat.linked));
  const account = given ? (byPhone ?? earlier) : (earlier ?? byPhone);
  const keep: ChatKeep = {
    ...(byCode && account === byCode && { provenUntil: new Date(now.getTime() + idleMs) }),
    ...(given !== undefined && { phone: given }),
    ...(given && byPhone && { linkedId: null, ...noCode }),
  };
  return {
    ...(account && { account }),
    ...(proof.kind === "confirm" && { candidate: proof.account }),
    ...(proof.kind === "ask" && { because: proof.because }),
    keep,
    linkOver,
  };
}

/** A code proved somebody until now. */
export const noCode: ChatKeep = { provenUntil: null };
