import type { PostalAddress } from "./postal-address.ts";

/** Where somebody lives, in all the parts that banks ask for. */
export type PayerAddress = Required<PostalAddress>;

/** "Rua Um, 1 - Centro - Niterói/RJ - 24000-000". */
export function addressWords({ street, district, city, state, postalCode }: PayerAddress): string {
  return `${street} - ${district} - ${city}/${state} - ${postalCode.slice(0, 5)}-${postalCode.slice(5)}`;
}
