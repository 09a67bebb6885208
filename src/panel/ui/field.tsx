import type { ComponentChildren } from "preact";
import type { Fault } from "../../core/register/check-input.ts";

/** A field of a form: its name and label, and the faults of the form, of which it shows its own. */
interface FieldOf {
  name: string;
  label: string;
  hint?: ComponentChildren;
  faults?: readonly Fault[];
}

/** How a line is written in. */
interface InputOf {
  type?: "text" | "email" | "password" | "search" | "number" | "time";
  value?: string | number | undefined;
  required?: boolean;
  autoComplete?: "off" | "name" | "username" | "current-password" | "new-password" | "one-time-code";
  inputMode?: "numeric" | "decimal" | "search";
  maxLength?: number;
  min?: number;
  max?: number;
}

/** A line to write in. */
export function Field({ name, label, hint, faults = [], type = "text", ...input }: FieldOf & InputOf) {
  const fault = faults.find(({ path }) => path === name);
  return (
    <p class="field">
      <label for={idOf(name)}>{label}</label>
      {/* The library knows each kind by its literal; what differs between them is not used here. */}
      <input id={idOf(name)} name={name} type={type as "text"} {...input} {...describedBy(name, hint, fault)} />
      <Below {...{ name, hint, fault }} />
    </p>
  );
}

/** One of several. */
export function Select({
  name,
  label,
  hint,
  faults = [],
  value,
  children,
}: FieldOf & { value?: string | undefined; children: ComponentChildren }) {
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

/** Yes or no. */
export function Check({ name, label, hint, checked }: FieldOf & { checked: boolean }) {
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

/** A name as an element's id, which holds no blanks. */
function idOf(name: string): string {
  return name.replace(/[^\w.-]/g, "_");
}
