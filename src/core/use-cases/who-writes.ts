import type { InboundBody } from "../channel-ports.ts";
import { type Proof, provePhone } from "../identity/proof.ts";
import type { TurnRecords } from "../ports.ts";
import type { Chat, TurnEnd } from "../records.ts";

/** Who writes, and what of it is to be kept in the chat. */
export interface Writer {
  subscriber?: { id: string; name: string };
  /** Why nobody is proven. */
  because?: Extract<Proof, { kind: "ask" }>["because"];
  keep: Pick<TurnEnd, "phone" | "linkedId">;
  /** The message brought a link that opens nothing (any more). */
  linkOver: boolean;
}

/** Who writes: by a contact or a link that the message brings, else by what the chat knows. */
export async function whoWrites(records: TurnRecords, chat: Chat, body: InboundBody, now: Date): Promise<Writer> {
  if (body.kind === "link") {
    const subscriber = await records.writes().useLink(body.token, now);
    if (subscriber) return { subscriber, keep: { linkedId: subscriber.id }, linkOver: false };
  }
  const linkOver = body.kind === "link";
  const given = body.kind === "contact" ? body.phone : undefined;
  const { phone = chat.phone, matches } = given
    ? { phone: given, matches: await records.subscribersOf(given) }
    : { matches: chat.matches };
  const proof = provePhone({ phone, matches: matches.map(({ id }) => id) });
  const byPhone = proof.kind === "proven" ? matches.find(({ id }) => id === proof.subscriberId) : undefined;
  // The newer proof counts: a link was followed on purpose, and a contact was given after it.
  const subscriber = given ? (byPhone ?? chat.linked) : (chat.linked ?? byPhone);
  const keep = { ...(given !== undefined && { phone: given }), ...(given && byPhone && { linkedId: null }) };
  return {
    ...(subscriber && { subscriber }),
    ...(proof.kind === "ask" && { because: proof.because }),
    keep,
    linkOver,
  };
}
