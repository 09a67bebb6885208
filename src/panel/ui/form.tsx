import type { Fault } from "../../core/register/check-input.ts";

export { Csrf, Form } from "../../http/page/form.tsx";

/** The list of the faults of a form, shown above it. Each fault links to its field. */
export function Faults({
  faults,
  labels = {},
}: {
  faults: readonly Fault[];
  labels?: Readonly<Record<string, string>>;
}) {
  if (faults.length === 0) return null;
  return (
    <div class="notice bad" role="alert" tabIndex={-1} data-focus>
      <p>
        <strong>Não foi gravado.</strong> {faults.length === 1 ? "Corrija:" : "Corrija o que segue:"}
      </p>
      <ul>
        {faults.map(({ path, message }) => (
          <li key={path + message}>
            <a href={`#${path}`}>
              {labels[path] ? `${labels[path]}: ` : ""}
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
