import type { Records } from "../../ports.ts";
import type { Deps } from "../deps.ts";

/**
 * The same as `deps`, but inside a transaction that is open: what opens one of its own there is part of it, and nothing
 * is sent before it is committed.
 */
export function joined(deps: Deps, records: Records): Deps {
  return {
    ...deps,
    storage: { ...deps.storage, transaction: (work) => work(records) },
    deliverDue: async () => {},
  };
}
