import type { ComponentChildren } from "preact";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import { registerSchemas } from "../../core/register/schemas.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import { describeChanges } from "../team/describe-changes.ts";
import { type FormBody, formValues } from "../ui/form-values.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { allOf } from "./all-of.ts";
import type { ShownBankWallet } from "./bank-wallet-name.ts";
import { slug } from "./slug.ts";
import { WalletForm, walletLabels } from "./wallet-form.tsx";
import { WalletsFrame } from "./wallets-frame.tsx";
import { type ShownWallet, WalletsPage } from "./wallets-page.tsx";

/** The routes of Carteiras de Cobrança. Their values are validated by the schemas of the API and by the register. */
export function walletRoutes({ register, apiWallets, clock, site }: Panel) {
  const listBanks = () => allOf<ShownBankWallet>(register, "bank-wallets");
  const show = (visit: OperatorVisit, title: string, content: ComponentChildren) =>
    sendPage(visit.response, <WalletsFrame {...{ site, visit, title }}>{content}</WalletsFrame>);
  const showForm = async (visit: OperatorVisit, form: { before?: ShownWallet; given: FormBody; faults?: Fault[] }) => {
    const { before, given, faults = [] } = form;
    if (faults.length > 0) visit.response.status(422);
    const banks = await listBanks();
    const action = before ? `/painel/carteiras/editar/${encodeURIComponent(before.id)}` : "/painel/carteiras/nova";
    const content = <WalletForm {...{ action, given, banks, faults }} isNew={!before} />;
    return show(visit, before?.description ?? "Nova carteira", content);
  };
  const walletOf = async ({ request }: OperatorVisit): Promise<ShownWallet> => {
    const known = await register.get("wallets", String(request.params.id));
    if (!known) throw new Problem(404, "Não encontrado.");
    return known as unknown as ShownWallet;
  };
  const save = async (visit: OperatorVisit, before?: ShownWallet) => {
    const body: FormBody = visit.request.body;
    const banks = await listBanks();
    const refuse = (faults: Fault[]) => showForm(visit, { given: body, faults, ...(before && { before }) });
    if (formValues.isOn(body, "checksBranch") && !formValues.optional(body, "branch"))
      return refuse([{ path: "branch", message: "escreva a filial, ou desmarque a validação" }]);
    const checked = checkInput(registerSchemas.wallets, resourceOf(body, banks));
    if (!checked.ok) return refuse([...checked.faults]);
    const { value } = checked;
    const id = before?.id ?? (formValues.optional(body, "id") || slug(value.description));
    if (!before && (await register.get("wallets", id)))
      return refuse([{ path: "id", message: `já existe a carteira "${id}"` }]);
    const changed = before ? describeChanges({ ...before }, value, walletLabels) : "";
    const sentence = before
      ? `Alterou a carteira ${value.description}: ${changed}.`
      : `Cadastrou a carteira ${value.description}.`;
    const log = { by: visit.author, change: { action: "wallet.saved", subject: `wallet ${id}`, sentence } };
    try {
      await register.put([{ resource: "wallets", id, value }], { now: clock.now(), log });
    } catch (error) {
      if (!(error instanceof RegisterError)) throw error;
      return refuse([{ path: error.path, message: error.message }]);
    }
    const warning =
      value.kind === "fatura" && value.lockDays === 0
        ? " Atenção: com limite de 0 dias a escolha nunca trava, e quem pede o boleto no dia do vencimento pode esperar além dele."
        : "";
    return visit.goOn("/carteiras", `${value.description}: salva.${warning}`);
  };
  return {
    "GET /carteiras": async (visit) => {
      const [wallets, banks] = [await allOf<ShownWallet>(register, "wallets"), await listBanks()];
      sendPage(visit.response, <WalletsPage {...{ site, visit, wallets, banks }} apiWallets={await apiWallets()} />);
    },
    "GET /carteiras/nova": (visit) => showForm(visit, { given: { kind: "fatura", active: "sim" } }),
    "POST /carteiras/nova": (visit) => save(visit),
    "GET /carteiras/editar/:id": async (visit) => {
      const before = await walletOf(visit);
      return showForm(visit, { before, given: givenOf(before) });
    },
    "POST /carteiras/editar/:id": async (visit) => save(visit, await walletOf(visit)),
  } satisfies Partial<Handlers>;
}

/** Converts the form to a resource of the API. */
function resourceOf(body: FormBody, banks: readonly ShownBankWallet[]) {
  const places = banks
    .map(({ id }) => ({ id, place: Number(body[`place.${id}`] ?? 0) }))
    .filter(({ place }) => place > 0)
    .sort((one, other) => one.place - other.place);
  return {
    kind: body.kind,
    description: formValues.text(body, "description"),
    bankWalletIds: places.map(({ id }) => id),
    defaultBankWalletId: formValues.optional(body, "defaultBankWalletId"),
    lockDays: formValues.whole(body, "lockDays") ?? 0,
    branch: formValues.isOn(body, "checksBranch") ? formValues.optional(body, "branch") : undefined,
    active: formValues.isOn(body, "active"),
  };
}

function givenOf(wallet: ShownWallet): FormBody {
  const places = wallet.bankWalletIds.map((id, index) => [`place.${id}`, String(index + 1)]);
  return {
    ...wallet,
    ...Object.fromEntries(places),
    active: wallet.active ? "sim" : "",
    checksBranch: wallet.branch === undefined ? "" : "sim",
  };
}
