import { formatDuration } from "../ui/format.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { words } from "../ui/words.ts";
import type { WaitingChat } from "./waiting-chats.ts";

/** The queue of Atendimento: the chats that wait for a human agent. */
export function QueuePage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  chats: readonly WaitingChat[];
  pulse: string;
  now: Date;
}) {
  const { site, visit, chats, pulse, now } = props;
  const waiting = chats.filter(({ isWaiting }) => isWaiting).length;
  return (
    <PanelPage site={site} visit={visit} title="Atendimento" path="/atendimento" refreshSeconds={30}>
      <h1>Atendimento</h1>
      <div id="fila" data-live data-events={`/painel/atendimento/eventos?pulse=${pulse}`}>
        {chats.length === 0 ? (
          <p class="empty">Ninguém espera por uma pessoa. Quem pedir um atendente na conversa aparece aqui.</p>
        ) : (
          <>
            <p class="quiet">
              {waiting === 0
                ? "Ninguém espera resposta."
                : waiting === 1
                  ? "1 pessoa espera resposta."
                  : `${waiting} pessoas esperam resposta.`}
            </p>
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Quem</th>
                    <th scope="col">Assunto</th>
                    <th scope="col">Protocolo</th>
                    <th scope="col">Espera há</th>
                    <th scope="col">Com quem</th>
                  </tr>
                </thead>
                <tbody>
                  {chats.map((chat) => (
                    <tr key={chat.chatId}>
                      <th scope="row">
                        <a href={`/painel/atendimento/${chat.chatId}#escrever`}>{chat.name ?? "Não identificado"}</a>{" "}
                        <span class="under">{words.channel[chat.channel]}</span>
                      </th>
                      <td data-label="Assunto">{chat.subject}</td>
                      <td data-label="Protocolo">{chat.protocol}</td>
                      <td data-label="Espera há">
                        {chat.isWaiting ? (
                          <span class="badge wait">{formatDuration(waitsSince(chat), now)}</span>
                        ) : (
                          "respondida"
                        )}
                      </td>
                      <td data-label="Com quem">{chat.answered?.by ?? "ninguém ainda"}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </div>
    </PanelPage>
  );
}

/**
 * Since when a chat has been waiting: since the request for a human agent or, once it was answered, since the last
 * message of the subscriber.
 */
const waitsSince = ({ answered, openedAt, wroteAt }: WaitingChat) => (answered ? (wroteAt ?? openedAt) : openedAt);
