import { openStream } from "../../http/page/open-stream.ts";
import type { OperatorVisit } from "../ui/visit.ts";

const everyMs = 1000;
/** Then the reader comes again, and must still be logged in. */
const livesMs = 60_000;

/**
 * Server-sent events: one whenever the pulse is another than the page's, or than that of the last event. The page then
 * looks again at what it shows. Ends when the reader leaves, or after a minute.
 */
export function streamPulse({ request, response }: OperatorVisit, pulse: () => Promise<string>): void {
  if (!openStream(response, 500)) return;
  let shown = String(request.headers["last-event-id"] ?? request.query.pulse ?? "");
  let telling: Promise<void> = Promise.resolve();
  const tellIfChanged = async () => {
    const now = await pulse();
    if (now === shown || response.destroyed) return;
    shown = now;
    response.write(`id: ${now}\ndata: changed\n\n`);
  };
  const again = () => {
    // The database is away for a moment: the next time finds what this one missed.
    telling = telling.then(tellIfChanged).catch(() => undefined);
  };
  const timer = setInterval(again, everyMs);
  const end = setTimeout(() => response.end(), livesMs);
  response.on("close", () => {
    clearInterval(timer);
    clearTimeout(end);
  });
  again();
}
