import type { ClientSettings } from "./create-client.ts";
import type { Lease } from "./lease.ts";
import { type ClientLife, openClient } from "./open-client.ts";
import { wipeProfile } from "./profile.ts";
import type { Repair } from "./repair-page.ts";
import type { Timings } from "./timings.ts";

/** Connection state of the channel. */
export type WhatsappState = "unpaired" | "pairing" | "opening" | "ready" | "lost";

/** Dependencies of `keepClient`. */
export interface KeeperParts {
  settings: ClientSettings & { number?: string };
  timings: Timings;
  lease: Lease;
  tell(state: WhatsappState, detail?: Readonly<Record<string, unknown>>): Promise<void>;
  on: {
    /** Called when a page is about to be ready, for the first time or after a reload. */
    opening(): void;
    ready(life: ClientLife, repair: Repair): void;
    gone(): void;
    message(life: ClientLife, raw: unknown): void;
    echo(life: ClientLife, raw: unknown): void;
    ack(id: string, ack: number): void;
  };
}

/** A client that lived for this long was healthy, so the next pause is the shortest one again. */
const goodLifeMs = 120_000;
/** Reasons for which we end a client ourselves. The next client is opened without a pause. */
const planned: ReadonlySet<string> = new Set(["memory", "stuck-send"]);

/** Keeps a client open as long as this process holds the lease: whenever a client ends, a new one is opened. */
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
        const reason = await runClient(lost);
        if (reason === "stop" || reason === "lease-lost") break;
        failures = performance.now() - begun > goodLifeMs ? 1 : failures + 1;
        if ((await Promise.race([pause(pauseAfter(reason, failures, timings)), stopped, lost])) !== undefined) break;
      }
      await lease.release();
    }
  }

  async function runClient(lost: Promise<"lease-lost">): Promise<string> {
    await tell("opening");
    let codeRequested = false;
    let state: WhatsappState = "opening";
    const setState = (next: WhatsappState, detail?: Readonly<Record<string, unknown>>) => {
      state = next;
      void tell(next, detail);
    };
    const life: ClientLife = openClient(settings, timings, {
      qr(qr) {
        setState("pairing", { qr });
        if (!settings.number || codeRequested) return;
        codeRequested = true;
        life.client.requestPairingCode(settings.number).then(
          (code) => setState("pairing", { code }),
          () => {
            codeRequested = false;
          },
        );
      },
      authenticated() {
        on.opening();
        if (state === "pairing") setState("opening");
      },
      ready(repair) {
        if (state !== "ready") setState("ready");
        on.ready(life, repair);
      },
      message: (raw) => on.message(life, raw),
      echo: (raw) => on.echo(life, raw),
      ack: on.ack,
    });
    const reason = await Promise.race([life.ended, stopped, lost]);
    on.gone();
    // A stop was requested, and a lost lease is reported by its new holder, so neither is reported here.
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
