import type { InboundBody } from "./channel-ports.ts";

/** A subscriber's message as the panel and the web thread show it: its text, or its kind in brackets and its caption. */
export function inboundText(body: InboundBody): string {
  switch (body.kind) {
    case "text":
      return body.text;
    case "media":
      return [`[${body.media}]`, ...(body.caption ? [body.caption] : [])].join(" ");
    case "contact":
      return "[contato]";
    case "link":
      return "[link]";
  }
}
