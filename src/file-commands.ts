import { existsSync } from "node:fs";
import type { Commands } from "./cli/program.ts";
import { runRemittance } from "./cli/remessa.ts";
import { runReturn } from "./cli/retorno.ts";
import type { Config } from "./config.ts";
import { applyReturn } from "./core/use-cases/apply-return.ts";
import { makeRemittance } from "./core/use-cases/make-remittance.ts";
import { bankWalletOf } from "./storage/records/invoice-case.ts";
import { createRemittances } from "./storage/remittance-store.ts";
import { withApp } from "./with-app.ts";

/** Makes of a command one whose known faults end in a sentence. */
export type Guarded = <O>(command: (options: O) => Promise<number>) => (options: O) => Promise<number>;

/** The commands about files of banks (CNAB 240). */
export function fileCommands({
  guarded,
  configOn,
}: {
  guarded: Guarded;
  configOn(dataDir: string | undefined): Config;
}): Pick<Commands, "remessa" | "retorno"> {
  return {
    remessa: guarded(({ wallet, dryRun, out, number, dataDir }) =>
      withApp(configOn(dataDir), ({ prisma, deps }) =>
        runRemittance({
          wallet,
          dryRun,
          ...(out !== undefined && { out }),
          ...(number !== undefined && { number }),
          async find(externalId) {
            const row = await prisma.bankWallet.findUnique({ where: { externalId } });
            return row ? bankWalletOf(row) : undefined;
          },
          make: (found, tries) => makeRemittance(deps, { wallet: found, until: deps.clock.now(), dryRun: tries }),
          again: (nsa) => createRemittances(prisma).numbered(wallet, nsa),
          output: process.stdout,
        }),
      ),
    ),
    retorno: guarded(async ({ file, dryRun, json, dataDir }) => {
      const config = configOn(dataDir);
      const command = { file, dryRun, json, output: process.stdout, errors: process.stderr };
      // Nothing was ever kept there: the file is only read, and no database made for that.
      const { database } = config;
      if (dryRun && database.kind === "embedded" && !existsSync(database.dataDir)) return runReturn(command);
      return runReturn({
        ...command,
        apply: (received) => withApp(config, ({ deps }) => applyReturn(deps, received)),
      });
    }),
  };
}
