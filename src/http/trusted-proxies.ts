import { BlockList, isIP } from "node:net";
import type { RequestHandler } from "express";
import ipaddr from "ipaddr.js";

/** The reverse proxies in front: how many, or their addresses and networks. */
export type TrustedProxies = number | readonly string[];

/** Decides whether the headers of a caller are believed. `hop` is 0 for the caller itself, 1 for who called it, … */
export type TrustProxy = (address: string, hop: number) => boolean;

/**
 * Returns which callers' words about the client's address and TLS are believed. If only a number of proxies is known,
 * the caller itself must be in a private network: whoever reaches the port from the internet is not one of our proxies,
 * and could otherwise choose its address.
 */
export function trustProxies(proxies: TrustedProxies): TrustProxy {
  if (typeof proxies !== "number") {
    const networks = networksIn(proxies);
    return (address) => isIP(address) !== 0 && networks.check(address, familyOf(address));
  }
  return (address, hop) => hop < proxies && (hop > 0 || isPrivate(address));
}

function networksIn(list: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const network of list) {
    const [address = "", bits] = network.split("/");
    if (bits === undefined) networks.addAddress(address, familyOf(address));
    else networks.addSubnet(address, Number(bits), familyOf(address));
  }
  return networks;
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

const privateRanges: ReadonlySet<string> = new Set([
  "loopback",
  "private",
  "linkLocal",
  "uniqueLocal",
  "carrierGradeNat",
]);

function isPrivate(address: string): boolean {
  return ipaddr.isValid(address) && privateRanges.has(ipaddr.process(address).range());
}

/** Calls `tell` once, with the address of the first caller that names a client address and is not trusted to do so. */
export function noticeUntrusted(trust: TrustProxy, tell: (address: string) => void): RequestHandler {
  let isTold = false;
  return ({ headers, socket }, _, next) => {
    const { remoteAddress = "" } = socket;
    if (!isTold && headers["x-forwarded-for"] !== undefined && !trust(remoteAddress, 0)) {
      isTold = true;
      tell(remoteAddress);
    }
    next();
  };
}
