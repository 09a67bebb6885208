import type { LocalHolidays } from "./calendar.ts";
import type { Zone } from "./zone.ts";

/** Where a contract is served: what its days are reckoned by. Its branch's, else the provider's. */
export interface Place {
  zone: Zone;
  localHolidays: LocalHolidays;
}
