import { Bold } from "../../http/page/page.tsx";
import { Moment } from "../ui/moment.tsx";
import { words } from "../ui/words.ts";
import { describeEvent } from "./describe-event.ts";
import type { InvoiceLife, NoticeLife } from "./invoice-life.ts";

/**
 * The history of an invoice, in order: what happened at the banks, which messages were sent, and whether they arrived.
 */
export function InvoiceStory({ invoice, now }: { invoice: InvoiceLife; now: Date }) {
  const bankOf = (boletoId: string) => invoice.boletos.find(({ id }) => id === boletoId)?.bankCode;
  const lines = [
    { id: "made", at: invoice.createdAt, content: <>A fatura entrou no cadastro.</> },
    ...invoice.events.flatMap((event) => {
      const sentence = describeEvent(event, bankOf);
      return sentence === undefined ? [] : [{ id: `e${event.id}`, at: event.at, content: <>{sentence}</> }];
    }),
    ...invoice.notices.map((notice) => ({
      id: `n${notice.id}`,
      at: notice.sentAt ?? notice.dueAt,
      content: <Notice notice={notice} />,
    })),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  return (
    <section aria-labelledby="historia">
      <h2 id="historia">O que aconteceu</h2>
      <ol class="log">
        {lines.map(({ id, at, content }) => (
          <li key={id}>
            <Moment at={at} />
            <div>
              {content}
              {at > now && <span class="badge wait">ainda vai sair</span>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Notice({ notice }: { notice: NoticeLife }) {
  const { channel, chatId, text, status, writtenBy } = notice;
  return (
    <>
      {writtenBy ? `${writtenBy} mandou` : "Mensagem"} por{" "}
      <a href={`/painel/atendimento/${chatId}`}>{words.channel[channel]}</a>{" "}
      <span class={`badge ${status === "failed" || status === "unknown" ? "late" : ""}`}>{words.message[status]}</span>
      <p class="said">
        <Bold text={text} />
      </p>
    </>
  );
}
