import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Fault } from "../../core/register/check-input.ts";

/** The token that every form of this browser carries. */
export const Csrf = createContext("");

/** A form that is sent, with its token. `check` is an address that judges it while it is filled. */
export function Form(of: {
  action: string;
  children: ComponentChildren;
  class?: string;
  check?: string;
  label?: string;
}) {
  return (
    <form method="post" action={of.action} aria-label={of.label} class={of.class} data-check={of.check} noValidate>
      <input type="hidden" name="csrf" value={useContext(Csrf)} />
      {of.children}
    </form>
  );
}

/** What is wrong with a form, on top of it: each fault leads to its field. */
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
