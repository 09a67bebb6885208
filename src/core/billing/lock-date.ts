import { addDays, type IsoDate } from "./iso-date.ts";

/** The day on whose morning the choice of bank closes; undefined where it never does (`lockDays` 0). */
export function lockDate(dueDate: IsoDate, lockDays: number): IsoDate | undefined {
  return lockDays > 0 ? addDays(dueDate, -lockDays) : undefined;
}
