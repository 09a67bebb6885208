import type { Office } from "../attendance/attendance-hours.ts";
import type { Access } from "../identity/access.ts";

/** The requests of chats for a human agent, within a transaction. */
export interface AttendanceRecords {
  openAttendance(call: { chatId: string; subject: string; now: Date }): Promise<{ protocol: string; again: boolean }>;
  /** Assigns the request of a chat to a human agent. If no request is open, one is recorded. */
  takeAttendance(call: { chatId: string; by: string; now: Date }): Promise<void>;
  /** Closes the request of a chat; undefined if none is open. */
  closeAttendance(call: { chatId: string; now: Date }): Promise<{ protocol: string } | undefined>;
  /** The office that answers whoever has this access: of the branch of their contract, else the provider's. */
  officeOf(access: Access | undefined): Promise<Office>;
}
