import { networksOf } from "./origin.ts";

/** A rate limit: at most `most` attempts in a window that begins with the first attempt. */
export interface Limit {
  key: string;
  most: number;
  windowMs: number;
}

/** The result of an attempt: how many attempts are left, or, if it was refused, when the window ends. */
export type Attempt = { kind: "counted"; left: number } | { kind: "limited"; until: Date };

/** A site may have many customers' networks. It is allowed as many attempts as this many of them. */
const siteFactor = 4;

/** Returns one limit for each network of an address. `most` applies to the smallest of them. */
export function limitsByNetwork(what: string, address: string, { most, windowMs }: Omit<Limit, "key">): Limit[] {
  return networksOf(address).map((network, index) => ({
    key: `${what} from ${network}`,
    most: index === 0 ? most : most * siteFactor,
    windowMs,
  }));
}
