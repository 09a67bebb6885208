import { z } from "zod";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { answerAsPerson } from "../../core/use-cases/operator/answer-as-person.ts";
import { handBack } from "../../core/use-cases/operator/hand-back.ts";
import { sendBoleto } from "../../core/use-cases/operator/send-boleto.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { attendancePulse } from "./pulse.ts";
import { QueuePage } from "./queue-page.tsx";
import { readTalk } from "./read-talk.ts";
import { streamPulse } from "./stream-pulse.ts";
import { TalkPage } from "./talk-page.tsx";
import { listWaitingChats } from "./waiting-chats.ts";

const chatId = z.string().regex(/^\d{1,18}$/);
const key = z.string().min(1).max(64);
const answered = z.object({
  csrf: z.string(),
  key,
  text: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").toWellFormed().replaceAll("\u0000", "").trim())
    .pipe(z.string().min(1, "escreva a mensagem").max(4000, "use no máximo 4000 letras")),
});
const chosen = z.object({ invoiceId: z.uuid(), key });
const messagesShown = 100;
const mostMessages = 2000;
const mostWaiting = 200;

/** The routes of Atendimento: the queue, a chat, and the replies of operators. */
export function attendanceRoutes({ prisma, clock, deps, site }: Panel) {
  const idOf = ({ request }: OperatorVisit): string => {
    const { data } = chatId.safeParse(request.params.id);
    if (data === undefined) throw new Problem(404, "Não encontrado.");
    return data;
  };
  const show = async (visit: OperatorVisit, more: { faults?: readonly Fault[]; text?: string } = {}) => {
    const { data: messages = messagesShown } = z.coerce
      .number()
      .int()
      .min(messagesShown)
      .max(mostMessages)
      .safeParse(visit.request.query.mensagens);
    // The pulse is read before the chat, so that a change between the two is still reported.
    const pulse = await attendancePulse(prisma, idOf(visit));
    const talk = await readTalk(prisma, idOf(visit), messages);
    if (!talk) throw new Problem(404, "Não encontrado.");
    if (more.faults) visit.response.status(422);
    sendPage(visit.response, <TalkPage {...{ site, visit, talk, messages, pulse, ...more }} now={clock.now()} />);
  };
  return {
    "GET /atendimento": async (visit) => {
      const pulse = await attendancePulse(prisma);
      const chats = await listWaitingChats(prisma, mostWaiting);
      sendPage(visit.response, <QueuePage {...{ site, visit, chats, pulse }} now={clock.now()} />);
    },
    "GET /atendimento/eventos": (visit) => streamPulse(visit, () => attendancePulse(prisma)),
    "GET /atendimento/:id": (visit) => show(visit),
    "GET /atendimento/:id/eventos": (visit) => {
      const id = idOf(visit);
      streamPulse(visit, () => attendancePulse(prisma, id));
    },
    "POST /atendimento/:id": async (visit) => {
      const id = idOf(visit);
      const checked = checkInput(answered, visit.request.body);
      if (!checked.ok) return show(visit, { faults: checked.faults, text: String(visit.request.body?.text ?? "") });
      const { text, key: replyKey } = checked.value;
      const found = await answerAsPerson(deps, { chatId: id, text, key: replyKey, by: visit.author });
      if (!found) throw new Problem(404, "Não encontrado.");
      return visit.goOn(`/atendimento/${id}#escrever`);
    },
    "POST /atendimento/:id/boleto": async (visit) => {
      const id = idOf(visit);
      const { data } = chosen.safeParse(visit.request.body);
      if (!data) throw new Problem(400, "Não entendi o que a página mandou.");
      const outcome = await sendBoleto(deps, { chatId: id, by: visit.author, ...data });
      return visit.goOn(`/atendimento/${id}#escrever`, sendOutcomes[outcome]);
    },
    "POST /atendimento/:id/devolver": async (visit) => {
      const ended = await handBack(deps, idOf(visit));
      return visit.goOn(
        "/atendimento",
        ended ? "Atendimento encerrado: o robô volta a responder." : "Este atendimento já estava encerrado.",
      );
    },
  } satisfies Partial<Handlers>;
}

const sendOutcomes = {
  sent: "Boleto enviado.",
  promised: "O boleto ainda está em registro: vai assim que puder ser pago.",
  announced: "O banco avisou que esta fatura foi paga, e a confirmação chega no próximo dia útil. Nada foi enviado.",
  "not-theirs": "Esta fatura não é de quem está na conversa. Nada foi enviado.",
  "no-boleto": "Esta fatura ainda não tem boleto: abra a fatura e escolha o banco.",
};
