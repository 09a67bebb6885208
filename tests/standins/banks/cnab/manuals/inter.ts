import type { Manual } from "../manual.ts";
import { febraban } from "./febraban.ts";

/**
 * Inter publishes its layout of 400 positions only (V2.2, 26/08/2024): nothing here is from the bank. The rows are
 * FEBRABAN's own, so that a remessa is at least that.
 */
export const inter: Manual = { source: "FEBRABAN 10.6: não confirmado pelo Inter", records: febraban };
