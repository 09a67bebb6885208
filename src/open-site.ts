import type { App } from "./app.ts";
import { createHealth } from "./http/health/create-health.ts";
import { type HttpServer, startServer } from "./http/server.ts";
import { siteRouters } from "./site.ts";

/** Serves the pages, the doors and the health of an application. Throws AppError where it cannot. */
export async function openSite(app: App): Promise<HttpServer> {
  const { host, port, trustedProxies } = app.config;
  const health = createHealth({
    async channels() {
      const known = await app.prisma.channelStatus.findMany();
      return Object.fromEntries(known.map(({ channel, state }) => [channel, state]));
    },
    metrics: app.metrics,
  });
  return startServer({ host, port, trustedProxies, routers: [["/", health], ...(await siteRouters(app))] });
}
