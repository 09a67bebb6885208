import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createAcks } from "../../../src/bots/whatsapp/acks.ts";
import { messageId, messageIds } from "../../../src/bots/whatsapp/create-sender.ts";
import { createDeliveries } from "../../../src/bots/whatsapp/deliveries.ts";
import { drawQr } from "../../../src/bots/whatsapp/draw-qr.ts";
import { createNoticeGate, createNoticePace } from "../../../src/bots/whatsapp/notice-pace.ts";
import { clearStaleLock, profileOf } from "../../../src/bots/whatsapp/profile.ts";
import { within } from "../../../src/bots/whatsapp/within.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 15, 0, seconds));

test("notices to different people are spaced, each keeps its turn, and one person's go together", () => {
  const pace = createNoticePace([4_000, 12_000], () => 0.5);
  expect(pace("a", at(0))).toBeUndefined();
  expect(pace("a", at(1))).toBeUndefined();
  expect(pace("b", at(1))).toEqual(at(8));
  expect(pace("c", at(1))).toEqual(at(16));
  expect(pace("b", at(2))).toEqual(at(8));
  expect(pace("b", at(8))).toBeUndefined();
  expect(pace("c", at(15))).toEqual(at(16));
});

test("a clock set back by an hour makes nobody's notice wait for it", () => {
  const pace = createNoticePace([4_000, 12_000], () => 0.5);
  const hour = 3600;
  expect(pace("a", at(hour))).toBeUndefined();
  expect(pace("b", at(hour))).toEqual(at(hour + 8));
  expect(pace("b", at(1))).toBeUndefined();
  expect(pace("c", at(1))).toEqual(at(9));
});

test("the gap between notices is never the same", () => {
  const turns = [0, 1].map((random) => {
    const pace = createNoticePace([4_000, 12_000], () => random);
    pace("a", at(0));
    return pace("b", at(0));
  });
  expect(turns).toEqual([at(4), at(12)]);
});

test("the day's limit counts what the database knows, and the rest waits until the next morning", async () => {
  const asked: Date[] = [];
  const desk = {
    async noticesSince(since: Date) {
      asked.push(since);
      return 1;
    },
  };
  let now = at(0);
  const gate = createNoticeGate({ desk, pace: () => undefined, dailyLimit: 3, now: () => now });
  await gate({ chatId: "a" });
  await gate({ chatId: "b" });
  await expect(gate({ chatId: "c" })).rejects.toMatchObject({
    code: "daily-limit",
    retryAt: new Date("2026-11-25T11:00:00Z"),
  });
  now = new Date("2026-11-25T11:00:00Z");
  await gate({ chatId: "c" });
  expect(asked).toEqual([new Date("2026-11-24T03:00:00Z"), new Date("2026-11-25T03:00:00Z")]);
});

test("an ack that comes before the send returns is not missed", async () => {
  const acks = createAcks();
  acks.heard("m", 1);
  expect(await acks.settled("m", 10)).toBe(1);
  acks.heard("n", 0);
  const word = acks.settled("n", 1_000);
  acks.heard("n", -1);
  expect(await word).toBe(-1);
});

test("a message without any word has none", async () => {
  expect(await createAcks().settled("m", 1)).toBeUndefined();
});

test("a delivery that comes before the outbox knows of the send is said again", async () => {
  let tries = 0;
  const told = new Promise<string>((resolve) => {
    const deliveries = createDeliveries({
      async acknowledge({ state }) {
        tries += 1;
        if (tries < 2) return false;
        resolve(state);
        return true;
      },
    });
    deliveries.delivered("m");
  });
  expect(await told).toBe("delivered");
});

test("a message's id is the same for the same try, of WhatsApp Web's own form, and another for the next try", () => {
  expect(messageId("17", 1)).toMatch(/^3EB0[0-9A-F]{18}$/);
  expect(messageId("17", 1)).toBe(messageId("17", 1));
  expect(messageIds("17", 3)).toEqual([messageId("17", 3), messageId("17", 2), messageId("17", 1)]);
  expect(new Set([messageId("17", 1), messageId("17", 2), messageId("171", 1)]).size).toBe(3);
});

test("a call that never answers ends at its deadline, and may be tried again", async () => {
  await expect(within(5, new Promise(() => {}))).rejects.toMatchObject({ code: "deadline", retry: true });
});

test("the lock of a Chromium that is gone is taken off, that of one that lives is kept", () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), "faturabot-lock-"));
  const lock = (target: string) => {
    rmSync(dir, { recursive: true });
    const profile = profileOf(dir);
    mkdirSync(profile, { recursive: true });
    symlinkSync(target, path.join(profile, "SingletonLock"));
    clearStaleLock(dir);
    return readdirSync(profile);
  };
  expect(lock(`${os.hostname()}-${process.pid}`)).toEqual(["SingletonLock"]);
  expect(lock(`${os.hostname()}-4194399`)).toEqual([]);
  expect(lock(`another-machine-${process.pid}`)).toEqual([]);
  rmSync(dir, { recursive: true });
});

test("a QR code is drawn with its three corners and a border", () => {
  const lines = drawQr("2@abc,def,ghi,jkl,1").split("\n");
  const width = lines[0]?.length ?? 0;
  expect(lines.every((line) => line.length === width)).toBe(true);
  expect(lines[0]).toBe("█".repeat(width));
  // A corner is seven modules of dark after two of light.
  expect(lines[1]?.startsWith(`██ ${"▄".repeat(5)} `)).toBe(true);
  expect(lines[1]?.endsWith(` ${"▄".repeat(5)} ██`)).toBe(true);
});
