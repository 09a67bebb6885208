import { randomBytes } from "node:crypto";
import pg from "pg";
import { openApp } from "../../../src/app/open-app.ts";
import { siteRouters } from "../../../src/app/site.ts";
import { createHealth } from "../../../src/http/health/create-health.ts";
import { startServer } from "../../../src/http/server.ts";
import { createLogger } from "../../../src/logger.ts";
import { createApiKeys } from "../../../src/storage/api-keys.ts";
import { createCentralSessions } from "../../../src/storage/central/central-sessions.ts";
import { loggedIn } from "../../../tests/support/panel-client.ts";
import { startBackends } from "../../backends.ts";
import { benchConfig } from "../../service.ts";
import { type Fill, fill } from "./fill.ts";

const server = new URL(process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres");

/** One of the two databases that are measured against each other, with the service and its doors over it. */
export type Side = Awaited<ReturnType<typeof openSide>>;

/** Opens a database by name; where it is not there, it is made and filled first. */
export async function openSide(name: string, size: Fill, tell: (what: string) => void) {
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const isNew = (await ask(server.href, "SELECT 1 FROM pg_database WHERE datname = $1", [name])).length === 0;
  if (isNew) await ask(server.href, `CREATE DATABASE ${name}`);
  const app = await startApp(url);
  if (isNew) await fill(url, size, (what) => tell(`${name}: ${what}`));
  const health = createHealth({ channels: async () => ({}), metrics: app.metrics });
  const site = await startServer({ host: "127.0.0.1", port: 0, routers: [...(await siteRouters(app)), ["/", health]] });
  const panel = await loggedIn(site.url, "administrador");
  const key = await createApiKeys(app.prisma).create("bench", ["read", "write"]);
  const { id: subscriberId } = await app.prisma.subscriber.findUniqueOrThrow({ where: { externalId: "s30" } });
  const of = { subscriberId, address: "192.0.2.1", way: "demo" } as const;
  const cookie = `central=${await createCentralSessions(app.prisma).open(of, new Date())}`;
  const text = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${site.url}${path}`, { headers, redirect: "manual" });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.text();
  };
  const [first] = await ask(url, "SELECT min(id) AS id FROM chat WHERE address LIKE '55119001%'");
  const [middle] = await ask(url, "SELECT max(position) / 2 AS position FROM event");
  return {
    name,
    url,
    size,
    app,
    /** The chat of the first of the people. */
    firstChat: BigInt(String(first?.id)),
    middleEvent: BigInt(String(middle?.position)),
    /** Tells this run's rows from an earlier one's. */
    run: randomBytes(4).toString("hex"),
    panel: async (path: string) => {
      const response = await panel.get(path);
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.text();
    },
    api: (path: string) => text(`/api/v1${path}`, { authorization: `Bearer ${key}` }),
    central: (path: string) => text(`/central${path}`, { cookie }),
    page: (path: string) => text(path),
    query: (statement: string, values: unknown[] = []) => ask(url, statement, values),
    /** Begins to measure the processor time of the service's connections; gives the milliseconds since. */
    startProcessor: () => startBackends(app.prisma),
    async close(): Promise<void> {
      await site.close();
      await app.close();
    },
    drop: () => ask(server.href, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** The service without its jobs and its recovery, which are run by hand, and with channels that take everything at once. */
function startApp(url: string) {
  const sender = { send: async () => ({}) };
  return openApp(benchConfig(url), {
    logger: createLogger("error"),
    works: false,
    senders: { console: sender, telegram: sender, whatsapp: sender },
  });
}

async function ask(url: string, statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(statement, values);
  await client.end();
  return rows;
}
