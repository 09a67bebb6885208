import { z } from "zod";
import type { Fault } from "../../core/register/check-input.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import { columnOf, columnsOf } from "../../csv/import-columns.ts";
import { cellOf } from "../../csv/read-csv.ts";
import { readLine } from "../../csv/read-line.ts";
import { writeCell } from "../../csv/write-cell.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { logPlanChange } from "./log-plan-change.ts";
import { PlanPage, planFields } from "./plan-page.tsx";

const given = z.record(z.string(), z.string().max(100)).catch({});

type Contract = Readonly<Record<string, unknown>>;

/**
 * The routes of the billing of a contract. The fields are columns of the CSV import, and are parsed and validated in
 * the same way.
 */
export function planRoutes({ prisma, clock, register, site }: Panel) {
  const contractOf = async ({ request }: OperatorVisit): Promise<Contract> => {
    const contract = await register.get("contracts", String(request.params.id));
    if (!contract) throw new Problem(404, "Não encontrado.");
    return contract;
  };
  const show = (visit: OperatorVisit, contract: Contract, fields: Fields, faults: readonly Fault[] = []) => {
    if (faults.length > 0) visit.response.status(422);
    sendPage(
      visit.response,
      <PlanPage {...{ site, visit, fields, faults }} id={String(contract.id)} address={String(contract.address)} />,
    );
  };
  return {
    "GET /faturamento/contrato": async (visit) => {
      const id = String(visit.request.query.id ?? "").trim();
      const contract = id === "" ? undefined : await register.get("contracts", id);
      if (!contract) return visit.goOn("/faturamento", `Não existe contrato "${id}".`);
      return visit.goOn(`/faturamento/contrato/${encodeURIComponent(id)}`);
    },
    "GET /faturamento/contrato/:id": async (visit) => {
      const contract = await contractOf(visit);
      show(visit, contract, fieldsOf(contract));
    },
    "POST /faturamento/contrato/:id": async (visit) => {
      const contract = await contractOf(visit);
      const body = given.parse(visit.request.body);
      const fields = Object.fromEntries(planFields.map((name) => [name, (body[name] ?? "").trim()]));
      fields.gerar_faturas ||= "não";
      const cells = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, cellOf(text)]));
      const read = readLine("contracts", { id: String(contract.id), cells, known: contract, matchIds: {} });
      if ("problems" in read) return show(visit, contract, fields, read.problems.map(faultOf));
      try {
        await register.put([read.entry], { now: clock.now() });
      } catch (error) {
        if (!(error instanceof RegisterError)) throw error;
        return show(visit, contract, fields, [{ path: columnOf("contracts", error.path), message: error.message }]);
      }
      await logPlanChange(prisma, String(contract.id), visit.author, clock.now());
      return visit.goOn("/faturamento", `Contrato ${String(contract.id)}: gravado.`);
    },
  } satisfies Partial<Handlers>;
}

type Fields = Readonly<Record<string, string>>;

function fieldsOf(contract: Contract): Fields {
  const columns = columnsOf("contracts");
  const cells = planFields.map((name) => {
    const { field = "", as = "text" } = columns[name] ?? {};
    return [name, writeCell(as, contract[field])];
  });
  return Object.fromEntries(cells) as Record<string, string>;
}

function faultOf(problem: string): Fault {
  const [path = "", ...rest] = problem.split(": ");
  return { path, message: rest.join(": ") };
}
