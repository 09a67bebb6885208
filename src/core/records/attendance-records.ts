/** The calls of a chat for a person at the provider, inside a transaction. */
export interface AttendanceRecords {
  openAttendance(call: { chatId: string; subject: string; now: Date }): Promise<{ protocol: string; again: boolean }>;
  /** A person has the chat's call now; one is opened where none is. */
  takeAttendance(of: { chatId: string; by: string; now: Date }): Promise<void>;
  /** Ends the chat's call; undefined where none is open. */
  closeAttendance(of: { chatId: string; now: Date }): Promise<{ protocol: string } | undefined>;
}
