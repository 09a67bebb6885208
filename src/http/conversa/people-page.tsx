import type { WebPerson } from "../../bots/web/web-chat.ts";
import { DemoBar } from "../page/page.tsx";
import { Page } from "./page.tsx";

/** The page on which a visitor chooses the subscriber to write as. */
export function PeoplePage({ provider, people }: { provider: string; people: readonly WebPerson[] }) {
  return (
    <Page title={`Conversa · ${provider}`}>
      <DemoBar />
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
