import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { demoPhone } from "../src/demo/demo-provider.ts";
import { loggedIn } from "../tests/support/panel-client.ts";
import { runFaturabot } from "../tests/support/run-faturabot.ts";
import { bankFiles, documents, tables, texts } from "./hostile/inputs.ts";
import { machine } from "./machine.ts";

// 200 hostile inputs of at most 1 MB at every door, one after the other, while somebody talks: what the talk feels of it.
const count = Number(process.argv[2] ?? 200);
const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-hostile-"));
const returns = path.join(folder, "returns");
mkdirSync(returns);
const secret = "a-secret-of-the-bench-1234567890";
const settings = {
  DATA_DIR: path.join(folder, "data"),
  PORT: "0",
  HOST: "127.0.0.1",
  DEMO: "on",
  RETURNS_DIR: returns,
  BANK_WEBHOOK_SECRET: secret,
  NODE_OPTIONS: "--max-semi-space-size=4",
};
const service = runFaturabot(["start", "--window", "5s"], settings);
const [, url = ""] = await service.says(/aberto em (http:\/\/\S+)/);
const asked = runFaturabot(["api-key", "create", "--name", "bench", "--scopes", "read,write"], settings);
await asked.ended;
const [key = ""] = /\S{20,}/.exec(asked.said()) ?? [];
const panel = await loggedIn(url, "administrador");
const csrf = await panel.csrf("/importar");

const statuses = new Map<string, number>();
const call = async (door: string, address: string, init: RequestInit) => {
  const response = await fetch(`${url}${address}`, {
    redirect: "manual",
    signal: AbortSignal.timeout(60_000),
    ...init,
  });
  await response.arrayBuffer();
  const outcome = `${door} ${response.status}`;
  statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1);
};
const api = { authorization: `Bearer ${key}`, "content-type": "application/json" };
const pick = (list: readonly string[], at: number) => list[at % list.length] ?? "";
const inUrl = (text: string) =>
  encodeURIComponent(text.toWellFormed().slice(0, 2000)).slice(0, 8000).replace(/%.?$/, "");
const resources = ["subscribers", "contracts", "invoices", "bank-wallets", "wallets", "boletos"];

const doorNames = "api returns webhook search form import chat central folder command".split(" ");
/** Each door with what is thrown at it; `at` counts the throws at this door. */
const doors: readonly ((at: number) => Promise<unknown>)[] = [
  (at) =>
    call("api", `/api/v1/${pick(resources, at)}/x${at}`, { method: "PUT", headers: api, body: pick(documents, at) }),
  (at) => call("returns", "/api/v1/returns", { method: "POST", headers: api, body: Buffer.from(pick(bankFiles, at)) }),
  (at) =>
    call("webhook", `/webhooks/${pick(["inter", "sicoob", "bb"], at)}/${secret}`, {
      method: "POST",
      body: pick(documents, at),
    }),
  (at) => panel.get(`/${pick(["faturas", "contratos"], at)}?busca=${inUrl(pick(texts, at))}`),
  (at) => panel.send("/operadores", { csrf, name: pick(texts, at).slice(0, 20_000), email: "x", role: "x" }),
  async (at) => {
    const form = new FormData();
    form.append("csrf", csrf);
    form.append("file", new Blob([pick(tables, at)]), pick(texts, at).slice(0, 200));
    await call("import", "/painel/importar", { method: "POST", headers: { cookie: panel.cookie() }, body: form });
  },
  (at) => say(pick(texts, at).slice(0, 4000), demoPhone(5)),
  (at) =>
    call("central", "/central/entrar", {
      method: "POST",
      body: new URLSearchParams({ documento: pick(texts, at).slice(0, 4000) }),
    }),
  async (at) => {
    writeFileSync(path.join(folder, "file"), pick(bankFiles, at));
    renameSync(path.join(folder, "file"), path.join(returns, `${at}.ret`));
  },
  async (at) => {
    const file = path.join(folder, "given");
    writeFileSync(file, at % 2 ? pick(tables, at) : pick(bankFiles, at));
    await runFaturabot(at % 2 ? ["import", file] : ["retorno", file, "--dry-run"], settings).ended;
  },
];

/** A kept connection may be closed just when it is used again; a service that has ended fails at the second try, too. */
const ask = (address: string, init: RequestInit) => fetch(address, init).catch(() => fetch(address, init));

/** Says something in a new thread, and returns how long the turn took, in milliseconds. */
async function say(text: string, phone: string): Promise<number> {
  const headers = { "sec-fetch-site": "same-origin", connection: "close" };
  const opened = await ask(`${url}/conversa/abrir`, {
    method: "POST",
    redirect: "manual",
    headers,
    body: new URLSearchParams({ phone }),
  });
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const begun = performance.now();
  const said = await ask(`${url}/conversa/mensagens`, {
    method: "POST",
    headers: { ...headers, cookie, "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  if (said.status >= 500) throw new Error(`The talk was answered ${said.status}`);
  return performance.now() - begun;
}
/** The most memory that the service has held since `forgetPeak`, in MB. */
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, "utf8"))?.[1]) / 1024;
const forgetPeak = () => writeFileSync(`/proc/${service.pid}/clear_refs`, "5");

try {
  // Each door once with what it is made for, so that only the hostile inputs count: 1 MB of a CSV and of a return file.
  for (let at = 0; at < 40; at++) await say("oi", demoPhone(1 + (at % 4)));
  const rows = Array.from({ length: 20_000 }, (_, at) => `a${at};Ana ${at};529.982.247-25`);
  for (const body of [["id;nome;documento", ...rows].join("\n")]) {
    const form = new FormData();
    form.append("csrf", csrf);
    form.append("file", new Blob([body]), "assinantes.csv");
    await call("warm", "/painel/importar", { method: "POST", headers: { cookie: panel.cookie() }, body: form });
  }
  await call("warm", "/api/v1/returns?dryRun=true", {
    method: "POST",
    headers: api,
    body: Buffer.from(pick(bankFiles, 0)),
  });
  const before = peak();
  forgetPeak();
  const turns: { ms: number; beside: string }[] = [];
  let beside = "";
  let over = false;
  const talk = (async () => {
    for (let at = 0; !over; at++) {
      turns.push({ ms: await say("oi", demoPhone(1 + (at % 4))), beside });
      await sleep(20);
    }
  })();
  for (let at = 0; at < count; at++) {
    const nth = Math.floor(at / doors.length);
    beside = `${doorNames[at % doors.length]} ${nth}`;
    await doors[at % doors.length]?.(nth);
  }
  beside = "the folder";
  // The folder is looked at every 15 seconds, and a file taken at the second look.
  await sleep(35_000);
  over = true;
  await talk;
  turns.sort((one, other) => one.ms - other.ms);
  const slowest = turns.at(-1)?.ms ?? 0;
  for (const turn of turns.slice(-5)) console.error(`${turn.ms.toFixed(0)} ms beside ${turn.beside}`);
  const ratio = peak() / before;
  console.log(
    `${machine()}\n\n| hostile inputs | turns meanwhile | p50 | slowest | memory with good inputs | with hostile ones | |`,
  );
  console.log("|---|---|---|---|---|---|---|");
  console.log(
    `| ${count} | ${turns.length} | ${(turns[turns.length >> 1]?.ms ?? 0).toFixed(0)} ms | ${slowest.toFixed(0)} ms | ${before.toFixed(0)} MB | ${peak().toFixed(0)} MB | ${ratio.toFixed(2)} × |`,
  );
  const broken = [...statuses].filter(([outcome]) => / 5\d\d$/.test(outcome));
  if (broken.length > 0) console.error(broken);
  if (slowest > 500 || ratio > 1.3 || broken.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(service.said().slice(-2000));
  throw error;
} finally {
  service.kill("SIGTERM");
  await service.ended;
  rmSync(folder, { recursive: true, force: true });
}
