/** A rate limit: at most `most` attempts in a window that begins with the first attempt. */
export interface Limit {
  key: string;
  most: number;
  windowMs: number;
}

/** The result of an attempt: how many attempts are left, or, if it was refused, when the window ends. */
export type Attempt = { kind: "counted"; left: number } | { kind: "limited"; until: Date };
