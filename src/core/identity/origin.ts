import ipaddr from "ipaddr.js";

/**
 * Where an attempt to prove an identity comes from: a chat, or a web thread (named by its secret id) and its network
 * address. `browser` is the secret by which a browser is known, if somebody has logged in there before.
 */
export type Origin =
  | { kind: "chat"; chatId: string }
  | { kind: "web"; thread: string; address: string; browser?: string };

/** Returns the key under which codes and attempts are stored. A code is valid only for the origin that requested it. */
export function originKey(origin: Origin): string {
  return origin.kind === "chat" ? `chat:${origin.chatId}` : `web:${origin.thread}`;
}

/** What belongs to one customer of an internet provider: an IPv4 address, or the first 64 bits of an IPv6 address. */
const customerBits = 64;
/** What somebody with several IPv6 networks usually has. */
const siteBits = 48;

/**
 * Returns the networks by which attempts from an address are limited, the smallest first: an IPv4 address, or the /64
 * and the /48 of an IPv6 address. A port, which some proxies add, does not count. All that is not an address counts as
 * one network, so that inventing addresses gains nothing.
 */
export function networksOf(address: string): [string, ...string[]] {
  const bare = address.trim().replace(/^\[([^\]]*)\](?::\d+)?$|^([^:]*):\d+$/, "$1$2");
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return ["unknown"];
  const parsed = ipaddr.process(bare);
  if (parsed instanceof ipaddr.IPv4) return [parsed.toString()];
  // A translator of IPv4 to IPv6 puts the caller's IPv4 address into the last 32 bits.
  if (parsed.range() === "rfc6052") return [new ipaddr.IPv4(parsed.toByteArray().slice(12)).toString()];
  return [firstBits(parsed, customerBits), firstBits(parsed, siteBits)];
}

function firstBits(address: ipaddr.IPv6, bits: number): string {
  const parts = address.parts.map((part, index) => (index < bits / 16 ? part : 0));
  return `${new ipaddr.IPv6(parts).toString()}/${bits}`;
}
