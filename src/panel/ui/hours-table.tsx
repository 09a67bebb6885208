import type { Fault } from "../../core/register/check-input.ts";

/** The weekdays in the order in which they are shown, with their numbers in `AttendanceHours`. */
export const weekdays = [
  { day: "1", name: "Segunda" },
  { day: "2", name: "Terça" },
  { day: "3", name: "Quarta" },
  { day: "4", name: "Quinta" },
  { day: "5", name: "Sexta" },
  { day: "6", name: "Sábado" },
  { day: "0", name: "Domingo" },
] as const;

/** The inputs of opening hours, with a line for each weekday. `hours-form.ts` reads them. */
export function HoursTable({
  fields,
  faults,
}: {
  fields: Readonly<Record<string, unknown>>;
  faults: readonly Fault[];
}) {
  const bad = (name: string) => (faults.some(({ path }) => path === name) ? true : undefined);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Dia</th>
          <th scope="col">Das</th>
          <th scope="col">Às</th>
        </tr>
      </thead>
      <tbody>
        {weekdays.map(({ day, name }) => (
          <tr key={day}>
            <th scope="row">{name}</th>
            {(["de", "ate"] as const).map((end) => (
              <td key={end} data-label={end === "de" ? "Das" : "Às"}>
                <input
                  type="time"
                  id={`${end}-${day}`}
                  name={`${end}-${day}`}
                  aria-label={`${name}, ${end === "de" ? "abre" : "fecha"}`}
                  aria-invalid={bad(`${end}-${day}`)}
                  value={String(fields[`${end}-${day}`] ?? "")}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The input of a list of days, one a line. `hours-form.ts` reads it. */
export function DaysField(props: {
  label: string;
  hint: string;
  fields: Readonly<Record<string, unknown>>;
  faults: readonly Fault[];
}) {
  const { label, hint, fields, faults } = props;
  return (
    <p class="field">
      <label for="feriados">{label}</label>
      <textarea
        id="feriados"
        name="feriados"
        rows={6}
        aria-invalid={faults.some(({ path }) => path === "feriados") ? true : undefined}
        aria-describedby="feriados-hint"
      >
        {String(fields.feriados ?? "")}
      </textarea>
      <span class="hint" id="feriados-hint">
        {hint}
      </span>
    </p>
  );
}
