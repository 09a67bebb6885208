import type { ClientSettings } from "./create-client.ts";
import type { Lease } from "./lease.ts";
import { type ClientLife, openClient } from "./open-client.ts";
import { wipeProfile } from "./profile.ts";
import type { Repair } from "./repair-page.ts";
import type { Timings } from "./timings.ts";

/** Where the channel stands. */
export type WhatsappState = "unpaired" | "pairing" | "opening" | "ready" | "lost";

/** What the keeper works with. */
export interface KeeperParts {
  settings: ClientSettings & { number?: string };
  timings: Timings;
  lease: Lease;
  tell(state: WhatsappState, detail?: Readonly<Record<string, unknown>>): Promise<void>;
  on: {
    /** A page is about to be ready, for the first time or anew. */
    opening(): void;
    ready(life: ClientLife, repair: Repair): void;
    gone(): void;
    message(life: ClientLife, raw: unknown): void;
    ack(id: string, ack: number): void;
  };
}

/** A life that lasted so long was a good one: the pauses begin anew. */
const goodLifeMs = 120_000;
/** Reasons that are ours, after which nothing has to calm down. */
const planned: ReadonlySet<string> = new Set(["memory", "stuck-send"]);

/** Keeps a client open as long as the number is this process's: whatever ends one, a new one is made. */
export function keepClient(parts: KeeperParts): { start(): void; stop(): Promise<void> } {
  const { settings, timings, lease, tell, on } = parts;
  let stopping = false;
  let stop: () => void = () => {};
  const stopped = new Promise<"stop">((resolve) => {
    stop = () => {
      stopping = true;
      resolve("stop");
    };
  });
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping && (await lease.take(stopped))) {
      const lost = lease.lost().then(() => "lease-lost" as const);
      for (;;) {
        const begun = performance.now();
        const reason = await live(lost);
        if (reason === "stop" || reason === "lease-lost") break;
        failures = performance.now() - begun > goodLifeMs ? 1 : failures + 1;
        if ((await Promise.race([pause(pauseAfter(reason, failures, timings)), stopped, lost])) !== undefined) break;
      }
      await lease.release();
    }
  }

  async function live(lost: Promise<"lease-lost">): Promise<string> {
    await tell("opening");
    let asked = false;
    let state: WhatsappState = "opening";
    const say = (next: WhatsappState, detail?: Readonly<Record<string, unknown>>) => {
      state = next;
      void tell(next, detail);
    };
    const life: ClientLife = openClient(settings, timings, {
      qr(qr) {
        say("pairing", { qr });
        if (!settings.number || asked) return;
        asked = true;
        life.client.requestPairingCode(settings.number).then(
          (code) => say("pairing", { code }),
          () => {
            asked = false;
          },
        );
      },
      authenticated() {
        on.opening();
        if (state === "pairing") say("opening");
      },
      ready(repair) {
        if (state !== "ready") say("ready");
        on.ready(life, repair);
      },
      message: (raw) => on.message(life, raw),
      ack: on.ack,
    });
    const reason = await Promise.race([life.ended, stopped, lost]);
    on.gone();
    // Who asked for it knows; of a lost lease another process tells.
    if (reason !== "stop" && reason !== "lease-lost") await tell("lost", { reason });
    await life.close();
    if (reason === "LOGOUT") {
      wipeProfile(settings.dir);
      await tell("unpaired");
    }
    return reason;
  }

  return {
    start() {
      running = run();
    },
    async stop() {
      stop();
      await running;
    },
  };
}

function pauseAfter(reason: string, failures: number, timings: Timings): number {
  if (planned.has(reason) || reason === "LOGOUT") return 0;
  if (reason === "CONFLICT" || reason === "UNPAIRED") return timings.conflictPauseMs;
  return failures === 1 ? 0 : Math.min(timings.firstPauseMs * 2 ** (failures - 2), timings.longestPauseMs);
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
