import type { Request, Response } from "express";
import { render } from "preact-render-to-string";
import type { WebChat, WebMessage } from "../../bots/web/web-chat.ts";
import { openStream } from "../page/open-stream.ts";
import { Message } from "./message.tsx";

/** Another process may have sent it: so often the database is asked even when nothing was heard. */
const lookMs = 2000;
/** What was sent a moment before the newest message may be committed after it. */
const overlapMs = 60_000;

/**
 * Server-sent events: each new message of the thread as the HTML it is shown with, from `Last-Event-ID` on. Ends when
 * the reader leaves.
 */
export function streamMessages(of: {
  chat: WebChat;
  provider: string;
  address: string;
  thread: string;
  request: Request;
  response: Response;
}): void {
  const { chat, provider, address, thread, request, response } = of;
  if (!openStream(response, 1000)) return;
  const write = (message: WebMessage) => {
    const html = render(<Message message={message} provider={provider} thread={thread} />);
    response.write(`id: ${message.id}\ndata: ${JSON.stringify(html)}\n\n`);
  };
  const last = String(request.headers["last-event-id"] ?? request.query.after ?? "");
  // What is sent late may stand before what was written meanwhile: "all after the last one" would miss it.
  let shown: Set<string> | undefined;
  let newestAt: number | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking
      .then(async () => {
        const since = newestAt === undefined ? undefined : new Date(newestAt - overlapMs);
        const messages = await chat.messages(address, since);
        newestAt = messages.reduce<number | undefined>(
          (newest, { at }) => Math.max(newest ?? 0, at.getTime()),
          newestAt,
        );
        shown ??= new Set(messages.slice(0, messages.findIndex(({ id }) => id === last) + 1).map(({ id }) => id));
        for (const message of messages) {
          if (shown.has(message.id)) continue;
          shown.add(message.id);
          write(message);
        }
      })
      // The database is away for a moment: the next look finds what this one missed.
      .catch(() => undefined);
  };
  const stop = chat.onChange(address, look);
  const timer = setInterval(look, lookMs);
  response.on("close", () => {
    clearInterval(timer);
    stop();
  });
  look();
}
