import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startInter } from "../../tests/standins/banks/start-inter.ts";
import { startTelegram } from "../../tests/standins/telegram/start-telegram.ts";
import { runFaturabot } from "../../tests/support/run-faturabot.ts";
import { waitUntil } from "../wait-until.ts";
import { createErp } from "./erp.ts";
import { openCluster } from "./open-cluster.ts";
import { openHost } from "./open-host.ts";

/** What the faults happen to. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

const httpPort = 3000;
const webhookSecret = "um-segredo-do-caos-de-teste";
const openMs = 60_000;
const bankTakesMs = 4000;

/**
 * Two hosts with cables of their own, one PostgreSQL, Telegram and a bank: the first host has the pages, the banks'
 * door and jobs, the second one Telegram and jobs.
 */
export async function openStage() {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    return await open((closer) => void closers.push(closer), close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(closes: (closer: () => unknown) => void, close: () => Promise<void>) {
  const cluster = await openCluster();
  closes(cluster.stop);
  const telegram = await startTelegram({ limits: "none" });
  closes(telegram.stop);
  const inter = await startInter({ now: () => new Date() });
  closes(inter.stop);
  inter.rules.registrationMs = bankTakesMs;
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-chaos-banks-"));
  closes(() => rmSync(folder, { recursive: true, force: true }));
  inter.settle("inter", inter.settings, folder);
  const telegramPort = Number(new URL(telegram.url).port);
  const interPort = Number(new URL(inter.url).port);
  const ports = [cluster.port, telegramPort, interPort];
  const first = await openHost(1, ports);
  closes(first.close);
  const second = await openHost(2, ports);
  closes(second.close);
  const hosts = [first, second] as const;
  const url = (port: number, scheme = "http") => `${scheme}://localhost:${port}`;
  const settings = {
    DATABASE_URL: `postgresql://faturabot@localhost:${cluster.port}/faturabot`,
    BANKS_DIR: folder,
    BANK_WEBHOOK_SECRET: webhookSecret,
    LOOP_LIMIT_PER_MINUTE: "100000",
    LOG_LEVEL: process.env.BENCH_LOG ?? "error",
    HOST: "0.0.0.0",
    PORT: String(httpPort),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: url(telegramPort),
  };
  const command = async (...args: string[]) => {
    const child = runFaturabot(args, { ...settings, DATABASE_URL: cluster.url });
    if ((await child.ended) !== 0) throw new Error(`faturabot ${args.join(" ")}:\n${child.said()}`);
    return child.said();
  };
  await command("migrate");
  await command("provider", "--name", "Rede do Caos");
  const key = /\bfb_\S+|\b[\w-]{40,}\b/.exec(await command("api-key", "create", "--name", "caos"))?.[0] ?? "";
  const window = ["--window", "15s"];
  first.run(["start", "--only", "http,jobs", ...window], settings);
  second.run(["start", "--only", "jobs,telegram", ...window], settings);
  const root = `http://${first.address}:${httpPort}`;
  const isOpen = () =>
    fetch(`${root}/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  let ready = false;
  const look = setInterval(() => void isOpen().then((is) => (ready ||= is)), 250);
  const opened = await waitUntil(() => ready && telegram.polls() > 0, openMs);
  clearInterval(look);
  if (!opened) throw new Error(`Did not open:\n${first.said()}\n${second.said()}`);
  const erp = createErp(root, key);
  await erp.open();
  return {
    cluster,
    telegram,
    inter,
    hosts,
    erp,
    isOpen,
    /** Telegram, or the bank, cannot be reached from anywhere. */
    gone: (what: "telegram" | "inter", isGone: boolean) => {
      const port = what === "telegram" ? telegramPort : interPort;
      for (const host of hosts) isGone ? host.way(port)?.shut() : host.way(port)?.open();
    },
    said: () => hosts.map((host) => host.said()).join("\n"),
    close,
  };
}
