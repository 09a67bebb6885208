/**
 * Where an attempt to prove an identity comes from: a chat, or a web thread (named by its secret id) and its network
 * address.
 */
export type Origin = { kind: "chat"; chatId: string } | { kind: "web"; thread: string; address: string };

/** Returns the key under which codes and attempts are stored. A code is valid only for the origin that requested it. */
export function originKey(origin: Origin): string {
  return origin.kind === "chat" ? `chat:${origin.chatId}` : `web:${origin.thread}`;
}

/**
 * Returns the key for limits by network: an IPv4 address, or the first 64 bits of an IPv6 address, which belong to one
 * customer.
 */
export function networkOf(address: string): string {
  const [, mapped] = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = address.toLowerCase().split("%", 1).join("").split("::", 2);
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
