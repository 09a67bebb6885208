import { openStream } from "../../http/page/open-stream.ts";
import type { OperatorVisit } from "../ui/visit.ts";

const lookMs = 1000;
/** Then the reader comes again, and must still be logged in. */
const livesMs = 60_000;

/**
 * Server-sent events: one whenever the pulse is another than the page's, or than that of the last event. The page then
 * looks again at what it shows. Ends when the reader leaves, or after a minute.
 */
export function streamPulse({ request, response }: OperatorVisit, pulse: () => Promise<string>): void {
  if (!openStream(response, 500)) return;
  let shown = String(request.headers["last-event-id"] ?? request.query.pulse ?? "");
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const now = await pulse();
    if (now === shown || response.destroyed) return;
    shown = now;
    response.write(`id: ${now}\ndata: changed\n\n`);
  };
  const again = () => {
    // The database is away for a moment: the next look finds what this one missed.
    looking = looking.then(look).catch(() => undefined);
  };
  const timer = setInterval(again, lookMs);
  const end = setTimeout(() => response.end(), livesMs);
  response.on("close", () => {
    clearInterval(timer);
    clearTimeout(end);
  });
  again();
}
