import { readFileSync } from "node:fs";
import { oneTurn, startBenchService } from "./service.ts";

// usage: turn-cost URL CHATS TURNS: processor time of a turn, in the service and in PostgreSQL, in milliseconds.
const [url = "", chats = "8", turns = "4000"] = process.argv.slice(2);
const app = await startBenchService(url, false);
const talk = async (chat: number, count: number) => {
  for (let turn = 0; turn < count; turn++) await oneTurn(app, chat);
};
const all = (each: number) => Promise.all(Array.from({ length: Number(chats) }, (_, chat) => talk(chat, each)));
await all(100);
const before = { own: process.cpuUsage(), theirs: await backends(), at: performance.now() };
await all(Math.ceil(Number(turns) / Number(chats)));
const own = process.cpuUsage(before.own);
const took = performance.now() - before.at;
const after = await backends();
const count = Math.ceil(Number(turns) / Number(chats)) * Number(chats);
const theirs = [...after].reduce((sum, [pid, used]) => sum + used - (before.theirs.get(pid) ?? 0), 0);
console.log(
  JSON.stringify({
    serviceMs: (own.user + own.system) / 1000 / count,
    postgresMs: theirs / count,
    perSecond: (count / took) * 1000,
  }),
);
await app.close();

/** What each of our backends has used of a processor so far, in milliseconds: a tick of Linux is ten. */
async function backends(): Promise<Map<number, number>> {
  const rows = await app.prisma.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database()`;
  return new Map(
    rows.map(({ pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/\(.*\)/, "x")
        .split(" ");
      return [pid, (Number(fields[13]) + Number(fields[14])) * 10];
    }),
  );
}
