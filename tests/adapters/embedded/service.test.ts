import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAlive } from "../../../src/database/embedded/running-server.ts";
import { sameUser } from "../../../src/database/embedded/server-user.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";

let folder: string;
let started: ReturnType<typeof runFaturabot>[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-service-"));
});
afterEach(async () => {
  for (const one of started) one.kill("SIGTERM");
  await Promise.all(started.map(({ ended }) => ended));
  started = [];
  rmSync(folder, { recursive: true, force: true });
});

const home = () => path.join(folder, "data/postgresql");
const lives = () => existsSync(home()) && isAlive({ folder: home(), user: sameUser() });
const serverPid = () => Number(readFileSync(path.join(home(), "data/postmaster.pid"), "utf8").split("\n")[0]);
function run(args: readonly string[], settings: Record<string, string> = {}) {
  const one = runFaturabot(args, { DATA_DIR: path.join(folder, "data"), PORT: "0", ...settings });
  started.push(one);
  return one;
}
/** A service that says where it is open, and a visitor of its demo page. */
async function open() {
  const service = run(["start", "--window", "8s"]);
  const url = (await service.says(/aberto em (http:\/\/\S+)/))[1] ?? "";
  const entered = await fetch(`${url}/conversa/abrir`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ phone: "5511900000001" }),
  });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const says = (text: string) =>
    fetch(`${url}/conversa/mensagens`, { method: "POST", headers: { cookie }, body: new URLSearchParams({ text }) });
  const page = async () => (await fetch(`${url}/conversa`, { headers: { cookie } })).text();
  return { service, url, says, page };
}

describe("a service on the server that comes along", { timeout: 300_000 }, () => {
  it("shares its folder with every command and with a second service, and leaves no process behind", async () => {
    const { service, says, page, url } = await open();
    expect(service.said()).toContain(`Banco de dados em "${home()}".`);
    const csv = path.join(folder, "assinantes.csv");
    writeFileSync(csv, "id;nome;documento;telefones\ns1;Joana;529.982.247-25;11987654321\n");
    for (const args of [["doctor"], ["import", csv, "--apply"], ["migrate"]]) {
      const command = run(args);
      expect([args[0], await command.ended, command.said()]).toEqual([args[0], 0, expect.any(String)]);
    }
    const second = await open();
    await says("oi");
    await expect.poll(page, { timeout: 10_000 }).toContain("Você tem 2 faturas");
    await second.says("oi");
    service.kill("SIGTERM");
    expect(await service.ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
    await second.says("2");
    await expect.poll(second.page, { timeout: 10_000 }).toContain("De qual banco");
    second.service.kill("SIGINT");
    expect(await second.service.ended).toBe(0);
    expect(lives()).toBe(false);
  });

  it("goes on when its server is killed: what was promised comes, and new messages are answered", async () => {
    const { says, page, url, service } = await open();
    await says("oi");
    await says("2");
    await says("itau");
    await expect.poll(page, { timeout: 10_000 }).toContain("Estou preparando");
    process.kill(serverPid(), "SIGKILL");
    await expect.poll(page, { timeout: 60_000, interval: 500 }).toContain("já pode ser pago");
    await says("oi");
    await expect.poll(async () => (await page()).split("Você tem").length, { timeout: 20_000 }).toBeGreaterThan(2);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    service.kill("SIGTERM");
    expect(await service.ended).toBe(0);
    expect(lives()).toBe(false);
  });

  it("a command that is interrupted stops the server that it alone used", async () => {
    const command = run(["chat", "--phone", "5511900000001", "--wait", "60s"]);
    await expect.poll(lives, { timeout: 20_000, interval: 20 }).toBe(true);
    await expect.poll(() => existsSync(path.join(home(), "data/postmaster.pid")), { timeout: 20_000 }).toBe(true);
    command.kill("SIGINT");
    await command.ended;
    await expect.poll(lives, { timeout: 20_000, interval: 20 }).toBe(false);
  });
});
