import type { ComponentChildren } from "preact";
import { type ApiWallet, settingsState } from "../../core/operator/api-wallets.ts";
import { type BankTrouble, describeBankTrouble } from "../../core/operator/bank-trouble.ts";
import { Form } from "../ui/form.tsx";
import { Moment } from "../ui/moment.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { words } from "../ui/words.ts";
import { bankWalletName } from "../wallets/bank-wallet-name.ts";
import type { FailedJob, StuckMessage, UnreachableChat } from "./troubles.ts";

/**
 * The page of what has failed for good: bank settings, unanswered and unsent messages, failed jobs, chats that cannot
 * be reached.
 */
export function TroublesPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  banks: readonly ApiWallet[];
  /** What the banks said in the last week that an operator has to know. */
  told: readonly BankTrouble[];
  dead: readonly StuckMessage[];
  unsent: readonly StuckMessage[];
  unreachable: readonly UnreachableChat[];
  jobs: readonly FailedJob[];
}) {
  const { site, visit, banks, told, dead, unsent, unreachable, jobs } = props;
  const mayEdit = visit.operator.role === "administrador";
  const isClean = banks.length + told.length + dead.length + unsent.length + unreachable.length + jobs.length === 0;
  return (
    <PanelPage site={site} visit={visit} title="Problemas" path="/problemas">
      <h1>Problemas</h1>
      {isClean && <p class="empty">Nada parado. O que falhar de vez aparece aqui, com um botão para tentar de novo.</p>}
      <Part
        id="bancos"
        title="Bancos: certificado e ajustes"
        about="Com o certificado vencido ou um ajuste errado, o banco não registra mais nada."
        show={banks.length > 0}
      >
        {banks.map((bank) => (
          <li key={bank.externalId}>
            <p>
              <Bank bank={bank} mayEdit={mayEdit} />: {settingsState(bank).words}
            </p>
          </li>
        ))}
      </Part>
      <Part
        id="bancos-disseram"
        title="O que os bancos disseram"
        about="Dos últimos sete dias: pagamentos sem boleto aqui, listas que não vieram, avisos que não servem."
        show={told.length > 0}
      >
        {told.map((trouble) => (
          <li key={`${trouble.type} ${trouble.at.getTime()} ${JSON.stringify(trouble.data)}`}>
            <p>
              <Moment at={trouble.at} /> · {describeBankTrouble(trouble)}
            </p>
          </li>
        ))}
      </Part>
      <Part
        id="sem-resposta"
        title="Mensagens sem resposta"
        about="O robô tentou cinco vezes e não conseguiu responder."
        show={dead.length > 0}
      >
        {dead.map((message) => (
          <Stuck
            key={message.id}
            message={message}
            action={`/painel/problemas/recebida/${message.id}`}
            button="Responder de novo"
          />
        ))}
      </Part>
      <Part id="nao-sairam" title="Mensagens que não saíram" about="O canal não as aceitou." show={unsent.length > 0}>
        {unsent.map((message) => (
          <Stuck
            key={message.id}
            message={message}
            action={`/painel/problemas/enviada/${message.id}`}
            button="Enviar de novo"
          />
        ))}
      </Part>
      <Part id="tarefas" title="Tarefas que falharam" about="Tentadas vinte vezes, com pausas." show={jobs.length > 0}>
        {jobs.map(({ id, name, at, error, invoiceId }) => (
          <li key={id}>
            <p>
              <strong>{name}</strong>, <Moment at={at} />{" "}
              {invoiceId && <a href={`/painel/faturas/${invoiceId}`}>Ver a fatura</a>}
            </p>
            {error && <p class="hint">{error}</p>}
            {mayEdit && (
              <Form action={`/painel/problemas/tarefa/${name}/${id}`} label={`Repetir ${name}`}>
                <button type="submit">Repetir</button>
              </Form>
            )}
          </li>
        ))}
      </Part>
      <Part
        id="inalcancaveis"
        title="Fora de alcance"
        about="Bloquearam o robô, ou o número não existe mais. Quem escrever de novo sai desta lista."
        show={unreachable.length > 0}
      >
        {unreachable.map(({ chatId, channel, name, since }) => (
          <li key={chatId}>
            <p>
              <a href={`/painel/atendimento/${chatId}`}>{name ?? "Não identificado"}</a>, {words.channel[channel]},
              desde <Moment at={since} />
            </p>
          </li>
        ))}
      </Part>
    </PanelPage>
  );
}

function Bank({ bank: { externalId: id, bankCode }, mayEdit }: { bank: ApiWallet; mayEdit: boolean }) {
  const name = bankWalletName({ id, bankCode });
  return mayEdit ? (
    <a href={`/painel/carteiras/banco/editar/${encodeURIComponent(id)}`}>{name}</a>
  ) : (
    <strong>{name}</strong>
  );
}

function Part(props: { id: string; title: string; about: string; show: boolean; children: ComponentChildren }) {
  if (!props.show) return null;
  return (
    <section class="card" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <p class="quiet">{props.about}</p>
      <ul class="plain rows">{props.children}</ul>
    </section>
  );
}

function Stuck({ message, action, button }: { message: StuckMessage; action: string; button: string }) {
  const { chatId, name, channel, at, text, error } = message;
  return (
    <li>
      <p>
        <a href={`/painel/atendimento/${chatId}`}>{name ?? "Não identificado"}</a>, {words.channel[channel]},{" "}
        <Moment at={at} />
      </p>
      <p class="said">{text}</p>
      {error && <p class="hint">Falha: {error}</p>}
      <Form action={action} label={`${button}: ${name ?? "não identificado"}`}>
        <button type="submit">{button}</button>
      </Form>
    </li>
  );
}
