import whatsapp from "whatsapp-web.js";
import { findChromium } from "./find-chromium.ts";
import type { Timings } from "./timings.ts";

const { Client, LocalAuth } = whatsapp;

/** What a client is opened with. */
export interface ClientSettings {
  dir: string;
  chromium?: string;
  chromiumArgs: readonly string[];
  memoryMegabytes: number;
}

/** The session outlives the client. Wiping it under a running browser, as the library does, loses the next pairing. */
class KeptSession extends LocalAuth {
  override logout = async () => {};
  // A Chromium that dies resets its pipes, after puppeteer stopped listening: unheard, that would end this process too.
  override afterBrowserInitialized = async () => {
    for (const pipe of this.held?.()?.process()?.stdio ?? []) pipe?.on("error", () => {});
  };
  held: (() => whatsapp.Client["pupBrowser"]) | undefined;
}

/** A client of the library, made to outlive what it would end by itself. Nothing is started yet. */
export function createClient(settings: ClientSettings, timings: Timings): whatsapp.Client {
  const isRoot = process.getuid?.() === 0;
  const session = new KeptSession({ dataPath: settings.dir });
  const client = new Client({
    authStrategy: session,
    webVersionCache: { type: "none" },
    authTimeoutMs: timings.openingMs,
    puppeteer: {
      executablePath: settings.chromium ?? findChromium(),
      headless: true,
      // Through a pipe Chromium goes when this process does, however it goes.
      pipe: true,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      protocolTimeout: timings.openingMs,
      args: [...usualArgs, ...(isRoot ? ["--no-sandbox"] : []), ...settings.chromiumArgs],
    },
  });
  session.held = () => client.pupBrowser;
  // It reads the page's HTML for a cache that we do not have, and its failure there would end this process.
  return Object.assign(client, { initWebVersionCache: async () => {} });
}

const usualArgs = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--no-default-browser-check",
];
