import { startBackends } from "./backends.ts";
import { oneTurn, startBenchService } from "./service.ts";

// usage: turn-cost URL CHATS TURNS: processor time of a turn, in the service and in PostgreSQL, in milliseconds.
const [url = "", chats = "8", turns = "4000"] = process.argv.slice(2);
const app = await startBenchService(url, false);
const talk = async (chat: number, count: number) => {
  for (let turn = 0; turn < count; turn++) await oneTurn(app, chat);
};
const all = (each: number) => Promise.all(Array.from({ length: Number(chats) }, (_, chat) => talk(chat, each)));
await all(100);
const theirs = await startBackends(app.prisma);
const before = { own: process.cpuUsage(), at: performance.now() };
await all(Math.ceil(Number(turns) / Number(chats)));
const own = process.cpuUsage(before.own);
const took = performance.now() - before.at;
const postgresMs = await theirs();
const count = Math.ceil(Number(turns) / Number(chats)) * Number(chats);
console.log(
  JSON.stringify({
    serviceMs: (own.user + own.system) / 1000 / count,
    postgresMs: postgresMs / count,
    perSecond: (count / took) * 1000,
  }),
);
await app.close();
