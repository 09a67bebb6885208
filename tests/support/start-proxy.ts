import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { Transform } from "node:stream";

/** A way to a server that can be shut and opened: the server itself goes on, for all others too. */
export async function startProxy(
  to: net.NetConnectOpts,
  listen: { host: string; port: number } = { host: "127.0.0.1", port: 0 },
) {
  const sockets = new Set<net.Socket>();
  let isShut = false;
  let lateMs = 0;
  const server = net.createServer((near) => {
    if (isShut) return void near.destroy();
    const far = net.connect(to);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(laterBy(() => lateMs)).pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(listen.port, listen.host);
  await once(server, "listening");
  const shut = () => {
    isShut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    /** Cuts what is open, and lets nobody in. */
    shut,
    open: () => {
      isShut = false;
    },
    /** What comes from now on arrives so much later. */
    isLate: (ms: number) => {
      lateMs = ms;
    },
    async stop(): Promise<void> {
      shut();
      server.close();
      await once(server, "close");
    },
  };
}

/** The same to a PostgreSQL, with the address that leads through it. */
export async function startProxyTo(connectionString: string) {
  const url = new URL(connectionString);
  const { hostname: host, port, searchParams } = url;
  const folder = searchParams.get("host");
  const proxy = await startProxy(folder ? { path: `${folder}/.s.PGSQL.${port}` } : { host, port: Number(port) });
  searchParams.delete("host");
  url.host = `127.0.0.1:${proxy.port}`;
  return { ...proxy, url: url.href };
}

/** Lets everything through in its order, later. */
function laterBy(lateMs: () => number): Transform {
  return new Transform({
    transform(chunk, _, done) {
      const ms = lateMs();
      if (ms > 0) setTimeout(done, ms, null, chunk);
      else done(null, chunk);
    },
  });
}
