/** Whether a channel's phone proves who writes. */
export type Proof =
  | { kind: "proven"; subscriberId: string }
  | { kind: "ask"; because: "no-phone" | "unknown-phone" | "several-subscribers" };

/**
 * A phone vouched for by its channel proves the subscriber it is registered to, if it is exactly one. Else the CPF or
 * CNPJ and a one-time code have to be asked for. `matches` are the subscribers found under the phone's variants.
 */
export function provePhone({ phone, matches }: { phone: string | undefined; matches: readonly string[] }): Proof {
  if (phone === undefined) return { kind: "ask", because: "no-phone" };
  const [only, second] = new Set(matches);
  if (only === undefined) return { kind: "ask", because: "unknown-phone" };
  return second === undefined
    ? { kind: "proven", subscriberId: only }
    : { kind: "ask", because: "several-subscribers" };
}
