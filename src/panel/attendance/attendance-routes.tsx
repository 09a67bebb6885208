import { z } from "zod";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { PanelDeps } from "../panel-deps.ts";
import type { Handlers, OperatorVisit } from "../ui/visit.ts";
import { QueuePage } from "./queue-page.tsx";
import { streamPulse } from "./stream-pulse.ts";
import { TalkPage } from "./talk-page.tsx";

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
const shown = 100;
const mostShown = 2000;

type Routes =
  | "GET /atendimento"
  | "GET /atendimento/eventos"
  | "GET /atendimento/:id"
  | "GET /atendimento/:id/eventos"
  | "POST /atendimento/:id"
  | "POST /atendimento/:id/boleto"
  | "POST /atendimento/:id/devolver";

/** Atendimento: who waits for a person, the talk, the answer. */
export function attendanceRoutes({ site, work }: PanelDeps): Pick<Handlers, Routes> {
  const { desk, acts } = work;
  const idOf = ({ request }: OperatorVisit): string => {
    const { data } = chatId.safeParse(request.params.id);
    if (data === undefined) throw new Problem(404, "Não encontrado.");
    return data;
  };
  const show = async (visit: OperatorVisit, more: { faults?: readonly Fault[]; text?: string } = {}) => {
    const { data: messages = shown } = z.coerce
      .number()
      .int()
      .min(shown)
      .max(mostShown)
      .safeParse(visit.request.query.mensagens);
    // Before what it stands for: what changes meanwhile is told.
    const pulse = await desk.pulse(idOf(visit));
    const talk = await desk.talk(idOf(visit), { messages });
    if (!talk) throw new Problem(404, "Não encontrado.");
    if (more.faults) visit.response.status(422);
    sendPage(visit.response, <TalkPage {...{ site, visit, talk, messages, pulse, ...more }} now={work.now()} />);
  };
  return {
    "GET /atendimento": async (visit) => {
      const pulse = await desk.pulse();
      const chats = await desk.queue({ limit: 200 });
      sendPage(visit.response, <QueuePage {...{ site, visit, chats, pulse }} now={work.now()} />);
    },
    "GET /atendimento/eventos": (visit) => streamPulse(visit, () => desk.pulse()),
    "GET /atendimento/:id": (visit) => show(visit),
    "GET /atendimento/:id/eventos": (visit) => {
      const id = idOf(visit);
      streamPulse(visit, () => desk.pulse(id));
    },
    "POST /atendimento/:id": async (visit) => {
      const id = idOf(visit);
      const checked = checkInput(answered, visit.request.body);
      if (!checked.ok) return show(visit, { faults: checked.faults, text: String(visit.request.body?.text ?? "") });
      const { text, key: once } = checked.value;
      const known = await acts.answer({ chatId: id, text, key: once, by: visit.author });
      if (!known) throw new Problem(404, "Não encontrado.");
      return visit.goOn(`/atendimento/${id}#escrever`);
    },
    "POST /atendimento/:id/boleto": async (visit) => {
      const id = idOf(visit);
      const { data } = chosen.safeParse(visit.request.body);
      if (!data) throw new Problem(400, "Não entendi o que a página mandou.");
      const came = await acts.send({ chatId: id, by: visit.author, ...data });
      return visit.goOn(`/atendimento/${id}#escrever`, sentWords[came]);
    },
    "POST /atendimento/:id/devolver": async (visit) => {
      const ended = await acts.handBack(idOf(visit));
      return visit.goOn(
        "/atendimento",
        ended ? "Atendimento encerrado: o robô volta a responder." : "Este atendimento já estava encerrado.",
      );
    },
  };
}

const sentWords = {
  sent: "Boleto enviado.",
  promised: "O boleto ainda está em registro: vai assim que puder ser pago.",
  "not-theirs": "Esta fatura não é de quem está na conversa. Nada foi enviado.",
  "no-boleto": "Esta fatura ainda não tem boleto: abra a fatura e escolha o banco.",
};
