import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";

/** The CSRF token that every form of the browser carries. */
export const Csrf = createContext("");

/** A POST form with the CSRF token. `check` is a URL that validates the form while it is being filled in. */
export function Form(props: {
  action: string;
  children: ComponentChildren;
  class?: string;
  label?: string;
  check?: string;
}) {
  return (
    <form
      method="post"
      action={props.action}
      class={props.class}
      aria-label={props.label}
      data-check={props.check}
      noValidate
    >
      <input type="hidden" name="csrf" value={useContext(Csrf)} />
      {props.children}
    </form>
  );
}
