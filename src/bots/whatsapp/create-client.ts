import whatsapp from "whatsapp-web.js";
import { findChromium } from "./find-chromium.ts";
import type { Timings } from "./timings.ts";

const { Client, LocalAuth } = whatsapp;

/** Settings of a client. */
export interface ClientSettings {
  dir: string;
  chromium?: string;
  chromiumArgs: readonly string[];
  memoryMegabytes: number;
}

/** Keeps the session on logout. The library wipes it under the running browser, which breaks the next pairing. */
class KeptSession extends LocalAuth {
  override logout = async () => {};
  // A dying Chromium resets its pipes after puppeteer stopped listening; an unhandled error would end this process too.
  override afterBrowserInitialized = async () => {
    for (const pipe of this.held?.()?.process()?.stdio ?? []) pipe?.on("error", () => {});
  };
  held: (() => whatsapp.Client["pupBrowser"]) | undefined;
}

/** Creates the library's client, hardened so that its failures do not end this process. Does not start it. */
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
      // With a pipe, Chromium exits whenever this process does, even if it is killed.
      pipe: true,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      protocolTimeout: timings.openingMs,
      args: [...usualArgs, ...(isRoot ? ["--no-sandbox"] : []), ...settings.chromiumArgs],
    },
  });
  session.held = () => client.pupBrowser;
  // The original reads the page's HTML for a cache that is off, and its failure would end this process.
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
