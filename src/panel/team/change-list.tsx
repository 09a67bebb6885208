import { Moment } from "../ui/moment.tsx";
import type { AuditLine } from "./list-audit.ts";

/** Lists entries of the audit log. */
export function ChangeList({ lines }: { lines: readonly AuditLine[] }) {
  if (lines.length === 0) return <p class="quiet">Nada foi alterado pelo painel.</p>;
  return (
    <ol class="log">
      {lines.map(({ id, at, operatorName, sentence }) => (
        <li key={id}>
          <Moment at={at} />
          <p>
            <strong>{operatorName}</strong> {sentence}
          </p>
        </li>
      ))}
    </ol>
  );
}
