import { z } from "zod";
import type { Operator } from "../../core/operator/operator.ts";
import { roles } from "../../core/operator/role.ts";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { sendPage } from "../../http/page/page.tsx";
import { rootUrlOf } from "../../http/page/public-address.ts";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { createTeam, type TeamRefusal } from "./create-team.ts";
import { OperatorPage } from "./operator-page.tsx";
import { TeamPage } from "./team-page.tsx";

const name = z.string().trim().min(1, "escreva o nome").max(100, "use no máximo 100 letras");
const role = z.enum(roles, "escolha um papel");
const created = z.object({ name, role, email: z.email("escreva um e-mail, como ana@provedor.com.br").max(200) });
const changed = z.object({ name, role, active: z.literal("sim").optional() });
const refusals: Record<TeamRefusal, Fault> = {
  "email-taken": { path: "email", message: "já existe um operador com este e-mail" },
  "last-administrator": { path: "role", message: "é o último administrador: cadastre outro antes" },
  unknown: { path: "name", message: "este operador não está mais ativo" },
};

/** The routes of Operadores: the accounts of the panel. */
export function teamRoutes({ prisma, clock, site }: Panel) {
  const team = createTeam(prisma, clock);
  const show = async (visit: OperatorVisit, more: { faults?: readonly Fault[]; given?: { email?: string } } = {}) => {
    if (more.faults) visit.response.status(422);
    sendPage(visit.response, <TeamPage {...{ site, visit, operators: await team.list(), ...more }} />);
  };
  const showOne = (
    visit: OperatorVisit,
    operator: Operator,
    more: { faults?: readonly Fault[]; link?: string } = {},
  ) => {
    if (more.faults) visit.response.status(422);
    sendPage(visit.response, <OperatorPage {...{ site, visit, operator, ...more }} />);
  };
  const operatorOf = async ({ request }: OperatorVisit): Promise<Operator> => {
    const { data: id } = z.uuid().safeParse(request.params.id);
    const operator = id === undefined ? undefined : await team.get(id);
    if (!operator) throw new Problem(404, "Não encontrado.");
    return operator;
  };
  const linkOf = ({ request }: OperatorVisit, token: string) => `${rootUrlOf(request)}/painel/convite/${token}`;
  return {
    "GET /operadores": (visit) => show(visit),
    "POST /operadores": async (visit) => {
      const { body } = visit.request;
      const checked = checkInput(created, body);
      if (!checked.ok) return show(visit, { faults: checked.faults, given: body });
      const result = await team.create(checked.value, visit.author);
      if ("refused" in result) return show(visit, { faults: [refusals[result.refused]], given: body });
      return showOne(visit, result.operator, { link: linkOf(visit, result.token) });
    },
    "GET /operadores/:id": async (visit) => showOne(visit, await operatorOf(visit)),
    "POST /operadores/:id": async (visit) => {
      const operator = await operatorOf(visit);
      const checked = checkInput(changed, visit.request.body);
      if (!checked.ok) return showOne(visit, operator, { faults: checked.faults });
      const { active, ...given } = checked.value;
      const refusal = await team.change(operator.id, { ...given, active: active !== undefined }, visit.author);
      if (refusal) return showOne(visit, operator, { faults: [refusals[refusal.refused]] });
      return visit.goOn("/operadores", `${given.name}: gravado.`);
    },
    "POST /operadores/:id/link": async (visit) => {
      const operator = await operatorOf(visit);
      const renewed = await team.renew(operator.id, visit.author);
      if ("refused" in renewed) return showOne(visit, operator, { faults: [refusals[renewed.refused]] });
      return showOne(visit, operator, { link: linkOf(visit, renewed.token) });
    },
  } satisfies Partial<Handlers>;
}
