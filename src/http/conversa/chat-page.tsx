import type { WebMessage, WebPerson } from "../../bots/web/web-chat.ts";
import { DemoBar } from "../page/page.tsx";
import { Message } from "./message.tsx";
import { Page } from "./page.tsx";

/**
 * The page of the chat. `thread` tells the server which thread the page shows, because another tab may have started a
 * new one.
 */
export function ChatPage(props: {
  provider: string;
  person: WebPerson;
  thread: string;
  messages: readonly WebMessage[];
}) {
  const { provider, person, thread, messages } = props;
  return (
    <Page title={`${person.name} · ${provider}`}>
      <div class="top">
        <DemoBar />
        <header>
          <div>
            <h1>{provider}</h1>
            <p>
              Você é <strong>{person.name}</strong>
            </p>
          </div>
          <form method="post" action="/conversa/abrir">
            <button type="submit" name="phone" value={person.phone}>
              Nova conversa
            </button>
            <a href="/conversa/assinantes">Trocar de assinante</a>
          </form>
        </header>
      </div>
      <main>
        {messages.length === 0 && (
          <p id="hint">
            Escreva <strong>oi</strong> para começar.
          </p>
        )}
        <div role="log" aria-live="polite" aria-label="Conversa">
          <ol id="talk" data-thread={thread} data-last={messages.at(-1)?.id ?? ""}>
            {messages.map((message) => (
              <Message key={message.id} message={message} provider={provider} thread={thread} />
            ))}
          </ol>
        </div>
        <noscript>
          <p>
            <a href="/conversa#text">Ver se chegou mensagem</a>
          </p>
        </noscript>
      </main>
      <form id="write" method="post" action="/conversa/mensagens" aria-label="Nova mensagem">
        <p id="trouble" role="alert" hidden />
        <input type="hidden" name="thread" value={thread} />
        <label for="text" class="spoken">
          Mensagem
        </label>
        <input
          id="text"
          name="text"
          required
          maxLength={4096}
          autoComplete="off"
          enterkeyhint="send"
          placeholder="Escreva uma mensagem"
          autofocus
        />
        <button type="submit">Enviar</button>
      </form>
    </Page>
  );
}
