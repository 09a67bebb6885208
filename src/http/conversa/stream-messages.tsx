import type { Request, Response } from "express";
import { render } from "preact-render-to-string";
import type { WebChat, WebMessage } from "../../bots/web/web-chat.ts";
import { openStream } from "../page/open-stream.ts";
import { Message } from "./message.tsx";

/** Polling interval. Needed for messages that another process sent, of which no change is reported here. */
const pollMs = 2000;
/** Each poll reads this far back, because a message may be committed after a newer one. */
const overlapMs = 60_000;

/**
 * Streams server-sent events: each new message of the thread as HTML, starting after `Last-Event-ID`. Ends when the
 * client disconnects.
 */
export function streamMessages(stream: {
  chat: WebChat;
  provider: string;
  address: string;
  thread: string;
  request: Request;
  response: Response;
}): void {
  const { chat, provider, address, thread, request, response } = stream;
  if (!openStream(response, 1000)) return;
  const write = (message: WebMessage) => {
    const html = render(<Message message={message} provider={provider} thread={thread} />);
    response.write(`id: ${message.id}\ndata: ${JSON.stringify(html)}\n\n`);
  };
  const last = String(request.headers["last-event-id"] ?? request.query.after ?? "");
  // Ids, not a position: a message that is sent late may be sorted before newer ones.
  let shown: Set<string> | undefined;
  let newestAt: number | undefined;
  let queue: Promise<void> = Promise.resolve();
  const poll = () => {
    queue = queue
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
      // Ignores a database outage: the next poll picks up what this one missed.
      .catch(() => undefined);
  };
  const stop = chat.onChange(address, poll);
  const timer = setInterval(poll, pollMs);
  response.on("close", () => {
    clearInterval(timer);
    stop();
  });
  poll();
}
