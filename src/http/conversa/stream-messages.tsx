import type { Request, Response } from "express";
import { render } from "preact-render-to-string";
import type { WebChat, WebMessage } from "../../bots/web/web-chat.ts";
import { openStream } from "../page/open-stream.ts";
import { Message } from "./message.tsx";

/**
 * Interval, in milliseconds, at which new messages are looked for. Messages that another process sent are found only in
 * this way, because changes are reported only within a process.
 */
const pollMs = 2000;
/** Each look reads this far back, in milliseconds, because a message may be committed after a newer one. */
const overlapMs = 60_000;

/**
 * Streams the new messages of a thread by server-sent events, as HTML, starting after the one that `Last-Event-ID`
 * names. Ends when the client disconnects.
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
  if (!openStream(response, 1000, `conversa ${address}`)) return;
  const write = (message: WebMessage) => {
    const html = render(<Message message={message} provider={provider} thread={thread} />);
    response.write(`id: ${message.id}\ndata: ${JSON.stringify(html)}\n\n`);
  };
  const last = String(request.headers["last-event-id"] ?? request.query.after ?? "");
  // The ids of all messages shown are kept instead of a position, because a message that is sent late may be sorted
  // before newer ones.
  let shown: Set<string> | undefined;
  let newestAt: number | undefined;
  let queue: Promise<void> = Promise.resolve();
  const poll = () => {
    queue = queue
      .then(async () => {
        const since = newestAt === undefined ? undefined : new Date(newestAt - overlapMs);
        const messages = await chat.messages(address, since);
        if (response.writableEnded) return;
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
      // A database that does not answer is ignored: the next look finds what this one missed.
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
