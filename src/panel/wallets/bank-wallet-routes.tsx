import { render } from "preact-render-to-string";
import { type BankCode, isBankCode } from "../../core/billing/bank-code.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import { type FormBody, formValues } from "../ui/form-values.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { SampleLines } from "./bank-wallet-form.tsx";
import type { ShownBankWallet } from "./bank-wallet-name.ts";
import { BankWalletPage, ChooseBankPage } from "./bank-wallet-page.tsx";
import { bankWalletGiven, bankWalletWays } from "./bank-wallet-value.ts";
import { printedLines, sampleOf } from "./sample-slip.ts";
import { saveBankWallet } from "./save-bank-wallet.ts";

/** The routes of bank wallets. Their values are validated by the schemas of the API and by the layouts of the banks. */
export function bankWalletRoutes(panel: Panel) {
  const { register, site, clock } = panel;
  const { demo } = site;
  const sample = (body: FormBody, before?: ShownBankWallet) =>
    sampleOf(body, { demo, before, today: localDate(clock.now(), brasilia) });
  const find = async (id: string) => (await register.get("bank-wallets", id)) as ShownBankWallet | undefined;
  const bankWalletOf = async ({ request }: OperatorVisit): Promise<ShownBankWallet> => {
    const known = await find(String(request.params.id));
    if (!known) throw new Problem(404, "Não encontrado.");
    return known;
  };
  /** Returns the bank wallet that a form changes; undefined for a new one. */
  const existing = async (body: FormBody) => {
    const id = formValues.optional(body, "existing");
    return id === undefined ? undefined : find(id);
  };
  const show = async (
    visit: OperatorVisit,
    form: { bankCode: BankCode; before?: ShownBankWallet | undefined; given: FormBody; faults?: readonly Fault[] },
  ) => {
    const { before, given, faults = [] } = form;
    if (faults.length > 0) visit.response.status(422);
    const made = sample(given, before);
    const settings = before && (await panel.apiWallets()).find(({ externalId }) => externalId === before.id);
    sendPage(
      visit.response,
      <BankWalletPage
        {...{ site, visit, settings, ...form, faults }}
        sample={"slip" in made ? printedLines(made.slip) : undefined}
      />,
    );
  };
  const save = async (visit: OperatorVisit, before?: ShownBankWallet) => {
    const body: FormBody = visit.request.body;
    const bankCode = bankOf(body, before);
    if (bankCode === undefined) return visit.goOn("/carteiras/banco/nova");
    const saved = await saveBankWallet(panel, { bankCode, body, by: visit.author, ...(before && { before }) });
    if ("faults" in saved) return show(visit, { bankCode, before, given: body, faults: saved.faults });
    return visit.goOn("/carteiras", saved.notice);
  };
  return {
    "GET /carteiras/banco/nova": (visit) => {
      const { banco } = visit.request.query;
      if (typeof banco !== "string" || !isBankCode(banco))
        return sendPage(visit.response, <ChooseBankPage {...{ site, visit }} />);
      const [registersBy] = bankWalletWays(banco, { demo });
      return show(visit, { bankCode: banco, given: { ...asFirstGiven, registersBy } });
    },
    "POST /carteiras/banco/nova": (visit) => save(visit),
    "GET /carteiras/banco/editar/:id": async (visit) => {
      const before = await bankWalletOf(visit);
      if (!isBankCode(before.bankCode)) throw new Problem(404, "Não encontrado.");
      return show(visit, { bankCode: before.bankCode, before, given: bankWalletGiven(before) });
    },
    "POST /carteiras/banco/editar/:id": async (visit) => save(visit, await bankWalletOf(visit)),
    "POST /carteiras/banco/conferir": async ({ request, response }) => {
      const made = sample(request.body, await existing(request.body));
      if (!("slip" in made)) return response.json({ faults: made.faults });
      return response.json({ faults: [], sample: render(<SampleLines {...printedLines(made.slip)} />) });
    },
    "POST /carteiras/banco/exemplo": async (visit) => {
      const { request, response } = visit;
      const before = await existing(request.body);
      const made = sample(request.body, before);
      if (!("slip" in made)) {
        const bankCode = formValues.text(request.body, "bankCode");
        if (!isBankCode(bankCode)) return visit.goOn("/carteiras/banco/nova");
        return show(visit, { bankCode, before, given: request.body, faults: made.faults });
      }
      // The Content-Security-Policy of our pages would block the browser's PDF viewer.
      response.removeHeader("Content-Security-Policy");
      response.setHeader("Content-Disposition", 'inline; filename="boleto-de-exemplo.pdf"');
      return response.type("application/pdf").send(Buffer.from(await panel.drawBoleto(made.slip)));
    },
  } satisfies Partial<Handlers>;
}

const asFirstGiven = { active: "sim", windowMinutes: 30, cutOff: "20:00", daysAfterDue: 59 };

/** Returns the bank of a form; undefined if the form names no bank that is known here. */
function bankOf(body: FormBody, before: ShownBankWallet | undefined): BankCode | undefined {
  const bankCode = before?.bankCode ?? formValues.text(body, "bankCode");
  return isBankCode(bankCode) ? bankCode : undefined;
}
