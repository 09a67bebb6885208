/** A change for the log: what for programs, to what, and in words. */
export interface Change {
  action: string;
  subject: string;
  sentence: string;
}

/** A line of the log. */
export interface AuditLine extends Change {
  id: string;
  at: Date;
  operatorName: string;
}

/** Registro de alterações: who changed what. Newest first; `before` is the cursor of an earlier page. */
export interface Audit {
  lines(of: { before?: string; subject?: string; limit: number }): Promise<{ lines: AuditLine[]; next?: string }>;
}
