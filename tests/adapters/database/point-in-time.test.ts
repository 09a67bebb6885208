import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeCluster, postgresPrograms } from "../../support/database/make-cluster.ts";
import { tableDigests } from "../../support/database/table-digests.ts";
import { chatOf, startService } from "../../support/start-chat.ts";

/** What docs/operacao.md has an operator write, in its order: pg_dump, postgresql.conf, the base, the way back. */
const [, settings = "", base = "", wayBack = ""] = [
  ...(/\n### Bancos grandes\n([\s\S]*?)\n### /
    .exec(readFileSync("docs/operacao.md", "utf8"))?.[1]
    ?.matchAll(/\n```\w*\n([\s\S]*?)```/g) ?? []),
].map(([, text = ""]) => text);
const moment = "2026-12-01 14:02:00-03";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-wal-"));
  chmodSync(folder, 0o777);
});
afterEach(() => rmSync(folder, { recursive: true }));

it.runIf(postgresPrograms())(
  "what docs/operacao.md says of going back to a moment brings back each row as it was, and the promise made is kept",
  async () => {
    const here = (text: string) => text.replaceAll("/copias", path.join(folder, "copias"));
    const { bin, as, data, port, url, control, query } = await makeCluster(folder, [here(settings)]);
    const types = (commands: string) =>
      execFileSync("sh", ["-eu"], {
        ...as,
        input: here(commands),
        stdio: ["pipe", "inherit", "inherit"],
        env: {
          PATH: `${bin}:${process.env.PATH}`,
          PGHOST: "127.0.0.1",
          PGPORT: `${port}`,
          PGUSER: "postgres",
          PGDATA: data,
        },
      });
    mkdirSync(path.join(folder, "copias"), { mode: 0o777 });
    chmodSync(path.join(folder, "copias"), 0o777);
    types("mkdir /copias/wal");
    await control("start");
    try {
      await query("CREATE DATABASE faturabot");
      const connection = { connectionString: url("faturabot"), max: 10 };
      const gone = async () => {};
      const database = { connection, drop: gone, destroy: gone };
      const before = await startService("2026-11-24 14:02", database);
      types(base);
      const joana = chatOf(before, "5511900000001");
      await joana.tells("oi", "2", "itau");
      joana.sees("Estou preparando");
      await before.app.close();
      const all = await tableDigests(connection);
      const [{ at }] = (await query("SELECT clock_timestamp()::text AS at")) as [{ at: string }];
      await query("DELETE FROM boleto_watcher", [], "faturabot");
      await query("DELETE FROM outbound_message", [], "faturabot");
      await query("DELETE FROM pgboss.job", [], "faturabot");
      expect(await tableDigests(connection)).not.toEqual(all);

      await control("stop", "-m", "fast");
      expect(wayBack).toContain(moment);
      types(wayBack.replace(moment, at));
      await control("start");
      await expect
        .poll(() => query("SELECT pg_is_in_recovery()"), { timeout: 30_000 })
        .toEqual([{ pg_is_in_recovery: false }]);
      expect(await tableDigests(connection)).toEqual(all);
      const after = await startService("2026-11-24 14:03", database);
      const again = chatOf(after, "5511900000001");
      await again.waits(31, "minutes");
      again.sees(/já pode ser pago[\s\S]*\d{47}/);
      await after.app.close();
    } finally {
      await control("stop", "-m", "immediate").catch(() => {});
    }
  },
);
