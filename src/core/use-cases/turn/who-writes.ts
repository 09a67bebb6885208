import type { InboundBody } from "../../channel-ports.ts";
import { type Account, accountOf } from "../../identity/access.ts";
import { type Proof, provePhone } from "../../identity/proof.ts";
import type { TurnRecords } from "../../ports.ts";
import type { Chat, ChatKeep } from "../../records/chat-records.ts";

/** Who is writing, and what the chat keeps of the proof. */
export interface Writer {
  account?: Account;
  /** The account that would be proven by the first digits of the CPF or CNPJ. */
  candidate?: Account;
  /** Why nobody is proven. */
  because?: Extract<Proof, { kind: "ask" }>["because"];
  keep: ChatKeep;
  /** True if the message contained a link that is invalid or has expired. */
  linkOver: boolean;
}

/** The rules by which a proof is judged. */
export interface ProofRules {
  now: Date;
  /** A proof by code is valid for this long after the last message, in milliseconds. */
  idleMs: number;
  checksFirstContact: boolean;
}

/** Finds out who is writing: by a contact or a link in the message, otherwise by what the chat has stored. */
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
  // The newer proof counts. Whoever requested a code or a link did so on purpose; a contact in this message came even
  // later.
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

/** Ends a proof by code. */
export const noCode: ChatKeep = { provenUntil: null };
