import { createFileRegistrar } from "./banks/cnab240/create-file-registrar.ts";
import { createFolderSweep } from "./banks/cnab240/create-folder-sweep.ts";
import type { Clock, Storage } from "./core/ports.ts";
import { applyReturn } from "./core/use-cases/apply-return.ts";
import type { Deps } from "./core/use-cases/deps.ts";
import { startSweep } from "./jobs/start-sweep.ts";
import type { Logger } from "./logger.ts";

const lookEveryMs = 15_000;

/** The banks by file (CNAB 240): how they register, and the folder that their return files come into. */
export function createFileBank({ storage, clock }: { storage: Storage; clock: Clock }) {
  const wasSent = (boletoId: string) => storage.transaction((records) => records.files.wasSent(boletoId));
  return {
    registrar: createFileRegistrar({ clock, wasSent }),
    /** Looks into a folder again and again; without one there is nothing to stop. */
    watchReturns({ dir, deps, logger }: { dir: string | undefined; deps: Deps; logger: Logger }): () => Promise<void> {
      if (dir === undefined) return async () => {};
      const look = createFolderSweep(dir, (file) => applyReturn(deps, file));
      const logged = () => look().catch((err) => logger.error({ err }, "returns folder failed"));
      return startSweep(() => logged().then(() => undefined), { atMostMs: lookEveryMs }).stop;
    },
  };
}
