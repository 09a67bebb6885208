import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { openDatabase } from "../../../src/database/open-database.ts";
import { freePort, makeCluster, postgresPrograms } from "../../support/database/make-cluster.ts";

const bouncer = "/usr/sbin/pgbouncer";
const opening = (url: string) => openDatabase({ kind: "postgres", url, poolSize: 2 });

describe.skipIf(!postgresPrograms())("a server of the machine's own PostgreSQL", { timeout: 300_000 }, () => {
  let folder: string;
  let cluster: Awaited<ReturnType<typeof makeCluster>>;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-server-"));
    chmodSync(folder, 0o777);
    cluster = await makeCluster(folder);
    await cluster.control("start");
  });
  afterAll(async () => {
    await cluster.control("stop", "-m", "immediate");
    rmSync(folder, { recursive: true, force: true });
  });

  describe.skipIf(!existsSync(bouncer))("behind a pooler that lends a session out by the transaction", () => {
    let pooler: ChildProcess;
    let port: number;
    const start = async (more: string) => {
      port = await freePort();
      const ini = path.join(folder, "pgbouncer.ini");
      writeFileSync(
        ini,
        `[databases]\n* = host=127.0.0.1 port=${cluster.port} user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nauth_type = any\npool_mode = transaction\nunix_socket_dir =\nuser = nobody\n${more}`,
      );
      pooler = spawn(bouncer, [ini], { stdio: ["ignore", "ignore", "pipe"] });
      for await (const chunk of pooler.stderr ?? []) if (/process up/.test(String(chunk))) break;
    };
    const stop = async () => {
      pooler.kill("SIGTERM");
      await once(pooler, "exit");
    };

    it.each([
      ["and refuses our settings", ""],
      ["and leaves our settings out", "ignore_startup_parameters = options\n"],
    ])("%s, it is refused with what to do", async (_, more) => {
      await start(more);
      try {
        await expect(opening(`postgresql://postgres@127.0.0.1:${port}/postgres`)).rejects.toMatchObject({
          code: "database-pooler",
          message: expect.stringContaining("Use o endereço do próprio PostgreSQL"),
        });
      } finally {
        await stop();
      }
    });
  });

  it("that is a copy of another is refused for writing, and may be read", async () => {
    await cluster.control("stop");
    appendFileSync(path.join(cluster.data, "standby.signal"), "");
    await cluster.control("start");
    const { connection } = await opening(cluster.url("postgres"));
    await expect(applyMigrations(connection)).rejects.toMatchObject({
      code: "database-standby",
      message: expect.stringContaining("réplica só de leitura"),
    });
  });
});
