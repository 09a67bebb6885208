import type { Request, Response } from "express";
import { render } from "preact-render-to-string";
import type { WebChat } from "../../bots/web/web-chat.ts";
import { Message } from "./message.tsx";

/** Another process may have sent it: so often the database is asked even when nothing was heard. */
const lookMs = 2000;

/** Server-sent events: each new message of the thread as the HTML it is shown with, from `Last-Event-ID` on. */
export async function streamMessages(
  chat: WebChat,
  address: string | undefined,
  request: Request,
  response: Response,
): Promise<void> {
  if (!address || !(await chat.personOf(address))) return void response.status(404).end();
  response.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  response.write("retry: 1000\n\n");
  let last = String(request.headers["last-event-id"] ?? request.query.after ?? "");
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking
      .then(async () => {
        for (const message of await chat.messagesAfter(address, last)) {
          last = message.id;
          response.write(`id: ${message.id}\ndata: ${JSON.stringify(render(<Message message={message} />))}\n\n`);
        }
      })
      // The database is away for a moment: the next look finds what this one missed.
      .catch(() => undefined);
  };
  const stop = chat.onChange(address, look);
  const timer = setInterval(look, lookMs);
  request.on("close", () => {
    clearInterval(timer);
    stop();
  });
  look();
}
