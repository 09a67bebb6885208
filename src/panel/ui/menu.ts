import { type Role, reaches } from "../../core/operator/role.ts";
import { access, type RouteName } from "./access.ts";

/** The path of a page as in `access`: without "/painel". */
type PagePath = RouteName extends infer R ? (R extends `GET ${infer P}` ? P : never) : never;

/** A page of the menu, or a folder of pages. */
export type MenuEntry = { label: string; path: PagePath } | { label: string; entries: readonly MenuEntry[] };

/** The menu. Its names and its order are common in the market (Sistema → Cadastros → Contratos). */
const menu: readonly MenuEntry[] = [
  { label: "Início", path: "/" },
  { label: "Hoje", path: "/hoje" },
  { label: "Atendimento", path: "/atendimento" },
  { label: "Faturas", path: "/faturas" },
  { label: "Devolver ou creditar", path: "/devolver" },
  { label: "Faturamento automático", path: "/faturamento" },
  { label: "Problemas", path: "/problemas" },
  {
    label: "Sistema",
    entries: [
      {
        label: "Cadastros",
        entries: [
          { label: "Contratos", path: "/contratos" },
          { label: "Carteiras de Cobrança", path: "/carteiras" },
          { label: "Filiais", path: "/filiais" },
        ],
      },
      { label: "Importar e exportar", path: "/importar" },
      { label: "Horário de atendimento", path: "/horario" },
      { label: "Identificação", path: "/identificacao" },
      { label: "Operadores", path: "/operadores" },
      { label: "Registro de alterações", path: "/registro" },
    ],
  },
];

/** Returns the menu entries that a role may open. Folders without such entries are left out. */
export function menuFor(role: Role, entries: readonly MenuEntry[] = menu): MenuEntry[] {
  return entries.flatMap((entry): MenuEntry[] => {
    if ("path" in entry) {
      const needed = access[`GET ${entry.path}` as RouteName];
      return needed === "anyone" || reaches(role, needed) ? [entry] : [];
    }
    const within = menuFor(role, entry.entries);
    return within.length > 0 ? [{ ...entry, entries: within }] : [];
  });
}
