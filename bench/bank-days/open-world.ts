import { morning } from "../../src/app/jobs.ts";
import { siteRouters } from "../../src/app/site.ts";
import { applyReturn } from "../../src/core/use-cases/bank-files/apply-return.ts";
import { makeDueRemittances } from "../../src/core/use-cases/bank-files/make-remittance.ts";
import { startServer } from "../../src/http/server.ts";
import { enterSubscriber } from "../../tests/support/enter-subscriber.ts";
import { fileAccounts } from "../../tests/support/file-accounts.ts";
import { type ApiBank, apiBanks, startBankServices } from "../../tests/support/start-bank-service.ts";
import { apiBooks } from "./api-books.ts";
import type { BankBooks, BankWorld } from "./books.ts";
import { local } from "./compare-books.ts";
import type { Faults } from "./faults.ts";
import { type FileBooks, fileBooks, openFileBooks, type ReturnFile } from "./file-books.ts";

const webhookSecret = "the-very-secret-end-of-it";
/** A bank that never answers costs this much of real time. */
const callMs = 400;
const lanes = 12;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type Poster = Pick<(typeof apiBooks)[ApiBank], "slug" | "postsHeaders">;

/** A bank that takes part. */
export interface Participant {
  books: BankBooks;
  walletId: string;
  byFile?: FileBooks;
}

/** The service, all banks and one provider, at a moved clock, with an agenda of what happens when. */
export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld(at: string, { faults, random }: { faults: Faults; random: () => number }) {
  const apis = Object.keys(apiBooks) as ApiBank[];
  const files = Object.keys(fileBooks) as (keyof typeof fileBooks)[];
  const all = await startBankServices(apis, at, { callMs, webhookSecret, lanes });
  const { service, standIns } = all;
  const { app } = service;
  const site = await startServer({ host: "127.0.0.1", port: 0, routers: await siteRouters(app) });
  const agenda: { moment: number; run: () => unknown }[] = [];
  const now = () => service.clock().getTime();

  const provider = await enterSubscriber(service, {
    banks: [
      ...apis.map((bank, index) => ({
        ...apiWallet(bank, index),
        daysAfterDue: lastDays[index % lastDays.length] ?? 0,
      })),
      ...files.map((code) => ({
        code,
        registersBy: "cnab240" as const,
        cutOff: "18:00",
        daysAfterDue: 2,
        ...fileAccounts[code],
      })),
    ],
  });

  /** Posts at once or later, as the faults have it. */
  async function post({ slug, postsHeaders }: Poster, said: unknown) {
    const door = `${site.url}/webhooks/${slug}/${webhookSecret}`;
    const send = (what: unknown) =>
      postsHeaders && what === said
        ? fetch(door, { method: "POST", headers: what as Record<string, string> })
        : fetch(door, { method: "POST", body: JSON.stringify(what) });
    const fault = faults.ofPost();
    if (fault === "lost") return;
    if (fault === "late") return schedule(now() + faults.lateMs(), () => send(said));
    if (fault === "after an odd one") await send(oddPosts[Math.floor(random() * oddPosts.length)]);
    await send(said);
    if (fault === "doubled") await send(said);
  }
  function schedule(moment: number, run: () => unknown) {
    agenda.push({ moment: Math.ceil(moment / minuteMs) * minuteMs, run });
  }
  /** What banks do at one moment is posted in its order. */
  let posting = Promise.resolve();
  const worldOf = (poster: Poster): BankWorld => ({
    now,
    at: schedule,
    post(said) {
      posting = posting.then(() => post(poster, said));
    },
  });

  const participants = new Map<string, Participant>();
  for (const [index, bank] of apis.entries()) {
    const standIn = standIns[bank];
    all.settle(bank, `${provider.externalId}-${index}`, standIn.settings);
    standIn.chaos((wire) => faults.ofCall(bank, now(), wire));
    const { open, ...poster } = apiBooks[bank];
    // Each bank's stand-in goes with its own row, which the compiler cannot follow through the table.
    const books = open(standIn as never, worldOf(poster));
    participants.set(bank, { books, walletId: provider.bankIds[index] ?? "" });
  }
  for (const [index, code] of files.entries()) {
    const byFile = openFileBooks(code, now);
    participants.set(code, { books: byFile, byFile, walletId: provider.bankIds[apis.length + index] ?? "" });
  }

  async function step(to: number) {
    service.isOffUntil(local(to));
    await service.runJobs();
    // The running service does it every second.
    if (to % (2 * hourMs) === 0) await service.recovers();
  }
  return {
    service,
    provider,
    participants,
    schedule,
    now,
    /** Moves the clock to a moment; what is on the agenda happens on the way. */
    async until(moment: number) {
      for (;;) {
        agenda.sort((one, other) => one.moment - other.moment);
        const next = agenda[0] && agenda[0].moment <= moment ? agenda[0] : undefined;
        const target = next?.moment ?? moment;
        while (now() < target) await step(Math.min(target, nextStep(now())));
        if (!next) return;
        agenda.shift();
        await next.run();
        await posting;
        await service.runJobs();
      }
    },
    /** The morning's job, without the demo being filled anew. */
    morning: () => morning({ deps: app.deps, demo: undefined }),
    /** Makes the remessas, and hands them to their banks. */
    async handsInRemittances() {
      const before = new Date(now() - 1);
      await makeDueRemittances(app.deps);
      for (const { walletId, byFile } of participants.values()) {
        if (!byFile) continue;
        const made = await app.prisma.remittance.findMany({
          where: { bankWalletId: walletId, madeAt: { gt: before } },
          orderBy: { nsa: "asc" },
        });
        for (const { content } of made) byFile.takes(content);
      }
    },
    /** Takes a bank's return file in. */
    async takesReturn({ bytes, isTold }: ReturnFile, name: string) {
      const report = await applyReturn(app.deps, { name, bytes });
      if (report.problems.length > 0) throw new Error(`${name}: ${report.problems[0]?.message}`);
      isTold();
    },
    /** Nothing more is going to happen by itself. */
    isQuiet: () => agenda.length === 0,
    calls: () => apis.reduce((sum, bank) => sum + standIns[bank].wires.length, 0),
    async stop() {
      await site.close();
      await all.stop();
    },
  };
}

/** Days after the due date on which a bank still takes a payment, one bank after the other. */
const lastDays = [2, 1, 0, 3];

/** Two convênios of one bank are two accounts: each has a list of its own. */
function apiWallet(bank: ApiBank, index: number) {
  const { code, bankNumbers, account } = apiBanks[bank];
  const isSecond = Object.keys(apiBanks)
    .slice(0, index)
    .some((other) => apiBanks[other as ApiBank].code === code);
  return {
    code,
    registersBy: "api" as const,
    bankNumbers,
    account: isSecond ? { ...account, beneficiario: "7654321" } : account,
  };
}

/** A bank tries the address; somebody else writes to it; a body is cut. */
const oddPosts = [{ idWebhook: 990, validacaoWebhook: true }, { hello: "world" }, [], null];

/** The nights are long and little happens in them. */
function nextStep(at: number): number {
  const hour = Number(local(at).slice(11, 13));
  const ms = hour >= 6 && hour < 20 ? 30 * minuteMs : 2 * hourMs;
  return (Math.floor(at / ms) + 1) * ms;
}
