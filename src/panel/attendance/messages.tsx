import { Bold } from "../../http/page/page.tsx";
import { ShortMoment } from "../ui/moment.tsx";
import { words } from "../ui/words.ts";
import type { TalkMessage } from "./read-talk.ts";

/** The messages of a chat, oldest first. */
export function Messages({ messages, now }: { messages: readonly TalkMessage[]; now: Date }) {
  if (messages.length === 0)
    return (
      <p class="empty" id="mensagens" data-live>
        Ainda não há mensagens.
      </p>
    );
  return (
    <ol class="messages" id="mensagens" data-live>
      {messages.map((message) => (
        <li key={message.id} class={`from-${message.from}`}>
          <p class="by">
            {speaker(message)} <ShortMoment at={message.at} now={now} />
            {message.status && (
              <span class={`badge ${message.status === "pending" ? "wait" : "late"}`}>
                {words.message[message.status]}
              </span>
            )}
          </p>
          {message.fileName ? (
            <p class="file">📄 {message.fileName}</p>
          ) : (
            <p class="said">
              <Bold text={message.text} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function speaker({ from, by }: TalkMessage): string {
  if (from === "subscriber") return "Assinante";
  return from === "bot" ? "Robô" : (by ?? "Equipe");
}
