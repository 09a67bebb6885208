/** Where somebody lives, in the parts that banks ask for. The CEP is eight digits, the state two letters. */
export interface PayerAddress {
  street: string;
  district: string;
  city: string;
  state: string;
  postalCode: string;
}

/** "Rua Um, 1 - Centro - Niterói/RJ - 24000-000". */
export function addressWords({ street, district, city, state, postalCode }: PayerAddress): string {
  return `${street} - ${district} - ${city}/${state} - ${postalCode.slice(0, 5)}-${postalCode.slice(5)}`;
}
