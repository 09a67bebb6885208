import { AppError } from "../core/app-error.ts";
import type { ResourceName } from "../core/register/schemas.ts";

/** A column: the field it fills and how it is read. */
interface Column {
  field: string;
  as: "text" | "list" | "cents" | "date";
  required?: boolean;
}

const text = (field: string, required = false): Column => ({ field, as: "text", required });

const columns: Partial<Record<ResourceName, Record<string, Column>>> = {
  subscribers: {
    nome: text("name", true),
    documento: text("document", true),
    telefones: { field: "phones", as: "list" },
    email: text("email"),
    endereco: text("address"),
  },
  contracts: {
    assinante: text("subscriberId", true),
    carteira: text("walletId"),
    endereco: text("address", true),
    plano: text("plan"),
    filial: text("branch"),
  },
  invoices: {
    contrato: text("contractId", true),
    valor: { field: "amountCents", as: "cents", required: true },
    vencimento: { field: "dueDate", as: "date", required: true },
    descricao: text("description", true),
    status: text("status"),
    desconto: { field: "discountCents", as: "cents" },
    desconto_ate: { field: "discountUntil", as: "date" },
    abatimento: { field: "abatementCents", as: "cents" },
  },
  boletos: {
    fatura: text("invoiceId", true),
    linha_digitavel: text("linhaDigitavel", true),
    nosso_numero: text("nossoNumero", true),
    beneficiario: text("beneficiaryName", true),
    beneficiario_documento: text("beneficiaryDocument", true),
  },
};

/** The columns of a resource's file, beside `id`. */
export function columnsOf(kind: ResourceName): Record<string, Column> {
  return columns[kind] ?? {};
}

/** Which resource a file holds, by its header. Throws AppError naming what is missing or unknown. */
export function kindOf(header: readonly string[]): ResourceName {
  const missing = (Object.entries(columns) as [ResourceName, Record<string, Column>][]).map(([kind, known]) => {
    const needed = ["id", ...Object.entries(known).flatMap(([name, { required }]) => (required ? [name] : []))];
    const shared = header.filter((name) => name in known && name !== "endereco").length;
    return { kind, shared, absent: needed.filter((name) => !header.includes(name)) };
  });
  const [best] = missing.sort((one, other) => other.shared - one.shared || one.absent.length - other.absent.length);
  if (!best || best.shared === 0)
    throw new AppError(
      "csv",
      "Não reconheci as colunas. Esperado um arquivo de assinantes, contratos, faturas ou boletos: veja docs/importacao.md.",
    );
  if (best.absent.length > 0) throw new AppError("csv", `Falta a coluna: ${best.absent.join(", ")}.`);
  const unknown = header.filter((name) => name !== "id" && !(name in columnsOf(best.kind)));
  if (unknown.length > 0)
    throw new AppError("csv", `Não conheço a coluna: ${unknown.join(", ")}. Corrija o nome ou tire-a do arquivo.`);
  return best.kind;
}
