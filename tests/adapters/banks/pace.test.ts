import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createBankClient } from "../../../src/banks/rest/create-bank-client.ts";
import { clientOf, type Pace, paceOf, runAwaited, turnOf } from "../../../src/banks/rest/pace.ts";
import type { BankDesk } from "../../../src/core/bank-ports.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createBankDesk } from "../../../src/storage/bank-desk.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

const sicoob: Pace = { perMinute: 120, readsPerMinute: 600, burst: 1 };
const inter: Pace = { perMinute: 120, burst: 5 };
const start = Date.parse("2026-11-24T09:05:00Z");
let database: TestDatabase;
let prisma: ReturnType<typeof createPrismaClient>;
let desk: BankDesk;
let client: string;
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(database.connection);
  desk = createBankDesk(prisma);
});
beforeEach(() => {
  client = clientOf("756", "https://bank.example", `client ${made++}`);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

/** A call that comes at a time, and comes back when it is told to, until it has its turn. */
interface Caller {
  at: number;
  isAwaited?: boolean;
}

/** When each caller's call goes out, in milliseconds after the start; all ask one desk, in the order of time. */
async function turnsOf(callers: readonly Caller[], pace: Pace, method = "POST") {
  const coming = callers.map((caller) => ({ ...caller, came: caller.at }));
  const turns: { came: number; isAwaited: boolean; at: number }[] = [];
  let asked = 0;
  while (coming.length > 0) {
    coming.sort((one, other) => one.at - other.at);
    const [next] = coming.splice(0, 1);
    if (!next) break;
    const { came, isAwaited = false } = next;
    const request = runAwaited(isAwaited, () => turnOf({ method }, { pace, client, mostWaitMs: 4000 }));
    const turn = await desk.takeTurn({ ...request, now: new Date(start + next.at) });
    asked++;
    if (turn.kind === "taken") turns.push({ came, isAwaited, at: Math.max(turn.at.getTime() - start, next.at) });
    else coming.push({ ...next, came, at: turn.again.getTime() - start - request.patienceMs / 2 });
  }
  return { turns: turns.sort((one, other) => one.at - other.at), asked };
}

/** The most calls in any window of that length. */
const mostIn = (ms: number, turns: readonly { at: number }[]) =>
  Math.max(...turns.map(({ at }) => turns.filter((other) => other.at >= at && other.at < at + ms).length));

describe("a bank's pace", () => {
  it("lets the 500 boletos of a morning out at two a second and no faster, all within a tenth of the shortest time", async () => {
    const callers = Array.from({ length: 500 }, (_, index) => ({ at: index * 10 }));
    const { turns, asked } = await turnsOf(callers, sicoob);
    expect(turns).toHaveLength(500);
    expect(mostIn(1000, turns)).toBe(2);
    expect(turns.at(-1)?.at).toBeLessThanOrEqual(1.1 * 250_000);
    // Who is put off comes back about once, and not again and again.
    expect(asked).toBeLessThan(1500);
  }, 120_000);

  it("serves whom a person waits for within three seconds, also in the middle of a morning's boletos", async () => {
    const many = Array.from({ length: 120 }, () => ({ at: 0 }));
    const people = [100, 7300, 20_050, 41_990].map((at) => ({ at, isAwaited: true }));
    const { turns } = await turnsOf([...many, ...people], sicoob);
    const waits = turns.filter(({ isAwaited }) => isAwaited).map(({ at, came }) => at - came);
    expect(waits).toHaveLength(4);
    expect(Math.max(...waits)).toBeLessThanOrEqual(3000);
    expect(mostIn(1000, turns)).toBe(2);
  });

  it("allows a few calls at once after a quiet time where the bank counts by the minute, and never more than it takes", async () => {
    const { turns } = await turnsOf(
      Array.from({ length: 300 }, () => ({ at: 0 })),
      inter,
    );
    expect(turns[4]?.at).toBe(0);
    expect(mostIn(60_000, turns)).toBeLessThanOrEqual(120);
  });

  it("counts reads on their own where the bank does, and together with the rest where it does not", () => {
    const lanes = (pace: Pace) => ["GET", "POST"].map((method) => turnOf({ method }, { pace, client, mostWaitMs: 1 }));
    const [read, write] = lanes(sicoob);
    expect(read?.lane).not.toBe(write?.lane);
    expect(read?.intervalMs).toBeCloseTo(100 / 0.95);
    expect(new Set(lanes(inter).map(({ lane }) => lane)).size).toBe(1);
  });

  it("pauses for the client that the bank asked to pause, and for no other at the same bank", async () => {
    const until = new Date(start + 3_600_000);
    await desk.pause(client, until);
    const caller = {
      bankCode: "756",
      bankWalletId: "00000000-0000-4000-8000-000000000001",
      purpose: "boletos",
    } as const;
    expect(await desk.health({ ...caller, client })).toEqual({ pausedUntil: until });
    expect(await desk.health({ ...caller, client: `${client} another` })).toEqual({});
  });

  it("is one for all processes", async () => {
    const other = createPrismaClient(database.connection);
    const request = { ...turnOf({ method: "POST" }, { pace: sicoob, client, mostWaitMs: 4000 }), now: new Date(start) };
    const turns = await Promise.all(
      [desk, createBankDesk(other), desk, createBankDesk(other)].map((one) =>
        one.takeTurn({ ...request, patienceMs: 4000 }),
      ),
    );
    await other.$disconnect();
    const times = turns.flatMap((turn) => (turn.kind === "taken" ? [turn.at.getTime() - start] : []));
    expect(times.sort((one, two) => one - two)).toEqual([0, 526, 1052, 1578]);
  });

  it("counts from when the call goes out, not from when its token was asked for", async () => {
    let now = start;
    const clock = { now: () => new Date(now) };
    const tokens = {
      async current() {
        // The first call waits for the token of the day; the others have it.
        if (now === start) now += 400;
        return "token";
      },
      async refused() {},
    };
    const http = async () => ({ status: 200, json: {} });
    const call = createBankClient({
      bankWalletId: "00000000-0000-4000-8000-000000000001",
      ...{ bankCode: "756", apiRoot: "https://bank.example", http, tokens, headers: {}, pace: sicoob, client },
      ...{ desk, clock, callMs: 10_000 },
    });
    expect(await call({ method: "POST", path: "/boletos" })).toMatchObject({ kind: "answer" });
    const { nextAt } = await prisma.bankPace.findUniqueOrThrow({ where: { lane: client } });
    expect(nextAt.getTime() - start).toBe(400 + 526);
  });

  it("is changed by the settings of the wallet, and the rest stays as published", () => {
    expect(paceOf({}, sicoob)).toEqual(sicoob);
    expect(paceOf({ callsPerMinute: 30 }, sicoob)).toEqual({ ...sicoob, perMinute: 30 });
    expect(paceOf({ readsPerMinute: 60 }, inter)).toEqual({ ...inter, readsPerMinute: 60 });
  });

  it("begins after a pause of the bank", async () => {
    const request = turnOf({ method: "POST" }, { pace: sicoob, client, mostWaitMs: 4000 });
    const now = new Date(start);
    const notBefore = new Date(start + 10_000);
    const times = [];
    for (let call = 0; call < 3; call++) {
      const turn = await desk.takeTurn({ ...request, now, notBefore });
      times.push(turn.kind === "put-off" ? turn.again.getTime() - start : -1);
    }
    expect(times).toEqual([10_000, 10_526, 11_052]);
  });
});
