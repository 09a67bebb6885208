/** A chat's calls for a human agent, inside a transaction. */
export interface AttendanceRecords {
  openAttendance(call: { chatId: string; subject: string; now: Date }): Promise<{ protocol: string; again: boolean }>;
  /** Assigns the chat's call to a human agent; opens one if none is open. */
  takeAttendance(call: { chatId: string; by: string; now: Date }): Promise<void>;
  /** Closes the chat's call; undefined if none is open. */
  closeAttendance(call: { chatId: string; now: Date }): Promise<{ protocol: string } | undefined>;
}
