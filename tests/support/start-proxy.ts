import { once } from "node:events";
import net, { type AddressInfo } from "node:net";

/** A way to a server that can be shut and opened: the server itself goes on, for all others too. */
export async function startProxy(to: { host: string; port: number }) {
  const sockets = new Set<net.Socket>();
  let isShut = false;
  const server = net.createServer((near) => {
    if (isShut) return void near.destroy();
    const far = net.connect(to);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
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
    async stop(): Promise<void> {
      shut();
      server.close();
      await once(server, "close");
    },
  };
}
