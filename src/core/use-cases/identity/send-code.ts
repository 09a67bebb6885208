import { codeMessage } from "../../conversation/replies/identity.ts";
import { limits } from "../../identity/code-rules.ts";
import type { CourierName } from "../../identity/courier.ts";
import type { CodeToSend, IdentityRecords } from "../../identity/identity-records.ts";
import { isMobile } from "../../identity/phone.ts";
import type { Deps } from "../deps.ts";

/**
 * Job: draws the requested code and sends it to a registered contact: by SMS if there is a mobile phone, else by
 * e-mail. The code is drawn here, so that only its hash is ever stored; after a failure, a new code is drawn and sent.
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
    await records.sealCode(codeId, { ...sealed, destination: destination.to });
    return { ...destination, code };
  });
  if (ready) await couriers[ready.courier]?.send(ready.to, codeMessage(ready.code, provider.name));
}

interface Destination {
  courier: CourierName;
  to: string;
}

/**
 * Returns the first contact whose daily limit is not reached. A contact that an earlier attempt chose is already
 * counted.
 */
async function chooseDestination(
  records: IdentityRecords,
  { contacts, destination: chosenBefore, originIsKnown }: CodeToSend,
  { couriers }: Deps,
  now: Date,
): Promise<Destination | undefined> {
  if (!contacts) return undefined;
  const { phones, email } = contacts;
  const all: Destination[] = [
    ...phones.filter(isMobile).map((to) => ({ courier: "sms" as const, to })),
    ...(email === undefined ? [] : [{ courier: "email" as const, to: email }]),
  ].filter((one) => couriers[one.courier] !== undefined);
  const before = all.find((one) => one.to === chosenBefore);
  if (before) return before;
  for (const destination of all) if (await countSend(records, destination.to, originIsKnown, now)) return destination;
  return undefined;
}

/** Counts a code for the limits of the contact. Returns false if one of them is reached. */
async function countSend(records: IdentityRecords, to: string, originIsKnown: boolean, now: Date): Promise<boolean> {
  const counted = originIsKnown ? [limits.sentTo(to)] : [limits.sentForStrangers(to), limits.sentTo(to)];
  for (const limit of counted) if ((await records.countAttempt(limit, now)).kind === "limited") return false;
  return true;
}
