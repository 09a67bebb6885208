import type whatsapp from "whatsapp-web.js";
import { type ClientSettings, createClient } from "./create-client.ts";
import { createPageCalls, type PageCalls } from "./page-calls.ts";
import { clearStaleLock } from "./profile.ts";
import type { Repair } from "./repair-page.ts";
import type { Timings } from "./timings.ts";
import { watchPage } from "./watch-page.ts";
import { within } from "./within.ts";

/** Events of a client. */
export interface ClientListener {
  qr(text: string): void;
  authenticated(): void;
  /** Called after the page was loaded or reloaded, has synchronised with the phone, and was repaired. */
  ready(repair: Repair): void;
  /** Called with the raw data of a message of any kind. */
  message(raw: unknown): void;
  /** Called with the raw data of a message from our own number, whoever wrote it. */
  echo?(raw: unknown): void;
  ack(id: string, ack: number): void;
}

/** One client, from the launch of its Chromium until its first failure. */
export interface ClientLife {
  client: whatsapp.Client;
  /** Returns the calls to the page; undefined until there is a page. */
  calls(): PageCalls | undefined;
  pid(): number | undefined;
  /**
   * Resolves when the client ends, with the reason: "LOGOUT", "CONFLICT", "browser-gone", "renderer-crash",
   * "unresponsive", "memory" …
   */
  ended: Promise<string>;
  end(reason: string): void;
  /** Closes Chromium, and kills it if necessary. Never logs out. */
  close(): Promise<void>;
}

/** Opens a client. Never throws: after a failure, `ended` resolves. */
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
  const currentCalls = () => {
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
  client.on("message_create", ({ rawData }: whatsapp.Message) => {
    const { id } = (rawData ?? {}) as { id?: { fromMe?: boolean } };
    if (!over && id?.fromMe) listener.echo?.(rawData);
  });
  client.on("message_ack", (message: whatsapp.Message, ack: number) => {
    const { id } = message.id ?? {};
    if (!over && typeof id === "string") listener.ack(id, ack);
  });
  client.on("ready", () => void onReady());

  async function onReady(): Promise<void> {
    try {
      const repair = await currentCalls()?.repair();
      if (over || !repair) return;
      ready = true;
      listener.ready(repair);
    } catch {
      // The page navigated during the repair. The watchdog notices if it does not recover.
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

  const stopWatching = watchPage({
    timings,
    memoryMegabytes: settings.memoryMegabytes,
    calls: currentCalls,
    pid: () => client.pupBrowser?.process()?.pid,
    status: () => ({ opened, ready, lastQrAt }),
    notReady: () => {
      ready = false;
    },
    end,
  });
  void ended.then(stopWatching);

  return {
    client,
    calls: currentCalls,
    pid: () => client.pupBrowser?.process()?.pid,
    ended,
    end,
    async close() {
      over = true;
      tellEnd("closed");
      stopWatching();
      // If Chromium is still being launched, it is closed as soon as it has started.
      const closed = initialized.then(() => client.destroy()).catch(() => {});
      const early = client.pupBrowser ? client.destroy().catch(() => {}) : closed;
      try {
        await within(timings.closeMs, Promise.race([closed, early]));
      } catch {
        // Chromium did not close in time. It is killed below.
      }
      client.pupBrowser?.process()?.kill("SIGKILL");
    },
  };
}

/**
 * Ends the client if `inject` fails. The library calls `inject` after each navigation and does not handle its errors.
 */
function guardInject(client: whatsapp.Client, leavesErrors: () => boolean, end: (reason: string) => void): void {
  const inject = (Reflect.get(client, "inject") as () => Promise<void>).bind(client);
  Object.assign(client, {
    inject: async () => {
      try {
        await inject();
      } catch (error) {
        if (!leavesErrors()) throw error;
        // These errors mean that another navigation interrupted the call. `inject` is then called again.
        if (!/context was destroyed|detached|already exists/i.test(String(error))) end(`inject: ${error}`);
      }
    },
  });
}
