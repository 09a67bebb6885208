import { once } from "node:events";
import { oneTurn, startBenchService } from "./service.ts";

// usage: turns-worker URL CLIENTS SECONDS FIRST_CHAT [RATE]: gives {turns, seconds, p50, p99}, to a parent when told to begin.
const [url = "", clients = "8", seconds = "8", first = "0", rate = "0"] = process.argv.slice(2);
const app = await startBenchService(url, false);
const everyone = Array.from({ length: Number(clients) }, (_, client) => Number(first) + client);
// A service runs for weeks: its first seconds, in which the machine code is made, are not what is measured.
const warmTurns = 3000;
await Promise.all(
  everyone.map(async (chat) => {
    for (let turn = 0; turn < warmTurns / everyone.length; turn++) await oneTurn(app, chat);
  }),
);

if (process.send) {
  process.send("warm");
  await once(process, "message");
}
const took: number[] = [];
const begun = performance.now();
const end = begun + Number(seconds) * 1000;
const gapMs = Number(rate) > 0 ? (1000 * everyone.length) / Number(rate) : 0;
await Promise.all(
  everyone.map(async (chat, client) => {
    let at = begun + (gapMs * client) / everyone.length;
    while (performance.now() < end) {
      const wait = at - performance.now();
      if (gapMs > 0 && wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      // Under a rate, a turn's time counts from when it was due: a queue is not hidden.
      const from = gapMs > 0 ? at : performance.now();
      at += gapMs;
      await oneTurn(app, chat);
      took.push(performance.now() - from);
    }
  }),
);
const elapsed = (performance.now() - begun) / 1000;
took.sort((one, other) => one - other);
const percentile = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
const figures = { turns: took.length, seconds: elapsed, p50: percentile(0.5), p99: percentile(0.99) };
if (process.send) process.send(figures);
else console.log(JSON.stringify(figures));
await app.close();
if (process.connected) process.disconnect();
