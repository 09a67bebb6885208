/** An entry of the audit log. `action` is for programs, `sentence` (Portuguese) for people. */
export interface Change {
  action: string;
  subject: string;
  sentence: string;
}
