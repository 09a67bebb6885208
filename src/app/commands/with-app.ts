import type { Config } from "../../config.ts";
import { createLogger } from "../../logger.ts";
import type { AppOptions } from "../app-options.ts";
import { type App, openApp } from "../open-app.ts";

/** Opens an application for one command, runs the command and closes the application. By default it runs no workers. */
export async function withApp<T>(
  config: Config,
  work: (app: App) => Promise<T>,
  options: AppOptions = { logger: createLogger("error"), works: false },
): Promise<T> {
  const app = await openApp(config, options);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
