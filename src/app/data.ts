import type { Config } from "../config.ts";
import type { Clock } from "../core/ports.ts";
import { applyMigrations } from "../database/apply-migrations.ts";
import { type DatabaseClock, startDatabaseClock } from "../database/database-clock.ts";
import { weakSettings } from "../database/durability.ts";
import { openQueue } from "../database/jobs/queue.ts";
import { openDatabase } from "../database/open-database.ts";
import { openPools, type Pools } from "../database/open-pools.ts";
import { createPrismaClient } from "../database/prisma-client.ts";
import { poolSql } from "../database/sql.ts";
import type { Logger } from "../logger.ts";
import { createStorage } from "../storage/create-storage.ts";
import type { AppOptions } from "./app-options.ts";
import { openDemo, refuseDemoData } from "./demo.ts";
import { jobNames } from "./jobs.ts";
import type { OpenResources } from "./open-resources.ts";

/** The database with all migrations applied, its clock, and the job queue in it. */
export type Data = Awaited<ReturnType<typeof openData>>;

export async function openData(config: Config, options: AppOptions, resources: OpenResources) {
  const { logger, works = true } = options;
  const database = await (options.openDatabase ?? openDatabase)(config.database, {
    onLost: () => logger.warn("the database server ended: it is started again"),
    onBack: () => logger.warn("the database server is back"),
    onFault: (err) => logger.error({ err }, "the database server does not start"),
    onGivenUp: (error) => options.onGivenUp?.(error),
  });
  resources.add(database, () => database.close());
  const onConnectionLost = (err: Error) => logger.warn({ err }, "database connection lost");
  const pools = resources.add(openPools(database, onConnectionLost), ({ end }) => end());
  await applyMigrations(database.connection);
  const weak = await weakSettings(database.connection);
  if (weak.length > 0)
    logger.warn({ settings: weak }, "PostgreSQL settings are off: what is confirmed is lost with the power");

  const clock = options.clock ? fixedClock(options.clock) : await databaseClock(pools, logger);
  resources.add(clock, () => clock.stop());
  const prisma = resources.add(createPrismaClient(pools.prisma, true), (client) => client.$disconnect());
  const demo = config.demo ? await openDemo({ prisma, clock, logger }) : undefined;
  if (!config.demo) await refuseDemoData(prisma);
  const { connection } = database;
  const queue = await openQueue({ names: jobNames, connection, works, logger });
  resources.add(queue, () => queue.stop());
  const storage = createStorage({
    prisma,
    sql: poolSql(pools.hot),
    enqueue: queue.enqueueIn,
    ...(options.windowSeconds !== undefined && { windowSeconds: options.windowSeconds }),
  });
  return { database, clock, prisma, demo, queue, storage };
}

const fixedClock = (clock: Clock): DatabaseClock => ({ now: () => clock.now(), stop() {} });

const databaseClock = ({ hot }: Pools, logger: Logger): Promise<DatabaseClock> =>
  startDatabaseClock({
    readTime: async () => {
      const { rows } = await hot.query("SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now");
      return rows[0].now;
    },
    onJump: (ms) => logger.warn({ ms }, "the database's clock jumped"),
  });
