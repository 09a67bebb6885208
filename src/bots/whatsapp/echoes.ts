import type { ChannelDesk, OutboxTrace } from "../../core/channel-ports.ts";
import { messageIds } from "./create-sender.ts";
import type { createIdentify } from "./identify.ts";
import type { ClientLife } from "./open-client.ts";
import { type Echo, readEcho } from "./read-message.ts";
import type { Timings } from "./timings.ts";

/** Listens to the messages from our own number, and finds those that a person wrote on the phone itself. */
export interface Echoes {
  /** A page is ready. What was written before may be a message of ours that nobody has marked, so it is ignored. */
  connected(): void;
  heard(raw: unknown, life: ClientLife): void;
  stop(): void;
}

/** WhatsApp reports whole seconds. */
const toleranceMs = 1_000;

/**
 * Creates the listener. A message is judged only after a while, because WhatsApp repeats a message of ours before the
 * outbox has marked it as sent.
 */
export function createEchoes({
  desk,
  identify,
  timings,
  report,
}: {
  desk: Pick<ChannelDesk, "ownMessage">;
  identify: ReturnType<typeof createIdentify>;
  timings: Pick<Timings, "echoMs">;
  report: (err: unknown, what: string) => void;
}): Echoes {
  const timers = new Set<NodeJS.Timeout>();
  let connectedAt = Number.POSITIVE_INFINITY;

  async function judge({ id, to, body, at, ...echo }: Echo, life: ClientLife): Promise<void> {
    const person = await identify(to, life, true);
    await desk.ownMessage({ ...person, externalId: id, body, at }, (known) => isEchoOf({ id, ...echo }, known));
  }

  return {
    connected() {
      connectedAt = Date.now();
    },
    heard(raw, life) {
      const echo = readEcho(raw);
      // The chat with our own number is a notebook.
      if (!echo || echo.to === ownAddress(life) || echo.at.getTime() + toleranceMs < connectedAt) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        judge(echo, life).catch((err) => report(err, "own message not taken in"));
      }, timings.echoMs);
      timers.add(timer);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function ownAddress({ client }: ClientLife): string | undefined {
  const own = client.info?.wid as { user: string; server: string } | undefined;
  return own && `${own.user}@${own.server}`;
}

/**
 * Returns true if a message of our own is a message of the outbox: by its id, or, as long as nobody knows under which id
 * that one went, by its text or file.
 */
export function isEchoOf({ id, text, fileName }: Pick<Echo, "id" | "text" | "fileName">, known: OutboxTrace): boolean {
  if (known.providerMessageId === id || messageIds(known.id, known.attempts).includes(id)) return true;
  if (known.status !== "pending" && known.status !== "unknown") return false;
  return known.fileName === undefined
    ? fileName === undefined && known.text.trim() === text.trim()
    : known.fileName === fileName;
}
