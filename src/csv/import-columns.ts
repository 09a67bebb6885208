import { cnabSettingNames } from "../core/cnab240/parse-cnab-settings.ts";
import type { ResourceName } from "../core/register/schemas.ts";
import { snakeCase } from "../core/snake-case.ts";
import type { CellKind } from "./read-cell.ts";

/** A column: the field it fills ("account.conta" is one inside another) and how it is written. */
export interface Column {
  field: string;
  as: CellKind;
  required: boolean;
  /** An empty cell says null: left out, the field would stay as it is. */
  clears?: true;
}

const must = (field: string, as: CellKind = "text"): Column => ({ field, as, required: true });
const may = (field: string, as: CellKind = "text"): Column => ({ field, as, required: false });
const clears = (field: string, as: CellKind = "text"): Column => ({ ...may(field, as), clears: true });

const columns: Record<ResourceName, Record<string, Column>> = {
  "bank-wallets": {
    banco: must("bankCode", "bank"),
    agencia: may("account.agencia"),
    agencia_digito: may("account.agenciaDv"),
    conta: may("account.conta"),
    conta_digito: may("account.contaDv"),
    beneficiario: may("account.beneficiario"),
    posto: may("account.posto"),
    carteira: may("account.carteira"),
    modalidade: may("account.modalidade"),
    ios: may("account.ios"),
    beneficiario_nome: must("beneficiaryName"),
    beneficiario_documento: must("beneficiaryDocument"),
    beneficiario_endereco: may("beneficiaryAddress"),
    registra_por: may("registersBy"),
    banco_numera: may("bankNumbers", "flag"),
    nosso_numero_de: may("nossoNumeroFrom", "number"),
    nosso_numero_ate: may("nossoNumeroTo", "number"),
    prazo_minutos: may("windowSeconds", "minutes"),
    hora_limite: may("cutOff"),
    dias_apos_vencimento: may("daysAfterDue", "number"),
    valor_minimo: may("minCents", "cents"),
    valor_maximo: may("maxCents", "cents"),
    ativa: may("active", "flag"),
    registro: may("registersBy"),
    ...Object.fromEntries(cnabSettingNames.map((name) => [`arquivo_${snakeCase(name)}`, may(`cnab.${name}`)])),
  },
  wallets: {
    descricao: must("description"),
    tipo: must("kind", "walletKind"),
    bancos: must("bankWalletIds", "list"),
    banco_padrao: may("defaultBankWalletId"),
    dias_trava: may("lockDays", "number"),
    filial: may("branch"),
    ativa: may("active", "flag"),
  },
  subscribers: {
    nome: must("name"),
    documento: must("document"),
    telefones: may("phones", "phones"),
    email: may("email"),
    endereco: may("address"),
    bairro: may("district"),
    cidade: may("city"),
    uf: may("state"),
    cep: may("postalCode"),
  },
  contracts: {
    assinante: must("subscriberId"),
    endereco: must("address"),
    carteira: may("walletId"),
    plano: may("plan"),
    filial: may("branch"),
    ativo: may("active", "flag"),
    telefones_autorizados: may("authorisedPhones", "phones"),
    multa: may("multaBasisPoints", "percent"),
    juros: may("jurosBasisPointsMonth", "percent"),
    inicio: clears("startsOn", "date"),
    fim: clears("endsOn", "date"),
    gerar_faturas: clears("billsHere", "flag"),
    faturar_desde: clears("billsFrom", "month"),
    preco: clears("planPriceCents", "cents"),
    desconto: clears("planDiscountCents", "cents"),
    dia_vencimento: clears("dueDay", "number"),
    dias_antes: clears("daysBefore", "number"),
  },
  invoices: {
    contrato: must("contractId"),
    valor: must("amountCents", "cents"),
    vencimento: must("dueDate", "date"),
    descricao: must("description"),
    status: may("status"),
    desconto: may("discountCents", "cents"),
    desconto_ate: may("discountUntil", "date"),
    abatimento: may("abatementCents", "cents"),
  },
  boletos: {
    fatura: must("invoiceId"),
    linha_digitavel: must("linhaDigitavel"),
    nosso_numero: must("nossoNumero"),
    beneficiario: must("beneficiaryName"),
    beneficiario_documento: must("beneficiaryDocument"),
    pagavel_ate: may("payableUntil", "date"),
  },
};

/** The columns of a resource's file, beside `id`. */
export function columnsOf(kind: ResourceName): Record<string, Column> {
  return columns[kind];
}

/** The column that fills a field, by the field's path; the path itself where none does. */
export function columnOf(kind: ResourceName, path: string): string {
  const fills = Object.entries(columnsOf(kind)).find(([, { field }]) => path === field || path.startsWith(`${field}.`));
  return fills?.[0] ?? path;
}
