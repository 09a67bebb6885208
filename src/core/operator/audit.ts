/** A change for the log: what for programs, to what, and in words. */
export interface Change {
  action: string;
  subject: string;
  sentence: string;
}
