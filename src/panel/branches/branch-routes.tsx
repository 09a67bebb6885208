import { isZone } from "../../core/billing/calendar/zone.ts";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { fields } from "../../core/register/fields.ts";
import { registerSchemas } from "../../core/register/schemas.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import { type FormBody, formValues } from "../ui/form-values.ts";
import type { Handlers } from "../ui/handlers.ts";
import { hoursForm } from "../ui/hours-form.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { BranchFormPage, type BranchSubject } from "./branch-form.tsx";
import { BranchesPage } from "./branches-page.tsx";
import { countByBranch, type ListedBranch, listBranches, providerPlace } from "./list-branches.ts";
import { type BranchToSave, deleteBranch, saveBranch, saveProviderPlace } from "./save-branch.ts";

const soon = "Vale em alguns segundos.";

/** The routes of Sistema → Cadastros → Filiais. */
export function branchRoutes({ prisma, clock, site }: Panel) {
  const saving = (visit: OperatorVisit) => ({ prisma, by: visit.author, now: clock.now() });
  const showForm = (visit: OperatorVisit, subject: BranchSubject, given: FormBody, faults: readonly Fault[] = []) => {
    if (faults.length > 0) visit.response.status(422);
    sendPage(visit.response, <BranchFormPage {...{ site, visit, subject, given, faults }} now={clock.now()} />);
  };
  const branchIn = async ({ request }: OperatorVisit): Promise<ListedBranch> => {
    const name = String(request.params.id);
    const found = (await listBranches(prisma, await countByBranch(prisma))).find((branch) => branch.name === name);
    if (!found) throw new Problem(404, "Não encontrado.");
    return found;
  };
  const subjectOf = ({ name, contracts }: ListedBranch) =>
    ({ kind: "branch", name, mayDelete: contracts === 0 }) as const;
  const save = async (visit: OperatorVisit, before?: ListedBranch) => {
    const body: FormBody = visit.request.body ?? {};
    const subject = before ? subjectOf(before) : ({ kind: "new" } as const);
    const read = readBranch(body);
    if ("faults" in read) return showForm(visit, subject, body, read.faults);
    const { branch } = read;
    if (!(await saveBranch(saving(visit), branch, before?.name)))
      return showForm(visit, subject, body, [{ path: "name", message: `já existe a filial "${branch.name}"` }]);
    return visit.goOn("/filiais", `${branch.name}: salva. ${soon}`);
  };
  return {
    "GET /filiais": async (visit) => {
      const contracts = await countByBranch(prisma);
      const branches = await listBranches(prisma, contracts);
      const provider = await providerPlace(prisma);
      const withoutBranch = contracts.get("") ?? 0;
      sendPage(
        visit.response,
        <BranchesPage {...{ site, visit, provider, withoutBranch, branches }} now={clock.now()} />,
      );
    },
    "GET /filiais/nova": (visit) => showForm(visit, { kind: "new" }, {}),
    "POST /filiais/nova": (visit) => save(visit),
    "GET /filiais/editar/:id": async (visit) => {
      const branch = await branchIn(visit);
      return showForm(visit, subjectOf(branch), givenOf(branch));
    },
    "POST /filiais/editar/:id": async (visit) => save(visit, await branchIn(visit)),
    "POST /filiais/apagar/:id": async (visit) => {
      const { name } = await branchIn(visit);
      const isGone = await deleteBranch(saving(visit), name);
      return visit.goOn(
        "/filiais",
        isGone ? `${name}: apagada.` : `${name} fica: há contrato ou carteira desta filial.`,
      );
    },
    "GET /filiais/provedor": async (visit) => {
      const { zone, holidays } = await providerPlace(prisma);
      return showForm(visit, { kind: "provider" }, { zone, feriados: hoursForm.formatDays(holidays) });
    },
    "POST /filiais/provedor": async (visit) => {
      const body: FormBody = visit.request.body ?? {};
      const { days, faults } = readHolidays(body);
      const zone = formValues.text(body, "zone");
      if (!isZone(zone)) return showForm(visit, { kind: "provider" }, body, [...faults, zoneFault]);
      if (faults.length > 0) return showForm(visit, { kind: "provider" }, body, faults);
      await saveProviderPlace(saving(visit), { zone, holidays: days });
      return visit.goOn("/filiais", `Contratos sem filial: salvo. ${soon}`);
    },
  } satisfies Partial<Handlers>;
}

const zoneFault: Fault = { path: "zone", message: "escolha um fuso da lista" };

/** Reads the days as the API does, so that a year of 0026 is refused here as well. */
function readHolidays(body: FormBody): { days: string[]; faults: Fault[] } {
  const { days, faults } = hoursForm.readDays(body);
  const checked = checkInput(registerSchemas.branches.shape.holidays, days);
  const wrong = checked.ok ? [] : checked.faults;
  const nameOf = (path: string) => hoursForm.formatDays([days[Number(path)] ?? ""]);
  return {
    days,
    faults: [
      ...faults,
      ...wrong.map(({ path, message }) => ({
        path: "feriados",
        message: path === "" ? message : `${nameOf(path)}: ${message}`,
      })),
    ],
  };
}

function readBranch(body: FormBody): { branch: BranchToSave } | { faults: Fault[] } {
  const name = checkInput(fields.text(100), formValues.text(body, "name"));
  const zone = formValues.text(body, "zone");
  const [{ weekdays, faults }, holidays] = [hoursForm.readWeekdays(body), readHolidays(body)];
  const all = [
    ...(name.ok ? [] : name.faults.map(({ message }) => ({ path: "name", message: `Nome: ${message}` }))),
    ...(zone === "" || isZone(zone) ? [] : [zoneFault]),
    ...holidays.faults,
    ...faults,
  ];
  if (all.length > 0 || !name.ok) return { faults: all };
  return { branch: { name: name.value, zone: isZone(zone) ? zone : null, holidays: holidays.days, weekdays } };
}

function givenOf({ name, zone, holidays, hours }: ListedBranch): FormBody {
  return {
    name,
    zone: zone ?? "",
    feriados: hoursForm.formatDays(holidays),
    ...hoursForm.fieldsOf(hours?.weekdays ?? {}),
  };
}
