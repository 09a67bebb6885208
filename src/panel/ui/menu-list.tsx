import type { Role } from "../../core/operator/role.ts";
import { type MenuEntry, menuFor } from "./menu.ts";

/** Shows the menu of a role. The folders that contain the current page are open. */
export function MenuList({ role, path }: { role: Role; path: string }) {
  return (
    <nav class="menu" aria-label="Menu">
      <Entries entries={menuFor(role)} path={path} />
    </nav>
  );
}

function Entries({ entries, path }: { entries: readonly MenuEntry[]; path: string }) {
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.label}>
          {"path" in entry ? (
            <a
              href={`/painel${entry.path === "/" ? "" : entry.path}`}
              aria-current={entry.path === path ? "page" : undefined}
            >
              {entry.label}
            </a>
          ) : (
            <details open={holds(entry, path)}>
              <summary>{entry.label}</summary>
              <Entries entries={entry.entries} path={path} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function holds(entry: MenuEntry, path: string): boolean {
  return "path" in entry ? entry.path === path : entry.entries.some((within) => holds(within, path));
}
