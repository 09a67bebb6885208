import type whatsapp from "whatsapp-web.js";
import { type ClientSettings, createClient } from "./create-client.ts";
import { lookAfter } from "./look-after.ts";
import { createPageCalls, type PageCalls } from "./page-calls.ts";
import { clearStaleLock } from "./profile.ts";
import type { Repair } from "./repair-page.ts";
import type { Timings } from "./timings.ts";
import { within } from "./within.ts";

/** What a client tells of. */
export interface ClientListener {
  qr(text: string): void;
  authenticated(): void;
  /** Comes again after each reload and resync. The page is repaired by then. */
  ready(repair: Repair): void;
  /** A message's own data, of whatever kind. */
  message(raw: unknown): void;
  ack(id: string, ack: number): void;
}

/** One life of a client: from the launch of its Chromium until anything at all goes wrong. */
export interface ClientLife {
  client: whatsapp.Client;
  /** The page, once there is one. */
  calls(): PageCalls | undefined;
  pid(): number | undefined;
  /** Why it is over: "LOGOUT", "CONFLICT", "browser-gone", "renderer-crash", "unresponsive", "memory" … */
  ended: Promise<string>;
  end(reason: string): void;
  /** Closes Chromium, by force where it does not go. Never logs out. */
  close(): Promise<void>;
}

/** Opens a client. Never throws: what goes wrong ends its life. */
export function openClient(settings: ClientSettings, timings: Timings, listener: ClientListener): ClientLife {
  let over = false;
  let tellEnd: (reason: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    tellEnd = resolve;
  });
  const end = (reason: string) => {
    over = true;
    tellEnd(reason);
  };
  const client = createClient(settings, timings);
  let opened = false;
  let calls: PageCalls | undefined;
  const callsNow = () => {
    if (!calls && client.pupPage) calls = createPageCalls(client.pupPage, timings.callMs);
    return calls;
  };
  let lastQrAt = 0;
  let ready = false;

  client.on("qr", (text: string) => {
    lastQrAt = performance.now();
    if (!over) listener.qr(text);
  });
  client.on("authenticated", () => !over && listener.authenticated());
  client.on("auth_failure", () => end("auth-failure"));
  client.on("disconnected", (reason: string) => end(reason));
  client.on("message", (message: whatsapp.Message) => !over && listener.message(message.rawData));
  client.on("message_ack", (message: whatsapp.Message, ack: number) => {
    const { id } = message.id ?? {};
    if (!over && typeof id === "string") listener.ack(id, ack);
  });
  client.on("ready", () => void onReady());

  async function onReady(): Promise<void> {
    try {
      const repair = await callsNow()?.repair();
      if (over || !repair) return;
      ready = true;
      listener.ready(repair);
    } catch {
      // The page went on while it was repaired; the next look finds out whether it came back.
      ready = false;
    }
  }

  const initialized = start();
  async function start(): Promise<void> {
    try {
      clearStaleLock(settings.dir);
      guardInject(client, () => over || opened, end);
      await client.initialize();
      opened = true;
      client.pupBrowser?.on("disconnected", () => end("browser-gone"));
      client.pupPage?.on("error", () => end("renderer-crash"));
      if (!client.pupBrowser?.connected) end("browser-gone");
    } catch (error) {
      end(error instanceof Error ? `start: ${error.message.split("\n")[0]}` : `start: ${error}`);
    }
  }

  const stopLooking = lookAfter({
    timings,
    memoryMegabytes: settings.memoryMegabytes,
    calls: callsNow,
    pid: () => client.pupBrowser?.process()?.pid,
    stands: () => ({ opened, ready, lastQrAt }),
    notReady: () => {
      ready = false;
    },
    end,
  });
  void ended.then(stopLooking);

  return {
    client,
    calls: callsNow,
    pid: () => client.pupBrowser?.process()?.pid,
    ended,
    end,
    async close() {
      over = true;
      tellEnd("closed");
      stopLooking();
      // A launch that is not done yet leaves a browser behind: it is closed as soon as it is there.
      const closed = initialized.then(() => client.destroy()).catch(() => {});
      const early = client.pupBrowser ? client.destroy().catch(() => {}) : closed;
      try {
        await within(timings.closeMs, Promise.race([closed, early]));
      } catch {
        // It did not go by itself.
      }
      client.pupBrowser?.process()?.kill("SIGKILL");
    },
  };
}

/** After each navigation the library puts its part into the page again, where nobody hears of a failure. */
function guardInject(client: whatsapp.Client, alone: () => boolean, end: (reason: string) => void): void {
  const inject = (Reflect.get(client, "inject") as () => Promise<void>).bind(client);
  Object.assign(client, {
    inject: async () => {
      try {
        await inject();
      } catch (error) {
        if (!alone()) throw error;
        // Overtaken by the next navigation: that one puts it in.
        if (!/context was destroyed|detached|already exists/i.test(String(error))) end(`inject: ${error}`);
      }
    },
  });
}
