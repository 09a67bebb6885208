import type { ReturnTitle } from "../cnab240/return-title.ts";

/**
 * The name under which a payment of a return file is kept; undefined for a title that is none. The same day and amount
 * is the same payment, also where another file or a look-up reports it; a second one in the same file is another.
 */
export function paymentName(boletoId: string, title: ReturnTitle, taken: Set<string>): string | undefined {
  if (title.movement.effect !== "paid") return undefined;
  const first = `bank:${boletoId}:${title.occurredOn}:${title.paidCents}`;
  let name = first;
  for (let nth = 2; taken.has(name); nth++) name = `${first}:${nth}`;
  taken.add(name);
  return name;
}
