import { openStream } from "../../http/page/open-stream.ts";
import type { OperatorVisit } from "../ui/visit.ts";

const everyMs = 1000;
/** Lifetime of a stream, in milliseconds. The client then connects again, and its session is checked again. */
const livesMs = 60_000;

/**
 * Streams server-sent events: an event whenever the pulse differs from that of the page or of the last event. The page
 * then refreshes itself. Ends when the client disconnects, or after a minute.
 */
export function streamPulse({ request, response, token }: OperatorVisit, pulse: () => Promise<string>): void {
  if (!openStream(response, 500, `painel ${token}`)) return;
  let shown = String(request.headers["last-event-id"] ?? request.query.pulse ?? "");
  let queue: Promise<void> = Promise.resolve();
  const sendIfChanged = async () => {
    const now = await pulse();
    if (now === shown || response.writableEnded) return;
    shown = now;
    response.write(`id: ${now}\ndata: changed\n\n`);
  };
  const poll = () => {
    // A database that does not answer is ignored: the next look finds what this one missed.
    queue = queue.then(sendIfChanged).catch(() => undefined);
  };
  const timer = setInterval(poll, everyMs);
  const end = setTimeout(() => response.end(), livesMs);
  response.on("close", () => {
    clearInterval(timer);
    clearTimeout(end);
  });
  poll();
}
