import { randomUUID } from "node:crypto";
import { useContext } from "preact/hooks";
import { localDate, localTime } from "../../core/billing/calendar/local-time.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { Faults, Form } from "../ui/form.tsx";
import { formatDuration, maskedDocument } from "../ui/format.ts";
import { PanelZone } from "../ui/moment.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { words } from "../ui/words.ts";
import { Messages } from "./messages.tsx";
import type { Talk } from "./read-talk.ts";
import { TalkSide } from "./talk-side.tsx";

/** The page of a chat: its messages, the form for a reply, and the invoices of the subscriber. */
export function TalkPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  talk: Talk;
  messages: number;
  pulse: string;
  now: Date;
  faults?: readonly Fault[];
  text?: string;
}) {
  const { site, visit, talk, messages, pulse, now, faults = [], text = "" } = props;
  const { chatId, subscriber, call, channel } = talk;
  const name = subscriber?.name ?? "Não identificado";
  return (
    <PanelPage site={site} visit={visit} title={`${name}: conversa`} path="/atendimento">
      <p class="trail">
        <a href="/painel/atendimento">Atendimento</a>
      </p>
      <h1>{name}</h1>
      <p class="quiet">
        {words.channel[channel]}
        {subscriber && `, ${maskedDocument(subscriber.document)}`}
        {call && `, protocolo ${call.protocol}, ${call.subject}, aberto há ${formatDuration(call.openedAt, now)}`}
      </p>
      <div id="quem-responde" data-live>
        <State talk={talk} now={now} />
      </div>
      <div class="talk">
        <section
          aria-label="Conversa"
          class="thread"
          data-events={`/painel/atendimento/${chatId}/eventos?pulse=${pulse}`}
        >
          {talk.hasMore && (
            <p>
              <a href={`/painel/atendimento/${chatId}?mensagens=${messages + 200}`}>Mensagens anteriores</a>
            </p>
          )}
          <Messages messages={talk.messages} now={now} />
          <Faults faults={faults} labels={{ text: "Mensagem" }} />
          <Form action={`/painel/atendimento/${chatId}`} class="answer" label="Responder">
            <input type="hidden" name="key" value={randomUUID()} />
            <label for="text" id="escrever">
              Sua resposta
            </label>
            <textarea id="text" name="text" rows={3} maxLength={4000} required>
              {text}
            </textarea>
            <p class="actions">
              <button type="submit" class="main">
                Enviar
              </button>
              <span class="hint">Enquanto você responde, o robô fica calado.</span>
            </p>
          </Form>
          {call && (
            <Form action={`/painel/atendimento/${chatId}/devolver`} class="in-line" label="Encerrar">
              <button type="submit">Encerrar e devolver ao robô</button>
            </Form>
          )}
        </section>
        <TalkSide talk={talk} />
      </div>
    </PanelPage>
  );
}

/** Says who answers in this chat now: the bot or a human agent. */
function State({ talk: { personUntil, unreachable }, now }: { talk: Talk; now: Date }) {
  const zone = useContext(PanelZone);
  if (unreachable)
    return <p class="notice bad">Esta pessoa não pode ser alcançada: bloqueou o robô, ou o número não existe mais.</p>;
  if (!personUntil || personUntil <= now)
    return <p class="notice">Quem responde agora é o robô. Se você escrever, ele se cala.</p>;
  const when = localDate(personUntil, zone) === localDate(now, zone) ? "hoje" : "amanhã";
  return (
    <p class="notice warn">
      O robô está calado até {when}, {localTime(personUntil, zone)}, ou até você devolver a conversa.
    </p>
  );
}
