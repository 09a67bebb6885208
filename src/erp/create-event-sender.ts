import { createHmac } from "node:crypto";
import type { EventSender } from "../core/event-push.ts";

const callMs = 10_000;

/**
 * Creates a function that posts events to the provider's own system. A post is signed by the header
 * `X-Faturabot-Signature: t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA256 of `SECONDS.BODY` with the shared secret. The
 * function never throws: it returns undefined after an answer of 2xx, else the reason. Redirects are not followed and
 * count as failures.
 */
export function createEventSender({ url, secret }: { url: string; secret: string }): EventSender {
  return async (event, now) => {
    const body = JSON.stringify(event);
    const seconds = Math.floor(now.getTime() / 1000);
    const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-faturabot-event": event.id,
          "x-faturabot-signature": `t=${seconds},v1=${signature}`,
        },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(callMs),
      });
      await response.body?.cancel();
      return response.ok ? undefined : `status ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.name : "unreachable";
    }
  };
}
