import { AppError } from "../core/app-error.ts";
import { type ResourceName, resourceNames } from "../core/register/schemas.ts";
import { columnsOf } from "./import-columns.ts";

/** Which resource a file holds, by its header. Throws AppError naming what is missing, unknown or there twice. */
export function kindOfFile(header: readonly string[]): ResourceName {
  const unnamed = header.indexOf("");
  if (unnamed >= 0)
    throw new AppError("csv", `A coluna ${unnamed + 1} não tem nome. Dê um nome a ela ou tire-a do arquivo.`);
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  if (twice.length > 0) throw new AppError("csv", `A coluna veio duas vezes: ${twice.join(", ")}.`);
  const candidates = resourceNames.map((kind) => {
    const known = columnsOf(kind);
    const needed = ["id", ...Object.entries(known).flatMap(([name, { required }]) => (required ? [name] : []))];
    const shared = header.filter((name) => name in known && name !== "endereco").length;
    return { kind, shared, absent: needed.filter((name) => !header.includes(name)) };
  });
  const [best] = candidates.sort((one, other) => other.shared - one.shared || one.absent.length - other.absent.length);
  if (!best || best.shared === 0)
    throw new AppError(
      "csv",
      "Não reconheci as colunas. Esperado um arquivo de assinantes, contratos, carteiras, carteiras de banco, faturas ou boletos: veja docs/importacao.md.",
    );
  if (best.absent.length > 0) throw new AppError("csv", `Falta a coluna: ${best.absent.join(", ")}.`);
  const unknown = header.filter((name) => name !== "id" && !(name in columnsOf(best.kind)));
  if (unknown.length > 0)
    throw new AppError("csv", `Não conheço a coluna: ${unknown.join(", ")}. Corrija o nome ou tire-a do arquivo.`);
  return best.kind;
}
