import { normalisePhone } from "../../core/identity/phone.ts";
import type { ClientLife } from "./open-client.ts";
import { within } from "./within.ts";

/** Who the other side of a chat is. */
export interface Contact {
  /** The address under which the chat is stored: the phone's, if it is known. */
  address: string;
  /** The LID, which stays when the phone changes. */
  account?: string;
  /** The phone, if WhatsApp vouches for it. */
  phone?: string;
}

/** If more addresses than this have no LID, the oldest one is asked about again. */
const mostWithoutLid = 2000;

/**
 * Creates the function that finds out who an address is. An address contains the phone, or it is a LID, an id whose
 * digits are not a phone; WhatsApp is asked for the other of the two. If the phone is known, the chat is stored under
 * the phone, so that both kinds of address lead to the same chat. The function throws if WhatsApp could not be asked
 * for a phone, unless this is the last try.
 */
export function createIdentify(
  callMs: number,
): (address: string, life: ClientLife, isLastTry: boolean) => Promise<Contact> {
  const withoutLid = new Set<string>();

  async function ask(address: string, { client }: ClientLife) {
    const [told] = await within(callMs, client.getContactLidAndPhone([address]));
    return told;
  }

  return async (address, life, isLastTry) => {
    if (address.endsWith("@lid")) {
      const lid = address.replace(/:\d+(?=@)/, "");
      // The question fails if the page navigates meanwhile, so it is asked again before we do without the phone.
      const told = await ask(address, life).catch((error: unknown) => {
        if (!isLastTry) throw error;
      });
      return told?.pn?.endsWith("@c.us") ? withPhone(told.pn, lid) : { address: lid, account: lid };
    }
    if (withoutLid.has(address)) return withPhone(address);
    const told = await ask(address, life).catch(() => undefined);
    if (told && !told.lid) {
      withoutLid.add(address);
      const [oldest] = withoutLid;
      if (withoutLid.size > mostWithoutLid && oldest !== undefined) withoutLid.delete(oldest);
    }
    return withPhone(address, told?.lid || undefined);
  };
}

function withPhone(address: string, account?: string): Contact {
  const phone = normalisePhone(address);
  return { address, ...(account !== undefined && { account }), ...(phone && { phone }) };
}
