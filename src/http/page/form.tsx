import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";

/** The CSRF token, which every form sends along. */
export const Csrf = createContext("");

/**
 * A form that is sent by POST with the CSRF token. `check` is the URL that validates the form while somebody fills it
 * in.
 */
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
