import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runFaturabot } from "../../support/run-faturabot.ts";

const isRoot = process.getuid?.() === 0;
let folder: string;
let service: ReturnType<typeof runFaturabot> | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-full-"));
});
afterEach(async () => {
  service?.kill("SIGTERM");
  await service?.ended;
  spawnSync("umount", [`${folder}/disk`]);
  rmSync(folder, { recursive: true, force: true });
});

it.runIf(isRoot)(
  "a service on a full disk answers 503 at once, and goes on by itself with space",
  async () => {
    const disk = path.join(folder, "disk");
    mkdirSync(disk);
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=110M,mode=755", "tmpfs", disk]);
    const settings = { DATA_DIR: path.join(disk, "data"), PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "fatal" };
    const asked = runFaturabot(["api-key", "create", "--name", "erp", "--scopes", "read,write"], settings);
    expect(await asked.ended).toBe(0);
    const [key] = /\S{20,}/.exec(asked.said()) ?? [];
    service = runFaturabot(["start", "--only", "http"], settings);
    const [, url] = await service.says(/aberto em (http:\/\/\S+)/);
    let last = 0;
    const put = async () => {
      const response = await fetch(`${url}/api/v1/subscribers/s-${++last}`, {
        method: "PUT",
        signal: AbortSignal.timeout(20_000),
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json", connection: "close" },
        // A name that does not shrink, so that the disk is full soon.
        body: JSON.stringify({ name: `${last} Ana`, document: "529.982.247-25", phones: [] }),
      });
      return response.status;
    };
    expect(await put()).toBe(201);
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(path.join(disk, "filler"), Buffer.alloc(bavail * bsize, 1));
    const statuses = new Set<number>();
    for (let status = await put(); status !== 503; status = await put()) statuses.add(status);
    expect([...statuses].filter((status) => status !== 201)).toEqual([]);
    // However often somebody asks meanwhile: an answer, and none that hangs.
    for (let time = 0; time < 5; time++) expect([201, 503]).toContain(await put());
    rmSync(path.join(disk, "filler"));
    await expect.poll(put, { timeout: 60_000 }).toBe(201);
  },
  300_000,
);
