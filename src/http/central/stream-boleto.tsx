import { render } from "preact-render-to-string";
import { openStream } from "../page/open-stream.ts";
import { BoletoSection } from "./boleto-section.tsx";
import type { CentralDeps } from "./central-deps.ts";
import type { OwnVisit } from "./visit.ts";

/** So often it is looked whether something changed. */
const lookMs = 2000;

/**
 * Server-sent events: the section of a boleto as HTML whenever what it shows changed since the page was drawn, or since
 * the last event. Ends with the session ("over"), or when the reader leaves.
 */
export function streamBoleto(of: { deps: CentralDeps; visit: OwnVisit; invoiceId: string }): void {
  const { deps, visit, invoiceId } = of;
  const { central, site } = deps;
  const { request, response, subscriber, token } = visit;
  if (!openStream(response, 2000)) return;
  let shown = typeof request.query.pulse === "string" ? request.query.pulse : undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const pulse = await central.pulse(token, invoiceId);
    if (pulse === undefined) {
      response.write("event: over\ndata:\n\n");
      response.end();
    } else if (pulse !== shown) {
      const now = await central.invoice(subscriber.id, invoiceId);
      if (!now) return;
      shown = pulse;
      const html = render(<BoletoSection look={now} site={site} now={central.now()} />);
      response.write(`data: ${JSON.stringify({ html, pulse })}\n\n`);
    }
  };
  const timer = setInterval(() => {
    // The database is away for a moment: the next look finds what this one missed.
    looking = looking.then(look).catch(() => undefined);
  }, lookMs);
  response.on("close", () => clearInterval(timer));
  looking = look().catch(() => undefined);
}
