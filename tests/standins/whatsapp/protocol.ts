/** A message as the stand-in's network keeps it. `at` in whole seconds, as WhatsApp gives them. */
export interface WireMessage {
  id: string;
  fromMe: boolean;
  chat: string;
  /** "chat" for text, else "document", "image", "ptt", "sticker" … */
  type: string;
  body: string;
  at: number;
  ack: number;
  sender?: string;
  author?: string;
  caption?: string;
  fileName?: string;
  mimetype?: string;
  size?: number;
  media?: string;
  /** Bare id of the message that this one quotes. */
  quotes?: string;
}

/** A chat with what the page shows of it. */
export interface WireChat {
  wid: string;
  name: string;
  unread: number;
  /** The phone behind a LID, where WhatsApp tells it. */
  phone?: string;
  /** The LID of a phone, where there is one. */
  lid?: string;
  messages: WireMessage[];
}

/** What a page is told when it opens. */
export type Hello =
  | { paired: false; ref: string; page: PageFaults }
  | { paired: true; me: string; meLid: string; name: string; chats: WireChat[]; page: PageFaults };

/** How the page itself misbehaves, from its next load on. */
export interface PageFaults {
  /** `_serialized` is called `$1`, as since July 2026. */
  renamedIds?: boolean;
  /** Everything is synchronised before anybody can listen. */
  syncsEarly?: boolean;
}

/** What may go wrong with the next message that the page sends. */
export type SendFault = "hang" | "lose-answer" | "fail" | "reload-before" | "reload-after";

/** What the network tells an open page. */
export type PageEvent =
  | { kind: "ref"; ref: string }
  | { kind: "paired"; session: string }
  | { kind: "message"; chat: Omit<WireChat, "messages">; message: WireMessage; again?: boolean }
  | { kind: "ack"; id: string; ack: number }
  | { kind: "state"; state: string }
  | { kind: "logout" }
  | { kind: "resync" }
  | { kind: "reload" };
