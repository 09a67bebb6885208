import { codeMessage } from "../../conversation/replies/identity.ts";
import { limits } from "../../identity/code-rules.ts";
import type { CourierName } from "../../identity/courier.ts";
import type { CodeToSend, IdentityRecords } from "../../identity/identity-records.ts";
import { isMobile } from "../../identity/phone.ts";
import type { Deps } from "../deps.ts";

/**
 * Job: draws the requested code and sends it to a registered contact: to one that the registrations with the document
 * share, else to one of the newest; by SMS if there is a mobile phone, else by e-mail. The code is drawn here, so that only its hash is ever stored; after a failure, a new code is drawn and sent.
 * Does nothing for an unknown document.
 */
export async function sendCode(deps: Deps, codeId: string): Promise<void> {
  const { storage, clock, couriers, mint } = deps;
  const provider = await storage.provider();
  const ready = await storage.transaction(async (records) => {
    const now = clock.now();
    const request = await records.codeToSend(codeId, now);
    const destination = request && (await chooseDestination(records, request, deps, now));
    if (!destination) return undefined;
    const { code, sealed } = mint.draw();
    await records.sealCode(codeId, { ...sealed, destination: destination.to, subscriberId: destination.subscriberId });
    return { ...destination, code };
  });
  if (ready) await couriers[ready.courier]?.send(ready.to, codeMessage(ready.code, provider.name));
}

interface Destination {
  courier: CourierName;
  to: string;
  /** The newest registration with this contact. */
  subscriberId: string;
}

/**
 * Returns the first contact whose daily limit is not reached. A contact that an earlier attempt chose is already
 * counted.
 */
async function chooseDestination(
  records: IdentityRecords,
  { registrations, destination: chosenBefore, originIsKnown }: CodeToSend,
  { couriers }: Deps,
  now: Date,
): Promise<Destination | undefined> {
  const all = destinationsOf(registrations).filter(({ courier }) => couriers[courier] !== undefined);
  const before = all.find((one) => one.to === chosenBefore);
  if (before) return before;
  for (const destination of all) if (await countSend(records, destination.to, originIsKnown, now)) return destination;
  return undefined;
}

/**
 * Returns the contacts to which a code can go, best first: those that most registrations have, of these the newest
 * registration's, of these mobile phones.
 */
function destinationsOf(registrations: CodeToSend["registrations"]): Destination[] {
  const listed = new Map<string, { destination: Destination; times: number }>();
  for (const { id: subscriberId, phones, email } of registrations)
    for (const { courier, to } of [
      ...phones.filter(isMobile).map((to) => ({ courier: "sms" as const, to })),
      ...(email === undefined ? [] : [{ courier: "email" as const, to: email }]),
    ]) {
      const key = to.toLowerCase();
      const known = listed.get(key);
      if (known) known.times += 1;
      else listed.set(key, { destination: { courier, to, subscriberId }, times: 1 });
    }
  const all = [...listed.values()].sort((one, other) => other.times - one.times);
  return all.map(({ destination }) => destination);
}

/** Counts a code for the limits of the contact. Returns false if one of them is reached. */
async function countSend(records: IdentityRecords, to: string, originIsKnown: boolean, now: Date): Promise<boolean> {
  const counted = originIsKnown ? [limits.sentTo(to)] : [limits.sentForStrangers(to), limits.sentTo(to)];
  for (const limit of counted) if ((await records.countAttempt(limit, now)).kind === "limited") return false;
  return true;
}
