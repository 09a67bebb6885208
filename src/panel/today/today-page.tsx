import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { BankTable } from "./bank-table.tsx";
import { ChannelCard } from "./channel-card.tsx";
import type { DayFigures, Figures } from "./create-figures.ts";
import { DayBars } from "./day-bars.tsx";

/** The page Hoje: the figures of today, what waits for somebody, and a chart of the last two weeks. */
export function TodayPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  figures: Figures;
  /** Number of banks whose certificate or settings need attention. */
  renewals: number;
  now: Date;
}) {
  const { site, visit, figures, renewals, now } = props;
  const { days, notices, waiting, channels, banks } = figures;
  const today = days.at(-1) as DayFigures;
  return (
    <PanelPage site={site} visit={visit} title="Hoje" path="/hoje" refreshSeconds={60}>
      <h1>Hoje, {fullDate(localDate(now, visit.zone))}</h1>
      <Waiting waiting={waiting} renewals={renewals} />
      <dl class="figures">
        <Figure term="Boletos registrados" value={today.payable} under={`de ${today.issued} pedidos`} />
        <Figure term="Pagamentos" value={today.payments} under={formatBrl(today.paidCents)} />
        <Figure term="Recusados pelo banco" value={today.rejected} under={`${today.late} atrasados`} />
        <Figure term="Conversas" value={today.talks} under={describeTalks(today)} />
        <Figure
          term="Avisos no horário"
          value={notices.sent}
          under={
            notices.sent === 0
              ? "nenhum saiu hoje"
              : `metade em até ${formatSeconds(notices.p50Seconds)}, 99% em até ${formatSeconds(notices.p99Seconds)}`
          }
        />
      </dl>
      <section aria-labelledby="canais">
        <h2 id="canais">Canais</h2>
        {channels.length === 0 && <p class="empty">Nenhum canal ligado neste serviço.</p>}
        <div class="channels" id="canais-agora" data-live>
          {channels.map((channel) => (
            <ChannelCard
              key={channel.channel}
              channel={channel}
              now={now}
              mayPair={visit.operator.role === "administrador"}
            />
          ))}
        </div>
      </section>
      <section aria-labelledby="dias">
        <h2 id="dias">Últimos {days.length} dias</h2>
        <DayBars days={days} />
      </section>
      <BankTable banks={banks} />
    </PanelPage>
  );
}

function Waiting({ waiting, renewals }: Pick<Figures, "waiting"> & { renewals: number }) {
  const { calls, refunds, lateBoletos, dead, banks } = waiting;
  const lines: [number, string, string, string][] = [
    [calls, "/painel/atendimento", "pessoa espera no atendimento", "pessoas esperam no atendimento"],
    [refunds, "/painel/devolver", "pagamento a devolver ou creditar", "pagamentos a devolver ou creditar"],
    [
      lateBoletos,
      "/painel/faturas",
      "boleto em que o banco passou de um dia",
      "boletos em que o banco passou de um dia",
    ],
    [dead, "/painel/problemas", "mensagem ficou sem resposta", "mensagens ficaram sem resposta"],
    [
      banks,
      "/painel/problemas#bancos-disseram",
      "notícia de um banco em 24 horas: pagamento sem boleto, lista ou permissão",
      "notícias de bancos em 24 horas: pagamentos sem boleto, listas ou permissões",
    ],
    [
      renewals,
      "/painel/problemas#bancos",
      "banco com certificado ou ajuste a resolver",
      "bancos com certificado ou ajuste a resolver",
    ],
  ];
  const some = lines.filter(([count]) => count > 0);
  if (some.length === 0) return <p class="notice good">Nada espera por você.</p>;
  return (
    <div class="notice warn">
      <ul>
        {some.map(([count, path, one, many]) => (
          <li key={path}>
            <a href={path}>
              {count} {count === 1 ? one : many}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Figure({ term, value, under }: { term: string; value: number; under: string }) {
  return (
    <div class="card">
      <dt>{term}</dt>
      <dd>
        {value} <span class="under">{under}</span>
      </dd>
    </div>
  );
}

function describeTalks({ talks, handedOver }: DayFigures): string {
  if (talks === 0) return "ninguém escreveu";
  const alone = Math.max(0, talks - handedOver);
  return `${alone} resolvidas pelo robô, ${handedOver} com uma pessoa`;
}

/** Formats a delay: "0,4 s", "12 s", "3 min". */
function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1).replace(".", ",")} s`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
