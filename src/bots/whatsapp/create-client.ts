import whatsapp from "whatsapp-web.js";
import { findChromium } from "./find-chromium.ts";
import { closeProfile } from "./profile.ts";
import type { Timings } from "./timings.ts";

const { Client, LocalAuth } = whatsapp;

/** Settings of a client. */
export interface ClientSettings {
  dir: string;
  chromium?: string;
  chromiumArgs: readonly string[];
  memoryMegabytes: number;
}

/**
 * Keeps the session folder at logout. The library would delete it while the browser is still using it, which breaks the
 * next pairing.
 */
class KeptSession extends LocalAuth {
  override logout = async () => {};
  // A Chromium that dies resets its pipes after puppeteer has stopped listening to them. The error would be unhandled
  // and end this process.
  override afterBrowserInitialized = async () => {
    for (const pipe of this.held?.()?.process()?.stdio ?? []) pipe?.on("error", () => {});
  };
  held: (() => whatsapp.Client["pupBrowser"]) | undefined;
}

/** Creates the client of the library, without starting it, in such a way that its failures do not end this process. */
export function createClient(settings: ClientSettings, timings: Timings): whatsapp.Client {
  const isRoot = process.getuid?.() === 0;
  closeProfile(settings.dir);
  const session = new KeptSession({ dataPath: settings.dir });
  const client = new Client({
    authStrategy: session,
    webVersionCache: { type: "none" },
    authTimeoutMs: timings.openingMs,
    puppeteer: {
      executablePath: settings.chromium ?? findChromium(),
      headless: true,
      // Connected by a pipe, Chromium exits whenever this process does, even if this process is killed.
      pipe: true,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      protocolTimeout: timings.openingMs,
      env: chromiumEnvironment(process.env),
      args: [...usualArgs, ...(isRoot ? ["--no-sandbox"] : []), ...settings.chromiumArgs],
    },
  });
  session.held = () => client.pupBrowser;
  // The library's own function reads the HTML of the page for a cache that is off here, and a failure of it would end
  // this process.
  return Object.assign(client, { initWebVersionCache: async () => {} });
}

/** Variables that a program with windows and fonts looks at. */
const chromiumVariables =
  /^(PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_.*|TZ|TMP|TEMP|TMPDIR|XDG_.*|DISPLAY|WAYLAND_DISPLAY|DBUS_.*|FONTCONFIG_.*|SystemRoot|LOCALAPPDATA|APPDATA|PROGRAMFILES.*|USERPROFILE)$/i;

/** Returns the environment for Chromium: of ours only what it needs, because the settings contain secrets. */
function chromiumEnvironment(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => chromiumVariables.test(name)));
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
