import type { WebMessage } from "../../bots/web/web-chat.ts";
import { localTime } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import { Bold } from "../page/page.tsx";

/** A chat bubble with its choices, its copy button or its file. */
export function Message({ message, provider, thread }: { message: WebMessage; provider: string; thread: string }) {
  const { id, from, at, text, choices = [], fileName, verbatim } = message;
  const isLine = from === "bot" && (verbatim === true || /^\d{47}$/.test(text));
  return (
    <li id={id} class={`message ${from}`}>
      <div class="bubble">
        <span class="spoken">{from === "bot" ? provider : "Você"}: </span>
        {text && !(fileName && text === fileName) && (
          <p class={isLine ? "line" : "text"}>{verbatim ? text : <Bold text={text} />}</p>
        )}
        {fileName && (
          <a
            class="paper"
            href={`/conversa/mensagens/${id}/${fileName.endsWith(".txt") ? "dados.txt" : "boleto.pdf"}`}
            target="_blank"
            rel="noopener"
          >
            <span aria-hidden="true">{kindOf(fileName)}</span> <strong>{fileName}</strong>
            <span class="spoken"> (abre em outra aba)</span>
          </a>
        )}
        {isLine && (
          <button type="button" class="copy" data-copy={text}>
            Copiar código
          </button>
        )}
        <time dateTime={at.toISOString()}>{localTime(at, brasilia)}</time>
      </div>
      {choices.length > 0 && (
        <form method="post" action="/conversa/mensagens" class="choices">
          <input type="hidden" name="thread" value={thread} />
          <input type="hidden" name="list" value={choices[0]?.list} />
          {choices.map(({ number, label }) => (
            <button type="submit" key={number} name="text" value={String(number)}>
              {label}
            </button>
          ))}
        </form>
      )}
    </li>
  );
}

const kinds: Record<string, string> = { png: "QR", txt: "TXT" };
const kindOf = (fileName: string) => kinds[fileName.split(".").at(-1) ?? ""] ?? "PDF";
