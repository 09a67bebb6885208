/** A rate limit: at most `most` attempts in a window that begins with the first attempt. */
export interface Limit {
  key: string;
  most: number;
  windowMs: number;
}

/** Result of an attempt: the number of attempts left, or the end of the window if there are none. */
export type Attempt = { kind: "counted"; left: number } | { kind: "limited"; until: Date };
