import type { Reply } from "../../core/conversation/turn.ts";

/** A reply as WhatsApp sends it. */
export type Rendered = { kind: "text"; text: string } | { kind: "document"; caption: string; fileName: string };

const longestCaption = 1024;

/**
 * Draws a reply. WhatsApp's own *bold* is the one our texts are written in; buttons and lists are not drawn there any
 * more, so the numbered text is all there is. What no caption holds stays out of it: the text went before.
 */
export function renderReply({ text, document }: Reply): Rendered {
  if (!document) return { kind: "text", text };
  return { kind: "document", caption: text.length <= longestCaption ? text : "", fileName: document.fileName };
}
