import type { Fault } from "../../core/register/check-input.ts";
import { Faults, Form } from "../ui/form.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";

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

/** The form of the attendance hours, with a line for each weekday, and of the holidays. */
export function HoursPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  fields: Readonly<Record<string, string>>;
  faults: readonly Fault[];
}) {
  const { site, visit, fields, faults } = props;
  const bad = (name: string) => (faults.some(({ path }) => path === name) ? true : undefined);
  return (
    <PanelPage site={site} visit={visit} title="Horário de atendimento" path="/horario">
      <h1>Horário de atendimento</h1>
      <p class="quiet">
        Fora dele o robô diz quando vocês respondem, e continua atendendo. Dia em branco é dia sem atendimento. Feriados
        nacionais já contam.
      </p>
      <Faults faults={faults} />
      <Form action="/painel/horario" class="card hours">
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
                      value={fields[`${end}-${day}`]}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p class="field">
          <label for="feriados">Feriados da cidade e dias sem atendimento</label>
          <textarea
            id="feriados"
            name="feriados"
            rows={4}
            aria-invalid={bad("feriados")}
            aria-describedby="feriados-hint"
          >
            {fields.feriados}
          </textarea>
          <span class="hint" id="feriados-hint">
            Um dia por linha, como 08/12/2026.
          </span>
        </p>
        <p class="actions">
          <button type="submit" class="main">
            Salvar
          </button>
        </p>
      </Form>
    </PanelPage>
  );
}
