import { setTimeout as sleep } from "node:timers/promises";
import { clocksJump } from "./fake-clock.ts";
import type { Stage } from "./open-stage.ts";

const hourMs = 3_600_000;

/** What goes wrong, for how long, and how it ends. */
export interface Fault {
  name: string;
  /** Ends with the fault's own end. */
  happens(stage: Stage, seconds: number): Promise<unknown>;
}

const lasting =
  (begin: (stage: Stage) => unknown, end: (stage: Stage) => unknown): Fault["happens"] =>
  async (stage, seconds) => {
    await begin(stage);
    try {
      await sleep(seconds * 1000);
    } finally {
      await end(stage);
    }
  };

const clocksOff = (turn: (clock: Stage["hosts"][number]["clock"]) => void, many?: number) =>
  lasting(
    ({ hosts }) => hosts.slice(0, many).map(({ clock }) => turn(clock)),
    ({ hosts }) => hosts.slice(0, many).map(({ clock }) => clock.set(0)),
  );
const databaseOff = (ms: number) =>
  lasting(
    ({ cluster }) => cluster.clock.set(ms),
    ({ cluster }) => cluster.clock.set(0),
  );

/** All of them, in the order of a run that has them one at a time. */
export const faults: readonly Fault[] = [
  { name: "kill -9 of the pages and jobs", happens: ({ hosts }) => hosts[0].kill() },
  { name: "kill -9 of Telegram and jobs", happens: ({ hosts }) => hosts[1].kill() },
  { name: "kill -9 of WhatsApp", happens: ({ hosts }) => hosts[2].kill() },
  { name: "kill -9 of WhatsApp's Chromium", happens: async (stage) => stage.killChromium() },
  { name: "kill -9 of all at once", happens: ({ hosts }) => Promise.all(hosts.map((host) => host.kill())) },
  { name: "kill -9 of a PostgreSQL backend", happens: ({ cluster }) => cluster.killBackend() },
  { name: "PostgreSQL restarted", happens: ({ cluster }) => cluster.restart() },
  { name: "PostgreSQL's connections cut", happens: ({ cluster }) => cluster.cutConnections() },
  {
    name: "PostgreSQL frozen",
    happens: lasting(
      ({ cluster }) => cluster.freeze(),
      ({ cluster }) => cluster.thaw(),
    ),
  },
  {
    name: "PostgreSQL read-only",
    happens: lasting(
      ({ cluster }) => cluster.readOnly(true),
      ({ cluster }) => cluster.readOnly(false),
    ),
  },
  { name: "PostgreSQL out of connections", happens: ({ cluster }, seconds) => cluster.crowd(sleep(seconds * 1000)) },
  {
    name: "disk full",
    happens: lasting(
      ({ cluster }) => cluster.fillDisk(),
      ({ cluster }) => cluster.emptyDisk(),
    ),
  },
  {
    name: "first host (pages, jobs) cut off",
    happens: lasting(
      ({ hosts }) => hosts[0].cutOff(),
      ({ hosts }) => hosts[0].back(),
    ),
  },
  {
    name: "second host (Telegram, jobs) cut off",
    happens: lasting(
      ({ hosts }) => hosts[1].cutOff(),
      ({ hosts }) => hosts[1].back(),
    ),
  },
  {
    name: "third host (WhatsApp) cut off",
    happens: lasting(
      ({ hosts }) => hosts[2].cutOff(),
      ({ hosts }) => hosts[2].back(),
    ),
  },
  {
    name: "every third packet lost",
    happens: lasting(
      ({ hosts }) => hosts.map((host) => host.losesPackets(true)),
      ({ hosts }) => hosts.map((host) => host.losesPackets(false)),
    ),
  },
  {
    name: "second host hears and cannot speak",
    happens: lasting(
      ({ hosts }) => hosts[1].isMute(true),
      ({ hosts }) => hosts[1].isMute(false),
    ),
  },
  {
    name: "network 150 ms late each way",
    happens: lasting(
      ({ hosts }) => hosts.map((host) => host.isLate(150)),
      ({ hosts }) => hosts.map((host) => host.isLate(0)),
    ),
  },
  {
    name: "Telegram gone",
    happens: lasting(
      (stage) => stage.gone("telegram", true),
      (stage) => stage.gone("telegram", false),
    ),
  },
  {
    name: "WhatsApp's page gone",
    happens: lasting(
      (stage) => stage.gone("whatsapp", true),
      (stage) => stage.gone("whatsapp", false),
    ),
  },
  {
    name: "bank gone",
    happens: lasting(
      (stage) => stage.gone("inter", true),
      (stage) => stage.gone("inter", false),
    ),
  },
  ...(clocksJump()
    ? [
        { name: "hosts' clocks an hour ahead", happens: clocksOff((clock) => clock.set(hourMs)) },
        { name: "hosts' clocks an hour behind", happens: clocksOff((clock) => clock.set(-hourMs)) },
        { name: "hosts' clocks over midnight", happens: clocksOff((clock) => clock.beforeMidnight()) },
        { name: "one host's clock an hour ahead", happens: clocksOff((clock) => clock.set(hourMs), 1) },
        { name: "PostgreSQL's clock an hour ahead", happens: databaseOff(hourMs) },
        { name: "PostgreSQL's clock an hour behind", happens: databaseOff(-hourMs) },
      ]
    : []),
  {
    name: "a migration under a backup",
    happens: (stage, seconds) => stage.migrate(seconds * 1000),
  },
  {
    name: "rolling restart",
    async happens({ hosts }) {
      for (const host of hosts) await host.restart();
    },
  },
];
