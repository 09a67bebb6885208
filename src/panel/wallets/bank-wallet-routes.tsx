import type { ComponentChildren } from "preact";
import { render } from "preact-render-to-string";
import { type BankCode, bankCodes, isBankCode } from "../../core/billing/bank-code.ts";
import { bankName } from "../../core/billing/bank-names.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { formatLinhaDigitavel } from "../../core/boleto/linha-digitavel.ts";
import type { BoletoSlip } from "../../core/boleto/slip.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { PanelDeps } from "../panel-deps.ts";
import { whatChanged } from "../team/what-changed.ts";
import { type FormBody, formValues } from "../ui/form-values.ts";
import type { Handlers, OperatorVisit } from "../ui/visit.ts";
import { numberWords } from "../ui/words.ts";
import { allOf } from "./all-of.ts";
import { BankWalletForm, bankWalletLabels, SampleLines } from "./bank-wallet-form.tsx";
import { bankWalletName, type ShownBankWallet } from "./bank-wallet-name.ts";
import { bankWalletGiven, bankWalletValue, bankWalletWays } from "./bank-wallet-value.ts";
import { sampleSlip } from "./sample-slip.ts";
import { slug } from "./slug.ts";
import { WalletsFrame } from "./wallets-frame.tsx";
import { leftOf, type ShownWallet } from "./wallets-page.tsx";

type Routes =
  | "GET /carteiras/banco/nova"
  | "POST /carteiras/banco/nova"
  | "GET /carteiras/banco/editar/:id"
  | "POST /carteiras/banco/editar/:id"
  | "POST /carteiras/banco/conferir"
  | "POST /carteiras/banco/exemplo";

/** Bank wallets. Their rules are the API's and the banks' own layouts. */
export function bankWalletRoutes({ register, site, now, drawBoleto, work }: PanelDeps): Pick<Handlers, Routes> {
  const show = (visit: OperatorVisit, title: string, content: ComponentChildren) =>
    sendPage(visit.response, <WalletsFrame {...{ site, visit, title }}>{content}</WalletsFrame>);
  const { demo } = site;
  const sampleOf = (body: FormBody, before?: ShownBankWallet): { slip: BoletoSlip } | { faults: readonly Fault[] } => {
    const checked = bankWalletValue(body, { demo, before });
    if (!checked.ok) return checked;
    const sequence = Number(formValues.text(body, "sequence")) || (checked.value.nossoNumeroFrom ?? 1);
    const sample = sampleSlip(checked.value, sequence, localDate(now()));
    return sample.ok ? sample : { faults: [{ path: sample.error.field, message: sample.error.message }] };
  };
  const showForm = async (
    visit: OperatorVisit,
    of: { bankCode: BankCode; before?: ShownBankWallet; given: FormBody; faults?: readonly Fault[] },
  ) => {
    const { bankCode, before, given, faults = [] } = of;
    if (faults.length > 0) visit.response.status(422);
    const sample = sampleOf(given, before);
    const settings = before && (await work.apiWallets()).find(({ externalId }) => externalId === before.id);
    const action = before ? `editar/${encodeURIComponent(before.id)}` : "nova";
    const form = (
      <BankWalletForm
        {...{ bankCode, given, faults, settings }}
        ways={bankWalletWays(bankCode, { demo, before })}
        action={`/painel/carteiras/banco/${action}`}
        isNew={!before}
        sample={"slip" in sample ? shownOf(sample.slip) : undefined}
        left={
          before && !before.bankNumbers
            ? `Próximo: ${numberWords(before.nossoNumeroNext)}; restam ${numberWords(leftOf(before))}.`
            : undefined
        }
      />
    );
    return show(visit, before ? bankWalletName(before) : `Nova carteira no ${bankName(bankCode)}`, form);
  };
  /** The bank wallet that a form is about, where it is about one that is there. */
  const existing = async (body: FormBody) => {
    const id = formValues.optional(body, "existing");
    return id === undefined ? undefined : ((await register.get("bank-wallets", id)) as ShownBankWallet | undefined);
  };
  const named = async ({ request }: OperatorVisit): Promise<ShownBankWallet> => {
    const known = await register.get("bank-wallets", String(request.params.id));
    if (!known) throw new Problem(404, "Não encontrado.");
    return known as unknown as ShownBankWallet;
  };
  const save = async (visit: OperatorVisit, before?: ShownBankWallet) => {
    const body: FormBody = visit.request.body;
    const bankCode = before?.bankCode ?? formValues.text(body, "bankCode");
    if (!isBankCode(bankCode)) return visit.goOn("/carteiras/banco/nova");
    const refuse = (faults: readonly Fault[]) =>
      showForm(visit, { bankCode, given: body, faults, ...(before && { before }) });
    const checked = bankWalletValue(body, { demo, before });
    if (!checked.ok) return refuse(checked.faults);
    const { value } = checked;
    const id = before?.id ?? (formValues.optional(body, "id") || slug(bankName(bankCode)));
    if (!before && (await register.get("bank-wallets", id)))
      return refuse([{ path: "id", message: `já existe a carteira de banco "${id}"` }]);
    const name = bankWalletName({ id, bankCode });
    const sentence = before
      ? `Alterou a carteira de banco ${name}: ${whatChanged({ ...before }, value, bankWalletLabels)}.`
      : `Cadastrou a carteira de banco ${name}.`;
    const log = { by: visit.author, change: { action: "bank-wallet.saved", subject: `bank-wallet ${id}`, sentence } };
    try {
      await register.put([{ resource: "bank-wallets", id, value }], { now: now(), log });
    } catch (error) {
      if (!(error instanceof RegisterError)) throw error;
      return refuse([{ path: error.path, message: error.message }]);
    }
    return visit.goOn("/carteiras", `${name}: salva.${value.active ? "" : await whoLosesIt(id)}`);
  };
  const whoLosesIt = async (id: string) => {
    const wallets = (await allOf<ShownWallet>(register, "wallets")).filter(({ bankWalletIds }) =>
      bankWalletIds.includes(id),
    );
    if (wallets.length === 0) return " Está desligada, e nenhuma carteira a oferecia.";
    return ` Está desligada: não é mais oferecida em ${wallets.map(({ description }) => description).join(", ")}.`;
  };
  return {
    "GET /carteiras/banco/nova": (visit) => {
      const { banco } = visit.request.query;
      if (typeof banco === "string" && isBankCode(banco))
        return showForm(visit, {
          bankCode: banco,
          given: {
            active: "sim",
            windowSeconds: 30,
            cutOff: "20:00",
            daysAfterDue: 59,
            registersBy: bankWalletWays(banco, { demo })[0],
          },
        });
      return show(
        visit,
        "Nova carteira de banco",
        <ul class="tiles">
          {bankCodes.map((code) => (
            <li key={code}>
              <a href={`/painel/carteiras/banco/nova?banco=${code}`}>
                {bankName(code)} <span class="under">{code}</span>
              </a>
            </li>
          ))}
        </ul>,
      );
    },
    "POST /carteiras/banco/nova": (visit) => save(visit),
    "GET /carteiras/banco/editar/:id": async (visit) => {
      const before = await named(visit);
      if (!isBankCode(before.bankCode)) throw new Problem(404, "Não encontrado.");
      return showForm(visit, { bankCode: before.bankCode, before, given: bankWalletGiven(before) });
    },
    "POST /carteiras/banco/editar/:id": async (visit) => save(visit, await named(visit)),
    "POST /carteiras/banco/conferir": async ({ request, response }) => {
      const sample = sampleOf(request.body, await existing(request.body));
      if (!("slip" in sample)) return response.json({ faults: sample.faults });
      return response.json({ faults: [], sample: render(<SampleLines {...shownOf(sample.slip)} />) });
    },
    "POST /carteiras/banco/exemplo": async (visit) => {
      const { request, response } = visit;
      const before = await existing(request.body);
      const sample = sampleOf(request.body, before);
      if (!("slip" in sample)) {
        const bankCode = formValues.text(request.body, "bankCode");
        if (!isBankCode(bankCode)) return visit.goOn("/carteiras/banco/nova");
        return showForm(visit, { bankCode, given: request.body, faults: sample.faults, ...(before && { before }) });
      }
      // The browser's own reader of PDFs is no page of ours.
      response.removeHeader("Content-Security-Policy");
      response.setHeader("Content-Disposition", 'inline; filename="boleto-de-exemplo.pdf"');
      return response.type("application/pdf").send(Buffer.from(await drawBoleto(sample.slip)));
    },
  };
}

const shownOf = ({ boleto }: BoletoSlip) => ({
  linhaDigitavel: formatLinhaDigitavel(boleto.linhaDigitavel),
  nossoNumero: boleto.nossoNumeroPrinted,
});
