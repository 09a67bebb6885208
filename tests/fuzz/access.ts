import { people } from "./people.ts";

const minuteMs = 60_000;

/** Who has which phone by now: what the provider's register says, kept apart from it. */
export interface Register {
  owners: Map<string, Set<number>>;
  /** Phones that were authorised for a person's contract. */
  authorised: Map<string, Set<number>>;
}

/** The register as it begins. */
export function newRegister(): Register {
  const owners = new Map<string, Set<number>>();
  for (const { index, phones } of people)
    for (const phone of phones) owners.set(phone, (owners.get(phone) ?? new Set()).add(index));
  return { owners, authorised: new Map() };
}

/** What a chat did to prove who writes: the whole of it, as the rules say and not as the code does. */
export interface Proofs {
  phone?: string;
  /** Persons whose first digits were typed here. */
  digits: Set<number>;
  code?: { person: number; until: number };
  link?: number;
  /** The document asked for last. */
  asked?: { person: number; at: number };
  /** Everybody whose bills this chat could ever see, and those who proved it by more than a phone. */
  ever: Set<number>;
  everBeyondPhone: Set<number>;
}

/** A chat that proved nothing. */
export const noProofs = (phone?: string): Proofs => ({
  ...(phone !== undefined && { phone }),
  digits: new Set(),
  ever: new Set(),
  everBeyondPhone: new Set(),
});

/** Whose data may be shown in a chat now: all of it, or what belongs to the contract alone. */
export function mayShow(
  proofs: Proofs,
  register: Register,
  { now, checks, notice }: { now: Date; checks: boolean; notice: boolean },
): { all: Set<number>; contract: Set<number> } {
  const all = new Set<number>();
  const { phone, code, link } = proofs;
  if (code && code.until >= now.getTime()) all.add(code.person);
  if (link !== undefined) all.add(link);
  const holders = phone === undefined ? new Set<number>() : (register.owners.get(phone) ?? new Set<number>());
  const [holder] = holders;
  const contract = new Set(phone === undefined ? [] : register.authorised.get(phone));
  if (holder !== undefined && holders.size === 1 && (!checks || proofs.digits.has(holder))) all.add(holder);
  for (const one of all) proofs.ever.add(one);
  for (const one of contract) proofs.ever.add(one);
  // A notice that was asked for comes after the proof is over, but not to a phone that is somebody else's by now.
  if (notice)
    for (const one of proofs.ever)
      if (phone === undefined || proofs.everBeyondPhone.has(one) || (holders.size === 1 && holder === one))
        all.add(one);
  for (const one of all) contract.add(one);
  return { all, contract };
}

/** The chat wrote something: what that proves. `sent` are the codes that went out, newest last. */
export function noteText(
  proofs: Proofs,
  text: string,
  { now, sent, register }: { now: Date; sent: readonly { code: string; to: string; at: number }[]; register: Register },
): void {
  const at = now.getTime();
  const { asked, code } = proofs;
  if (code && code.until >= at) code.until = at + 30 * minuteMs;
  const typed = text.replace(/[^0-9A-Za-z]/g, "").toUpperCase();
  for (const { index, document } of people) if (typed.startsWith(document.slice(0, 3))) proofs.digits.add(index);
  const right = sent.find((one) => one.code === typed && at - one.at <= 10 * minuteMs);
  const person = asked && people[asked.person];
  if (!right || !asked || !person || at - asked.at > 10 * minuteMs) return;
  // A phone may have become theirs since the beginning.
  if (!register.owners.get(right.to)?.has(asked.person) && person.email !== right.to) return;
  proofs.code = { person: asked.person, until: at + 30 * minuteMs };
  proofs.everBeyondPhone.add(asked.person);
}
