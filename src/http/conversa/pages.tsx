import type { ComponentChildren } from "preact";
import type { WebMessage, WebPerson } from "../../bots/web/web-chat.ts";
import { Message } from "./message.tsx";

function Page({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <html lang="pt-BR">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/conversa/assets/conversa.css" />
        <script src="/conversa/assets/conversa.js" defer />
      </head>
      <body>
        <p class="demo">DEMONSTRAÇÃO · provedor e pessoas inventados · não pague os boletos</p>
        {children}
      </body>
    </html>
  );
}

/** Whom to be: the demo's subscribers. */
export function PeoplePage({ provider, people }: { provider: string; people: readonly WebPerson[] }) {
  return (
    <Page title={`Conversa · ${provider}`}>
      <main class="people">
        <h1>Quem você quer ser?</h1>
        <p>Escolha um assinante da {provider} e escreva como se fosse ele no WhatsApp.</p>
        <form method="post" action="/conversa/abrir">
          <ul>
            {people.map(({ phone, name, story }) => (
              <li key={phone}>
                <button type="submit" name="phone" value={phone}>
                  <strong>{name}</strong>
                  <span>{story}</span>
                </button>
              </li>
            ))}
          </ul>
        </form>
      </main>
    </Page>
  );
}

/** The talk. */
export function ChatPage({
  provider,
  person,
  messages,
}: {
  provider: string;
  person: WebPerson;
  messages: readonly WebMessage[];
}) {
  return (
    <Page title={`${person.name} · ${provider}`}>
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
      <main>
        <div role="log" aria-live="polite" aria-label="Conversa">
          <ol id="talk" data-last={messages.at(-1)?.id ?? ""}>
            {messages.map((message) => (
              <Message key={message.id} message={message} />
            ))}
          </ol>
        </div>
      </main>
      <form id="write" method="post" action="/conversa/mensagens">
        <label for="text">Mensagem</label>
        <input id="text" name="text" maxLength={4096} autoComplete="off" placeholder="Escreva oi" autofocus />
        <button type="submit">Enviar</button>
      </form>
    </Page>
  );
}
