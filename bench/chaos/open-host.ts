import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { runFaturabot } from "../../tests/support/run-faturabot.ts";
import { startProxy } from "../../tests/support/start-proxy.ts";
import { createFakeClock } from "./fake-clock.ts";

const ip = (...args: string[]) => execFileSync("ip", args, { stdio: ["ignore", "ignore", "pipe"] });

/**
 * Makes it. What listens on these ports of this machine is reached from there under the name localhost, over the cable:
 * each port by a way of its own that can be shut. Only root can make one.
 */
export async function openHost(number: number, ports: readonly number[]) {
  const name = `faturabot-${process.pid}-${number}`;
  const cable = `fb${process.pid}-${number}`;
  // Another run on this machine has other addresses.
  const net = `10.77.${(process.pid % 80) * 3 + number}`;
  const [near, far] = [`${net}.1`, `${net}.2`];
  ip("netns", "add", name);
  ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name);
  ip("addr", "add", `${near}/30`, "dev", cable);
  ip("link", "set", cable, "up");
  // Where the cable is cut nothing may go another way.
  const nowhere = ["blackhole", `${net}.0/30`, "metric", "4000"];
  ip("route", "replace", ...nowhere);
  ip("-n", name, "addr", "add", `${far}/30`, "dev", "eth0");
  ip("-n", name, "link", "set", "eth0", "up");
  ip("-n", name, "link", "set", "lo", "up");
  const etc = `/etc/netns/${name}`;
  mkdirSync(etc, { recursive: true });
  writeFileSync(`${etc}/hosts`, `${near} localhost\n`);
  const ways = new Map<number, Awaited<ReturnType<typeof startProxy>>>();
  for (const port of ports) ways.set(port, await startProxy({ host: "127.0.0.1", port }, { host: near, port }));
  const clock = createFakeClock(["node"]);
  const drop = (...rule: string[]) => ip("netns", "exec", name, "iptables", ...rule, "-j", "DROP");
  let args: readonly string[] = [];
  let settings: Record<string, string> = {};
  let service: ReturnType<typeof runFaturabot> | undefined;
  const start = () => {
    service = runFaturabot(args, { ...settings, ...clock.settings }, { through: ["ip", "netns", "exec", name] });
  };
  const end = async (signal: NodeJS.Signals) => {
    service?.kill(signal);
    await service?.ended;
  };
  return {
    address: far,
    clock,
    gateway: near,
    run(given: readonly string[], more: Record<string, string>): void {
      args = given;
      settings = more;
      start();
    },
    said: () => service?.said() ?? "",
    async kill(): Promise<void> {
      await end("SIGKILL");
      start();
    },
    /** Stopped as an operator stops it, and started anew. */
    async restart(): Promise<void> {
      await end("SIGTERM");
      start();
    },
    cutOff: () => ip("link", "set", cable, "down"),
    back: () => ip("link", "set", cable, "up"),
    /** Every third packet that comes is lost; TCP sends it again. */
    losesPackets: (on: boolean) =>
      drop(on ? "-A" : "-D", "INPUT", "-i", "eth0", ..."-m statistic --mode random --probability 0.3".split(" ")),
    /** Everything reaches it, and nothing that it sends gets out: nobody is told so. */
    isMute: (on: boolean) => drop(on ? "-A" : "-D", "OUTPUT", "-o", "eth0"),
    /** All that comes and goes is late by so much. */
    isLate: (ms: number) => ways.forEach((way) => void way.isLate(ms)),
    way: (port: number) => ways.get(port),
    async close(): Promise<void> {
      await end("SIGKILL");
      for (const way of ways.values()) await way.stop();
      clock.remove();
      ip("route", "del", ...nowhere);
      ip("netns", "del", name);
      rmSync(etc, { recursive: true, force: true });
    },
  };
}
