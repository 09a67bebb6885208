import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findChromium } from "../scripts/find-chromium.mjs";
import { startWhatsapp } from "../tests/standins/whatsapp/start-whatsapp.ts";
import { chromiumOf } from "../tests/support/browser/chromium-of.ts";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { createBenchDatabase } from "./bench-database.ts";
import { createTalk } from "./talk.ts";
import { waitUntil } from "./wait-until.ts";

const firstAnswersMs = 600_000;

/** The service as a process of its own with a real Chromium, between a WhatsApp stand-in and a database, and people who write. */
export async function startWhatsappStage({ people }: { people: number }) {
  const { network, chromiumArgs, person, stop } = await startWhatsapp();
  const database = await createBenchDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-bench-"));
  const run = () =>
    runFaturabot(["start", "--only", "jobs,whatsapp"], {
      DATABASE_URL: database.url,
      DEMO: "on",
      LOOP_LIMIT_PER_MINUTE: "100000",
      LOG_LEVEL: process.env.BENCH_LOG ?? "fatal",
      WHATSAPP: "on",
      WHATSAPP_DIR: folder,
      WHATSAPP_CHROMIUM: findChromium() ?? "",
      WHATSAPP_CHROMIUM_ARGS: JSON.stringify(chromiumArgs),
    });
  const services = [run()];
  const persons = Array.from({ length: people }, (_, index) => person(`5521990${String(index).padStart(6, "0")}`));
  const talk = createTalk(persons.map(({ says, got }) => ({ says, heard: () => got().map(({ body }) => body) })));
  const isThere = (state: () => boolean) => waitUntil(state, firstAnswersMs);
  await isThere(() => network.isOpen() && !network.isLinked());
  network.link();
  for (const one of persons) one.says("oi");
  if (!(await isThere(talk.hasBegun))) throw new Error(`No first answers:\n${services.map(({ said }) => said())}`);
  const killNewest = async () => {
    const service = services.pop();
    service?.kill("SIGKILL");
    await service?.ended;
  };
  return {
    talk,
    database,
    network,
    person,
    said: () => services.map(({ said }) => said()).join("\n"),
    pid: () => services[0]?.pid,
    async killNode(): Promise<void> {
      await killNewest();
      services.push(run());
    },
    killChromium(): void {
      for (const { pid, kind } of chromiumOf(folder)) if (kind === "browser") process.kill(pid, "SIGKILL");
    },
    /** Another process on the same number waits. */
    addNode: () => void services.push(run()),
    /** The one that has the number dies; gives the moment. */
    async killFirst(): Promise<number> {
      const first = services.shift();
      first?.kill("SIGKILL");
      const at = performance.now();
      await first?.ended;
      return at;
    },
    async close(): Promise<void> {
      while (services.length > 0) await killNewest();
      await stop();
      await database.drop();
      // Chromium goes with its process, a moment later.
      await waitUntil(() => chromiumOf(folder).length === 0, 20_000);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
