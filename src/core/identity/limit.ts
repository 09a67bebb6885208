/** How often something may be done in a window of time that begins with the first time. */
export interface Limit {
  key: string;
  most: number;
  windowMs: number;
}

/** Where a try of it stands: how many are left after this one, or until when there is none. */
export type Attempt = { kind: "counted"; left: number } | { kind: "limited"; until: Date };
