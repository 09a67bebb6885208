import type { InboundBody } from "./channel-ports.ts";

/** A person's message as the operator and the web thread show it: the text, or the kind of what was sent instead. */
export function inboundText(body: InboundBody): string {
  switch (body.kind) {
    case "text":
      return body.text;
    case "media":
      return `[${body.media}]`;
    case "contact":
      return "[contato]";
    case "link":
      return "[link]";
  }
}
