import type { ComponentChildren } from "preact";
import type { Fault } from "../../core/register/check-input.ts";

/** Properties that all fields have. `faults` are the faults of the whole form; a field shows those that are its own. */
interface FieldProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
  faults?: readonly Fault[];
}

/** Attributes of a text input. */
interface InputProps {
  type?: "text" | "email" | "password" | "search" | "number" | "time";
  value?: string | number | undefined;
  required?: boolean;
  autoComplete?: "off" | "name" | "username" | "current-password" | "new-password" | "one-time-code";
  inputMode?: "numeric" | "decimal" | "search";
  maxLength?: number;
  min?: number;
  max?: number;
}

/** A labelled text input. */
export function Field({ name, label, hint, faults = [], type = "text", ...input }: FieldProps & InputProps) {
  const fault = faults.find(({ path }) => path === name);
  return (
    <p class="field">
      <label for={idOf(name)}>{label}</label>
      {/* Preact has a type for each kind of input; they do not differ in the attributes used here. */}
      <input id={idOf(name)} name={name} type={type as "text"} {...input} {...describedBy(name, hint, fault)} />
      <Below {...{ name, hint, fault }} />
    </p>
  );
}

/** A labelled select. */
export function Select({
  name,
  label,
  hint,
  faults = [],
  value,
  children,
}: FieldProps & { value?: string | undefined; children: ComponentChildren }) {
  const fault = faults.find(({ path }) => path === name);
  return (
    <p class="field">
      <label for={idOf(name)}>{label}</label>
      <select id={idOf(name)} name={name} value={value} {...describedBy(name, hint, fault)}>
        {children}
      </select>
      <Below {...{ name, hint, fault }} />
    </p>
  );
}

/** A labelled checkbox. */
export function Check({ name, label, hint, checked }: FieldProps & { checked: boolean }) {
  return (
    <p class="field check">
      <input id={idOf(name)} name={name} type="checkbox" value="sim" checked={checked} {...describedBy(name, hint)} />
      <label for={idOf(name)}>{label}</label>
      <Below {...{ name, hint, fault: undefined }} />
    </p>
  );
}

function Below({ name, hint, fault }: { name: string; hint: ComponentChildren; fault: Fault | undefined }) {
  return (
    <>
      {hint && (
        <span class="hint" id={`${idOf(name)}-hint`}>
          {hint}
        </span>
      )}
      <span class="fault" id={`${idOf(name)}-fault`}>
        {fault?.message}
      </span>
    </>
  );
}

function describedBy(name: string, hint?: ComponentChildren, fault?: Fault) {
  const ids = [hint ? `${idOf(name)}-hint` : "", fault ? `${idOf(name)}-fault` : ""]
    .filter((id) => id !== "")
    .join(" ");
  return { ...(ids && { "aria-describedby": ids }), ...(fault && { "aria-invalid": true }) };
}

/** Converts the name of a field to the id of an element, which must not contain spaces. */
function idOf(name: string): string {
  return name.replace(/[^\w.-]/g, "_");
}
