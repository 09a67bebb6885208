import { render } from "preact-render-to-string";
import { openStream } from "../page/open-stream.ts";
import { BoletoSection } from "./boleto-section.tsx";
import type { CentralDeps } from "./central-deps.ts";
import type { OwnVisit } from "./visit.ts";

/** Interval, in milliseconds, at which changes are looked for. */
const pollMs = 2000;

/**
 * Streams the boleto section of an invoice by server-sent events: as HTML, whenever it differs from the page as it was
 * rendered or from the last event. The stream ends with an "over" event when the session ends, or when the client
 * disconnects.
 */
export function streamBoleto(stream: { deps: CentralDeps; visit: OwnVisit; invoiceId: string }): void {
  const { deps, visit, invoiceId } = stream;
  const { central, site } = deps;
  const { request, response, subscriber, token } = visit;
  if (!openStream(response, 2000, `central ${token}`)) return;
  let shown = typeof request.query.pulse === "string" ? request.query.pulse : undefined;
  let queue: Promise<void> = Promise.resolve();
  const sendIfChanged = async () => {
    const pulse = await central.pulse(token, invoiceId);
    if (response.writableEnded) return;
    if (pulse === undefined) {
      response.write("event: over\ndata:\n\n");
      response.end();
    } else if (pulse !== shown) {
      const look = await central.invoice(subscriber.id, invoiceId);
      if (!look || response.writableEnded) return;
      shown = pulse;
      const html = render(<BoletoSection look={look} site={site} now={central.now()} />);
      response.write(`data: ${JSON.stringify({ html, pulse })}\n\n`);
    }
  };
  const timer = setInterval(() => {
    // A database that does not answer is ignored: the next look finds what this one missed.
    queue = queue.then(sendIfChanged).catch(() => undefined);
  }, pollMs);
  response.on("close", () => clearInterval(timer));
  queue = sendIfChanged().catch(() => undefined);
}
