import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findChromium } from "../../scripts/find-chromium.mjs";
import { startInter } from "../../tests/standins/banks/start-inter.ts";
import { startTelegram } from "../../tests/standins/telegram/start-telegram.ts";
import { startWhatsapp } from "../../tests/standins/whatsapp/start-whatsapp.ts";
import { chromiumOf } from "../../tests/support/browser/chromium-of.ts";
import { nextVersion } from "../../tests/support/next-version.ts";
import { runFaturabot } from "../../tests/support/run-faturabot.ts";
import { waitUntil } from "../wait-until.ts";
import { createErp } from "./erp.ts";
import { openCluster } from "./open-cluster.ts";
import { openHost } from "./open-host.ts";
import { keepTrueTimes } from "./true-times.ts";

/** What the faults happen to. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

const httpPort = 3000;
const webhookSecret = "um-segredo-do-caos-de-teste";
const openMs = 240_000;
const bankTakesMs = 4000;
const windowSeconds = 15;

/** Tables that every turn writes, and what an expanding migration does to them. */
const hotTables = ["chat", "inbound_message", "outbound_message", "boleto"];
const expanding = (nth: number) =>
  hotTables
    .map(
      (table) =>
        `ALTER TABLE "${table}" ADD COLUMN next_${nth} TEXT NOT NULL DEFAULT ''; CREATE INDEX ON "${table}" (next_${nth});`,
    )
    .join("\n");

/**
 * Three hosts with cables of their own, one PostgreSQL, Telegram, WhatsApp and a bank: the first host has the pages, the
 * banks' door and jobs, the second one Telegram and jobs, the third one WhatsApp alone.
 */
export async function openStage({ from }: { from?: string | undefined }) {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    return await open(from, (closer) => void closers.push(closer), close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(from: string | undefined, closes: (closer: () => unknown) => void, close: () => Promise<void>) {
  const cluster = await openCluster();
  closes(cluster.stop);
  if (from !== undefined) cluster.clock.startAt(from);
  const telegram = await startTelegram({ limits: "none" });
  closes(telegram.stop);
  const inter = await startInter({ now: () => new Date() });
  closes(inter.stop);
  inter.rules.registrationMs = bankTakesMs;
  const whatsapp = await startWhatsapp();
  closes(whatsapp.stop);
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-chaos-banks-"));
  closes(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  inter.settle("inter", inter.settings, folder);
  const telegramPort = Number(new URL(telegram.url).port);
  const interPort = Number(new URL(inter.url).port);
  const ports = [cluster.port, telegramPort, interPort];
  const first = await openHost(1, ports);
  closes(first.close);
  const second = await openHost(2, ports);
  closes(second.close);
  const third = await openHost(3, [...ports, whatsapp.port]);
  // Chromium goes with its process, a moment later.
  closes(() => waitUntil(() => chromiumOf(folder).length === 0, 20_000));
  closes(third.close);
  const hosts = [first, second, third] as const;
  let migrations = 0;
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
  const runCommand = async (args: readonly string[], main?: string) => {
    const child = runFaturabot(args, { ...settings, DATABASE_URL: cluster.url }, { main });
    if ((await child.ended) !== 0) throw new Error(`faturabot ${args.join(" ")}:\n${child.said()}`);
    return child.said();
  };
  await runCommand(["migrate"]);
  await keepTrueTimes(cluster);
  await runCommand(["provider", "--name", "Rede do Caos"]);
  const said = await runCommand(["api-key", "create", "--name", "caos"]);
  const key = /\bfb_\S+|\b[\w-]{40,}\b/.exec(said)?.[0] ?? "";
  const window = ["--window", `${windowSeconds}s`];
  first.run(["start", "--only", "http,jobs", ...window], settings);
  second.run(["start", "--only", "jobs,telegram", ...window], settings);
  third.run(["start", "--only", "whatsapp", ...window], {
    ...settings,
    WHATSAPP: "on",
    WHATSAPP_DIR: path.join(folder, "whatsapp"),
    WHATSAPP_CHROMIUM: chromiumOfItsOwnTime(folder),
    WHATSAPP_CHROMIUM_ARGS: JSON.stringify(whatsapp.chromiumArgsAt(third.gateway)),
  });
  const root = `http://${first.address}:${httpPort}`;
  const isOpen = () =>
    fetch(`${root}/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  let ready = false;
  const look = setInterval(() => void isOpen().then((is) => (ready ||= is)), 250);
  const isPairing = () => whatsapp.network.isOpen();
  const opened = await waitUntil(() => ready && telegram.polls() > 0 && isPairing(), openMs);
  clearInterval(look);
  if (!opened) throw new Error(`Did not open:\n${hosts.map((host) => host.said()).join("\n")}`);
  whatsapp.network.link();
  const erp = createErp(root, key);
  await erp.open();
  return {
    cluster,
    telegram,
    whatsapp,
    inter,
    hosts,
    erp,
    isOpen,
    killChromium(): void {
      for (const { pid, kind } of chromiumOf(folder)) if (kind === "browser") process.kill(pid, "SIGKILL");
    },
    /** The next version's migration is applied beneath them all, while the tables that it adds to are being backed up. */
    async migrate(backUpMs: number): Promise<void> {
      const root = path.join(folder, `next-${++migrations}`);
      const main = nextVersion(root, `29990101${String(migrations).padStart(6, "0")}_next`, expanding(migrations));
      const backUp = cluster.backUp(hotTables, sleep(backUpMs));
      await runCommand(["migrate"], main);
      await backUp;
    },
    /** One of the outside parts cannot be reached from anywhere. */
    gone: (what: "telegram" | "inter" | "whatsapp", isGone: boolean) => {
      const port = { telegram: telegramPort, inter: interPort, whatsapp: whatsapp.port }[what];
      for (const host of hosts) isGone ? host.way(port)?.shut() : host.way(port)?.open();
    },
    said: () => hosts.map((host) => host.said()).join("\n"),
    close,
  };
}

/** Chromium does not start with a clock that jumps: it keeps the machine's. */
function chromiumOfItsOwnTime(folder: string): string {
  const script = path.join(folder, "chromium.sh");
  writeFileSync(script, `#!/bin/sh\nunset LD_PRELOAD\nexec ${findChromium()} "$@"\n`, { mode: 0o755 });
  return script;
}
