import { randomUUID } from "node:crypto";
import os from "node:os";
import type { WhatsappConfig } from "../../config.ts";
import type { Channel, ChannelDesk } from "../../core/channel-ports.ts";
import type { Clock } from "../../core/ports.ts";
import type { Logger } from "../../logger.ts";
import { createAcks } from "./acks.ts";
import { createSender } from "./create-sender.ts";
import { createDeliveries } from "./deliveries.ts";
import { createEchoes } from "./echoes.ts";
import { createIdentify } from "./identify.ts";
import { createIntake } from "./intake.ts";
import { keepClient } from "./keep-client.ts";
import { createLease } from "./lease.ts";
import { createNoticeGate, createNoticePace } from "./notice-pace.ts";
import type { ClientLife } from "./open-client.ts";
import { type Timings, usualTimings } from "./timings.ts";

/** Dependencies of the WhatsApp channel. */
export interface WhatsappParts {
  settings: WhatsappConfig;
  desk: ChannelDesk;
  logger: Logger;
  clock: Clock;
  timings?: Partial<Timings>;
}

/** Creates the channel: WhatsApp Web in a Chromium, in one process per number, opened again whenever it breaks. */
export function createWhatsapp(parts: WhatsappParts): Channel {
  const { settings, desk, logger, clock } = parts;
  const timings = { ...usualTimings, ...parts.timings };
  const now = () => clock.now();
  let current: ClientLife | undefined;
  const acks = createAcks();
  const deliveries = createDeliveries(desk);
  const identify = createIdentify(timings.callMs);
  const report = (err: unknown, what: string) => logger.warn({ err }, what);
  const intake = createIntake({ desk, identify, timings, now, report });
  const echoes = createEchoes({ desk, identify, timings, report });
  const gate = createNoticeGate({
    desk,
    now,
    dailyLimit: settings.dailyLimit,
    pace: createNoticePace(timings.noticeGapMs),
  });
  const sender = createSender({ desk, acks, gate, timings, replyOnly: settings.replyOnly, life: () => current });
  const lease = createLease(desk, {
    name: "whatsapp",
    holder: `${os.hostname()}:${process.pid}:${randomUUID()}`,
    leaseMs: timings.leaseMs,
    heartbeatMs: timings.heartbeatMs,
  });

  let fetching: Promise<void> = Promise.resolve();
  const fetchUnread = (life: ClientLife) => {
    fetching = fetching.then(() => intake.fetchUnread(life));
  };

  const keeper = keepClient({
    settings,
    timings,
    lease,
    async tell(state, detail = {}) {
      // The QR code and the pairing code give access to the number, so they are shown but never logged.
      const { qr: _, code: __, ...logged } = detail;
      logger.info({ state, ...logged }, "whatsapp");
      await desk.report({ state, detail }).catch((err) => logger.warn({ err }, "state not kept"));
    },
    on: {
      opening: () => intake.hold(),
      ready(life, repair) {
        if (!repair.ownIds) logger.warn("the page does not take our message ids");
        current = life;
        echoes.connected();
        fetchUnread(life);
      },
      gone() {
        current = undefined;
      },
      message: (life, raw) => intake.receive(raw, life),
      echo: (life, raw) => echoes.heard(raw, life),
      ack(id, ack) {
        acks.heard(id, ack);
        if (ack >= 2) deliveries.delivered(id);
      },
    },
  });

  return {
    sender,
    start: async () => keeper.start(),
    async stop() {
      echoes.stop();
      await intake.drain();
      await keeper.stop();
      await deliveries.stop();
    },
  };
}
