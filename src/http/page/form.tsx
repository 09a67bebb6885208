import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";

/** The token that every form of this browser carries. */
export const Csrf = createContext("");

/** A form that is sent, with its token. `check` is an address that judges it while it is filled. */
export function Form(of: {
  action: string;
  children: ComponentChildren;
  class?: string;
  label?: string;
  check?: string;
}) {
  return (
    <form method="post" action={of.action} class={of.class} aria-label={of.label} data-check={of.check} noValidate>
      <input type="hidden" name="csrf" value={useContext(Csrf)} />
      {of.children}
    </form>
  );
}
