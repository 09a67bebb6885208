import { shortDate } from "../../core/billing/calendar/date-words.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { DayFigures } from "./create-figures.ts";

const [width, height] = [28, 72];
const series = [
  { field: "payable", label: "Registrados", tone: "bar-a" },
  { field: "payments", label: "Pagos", tone: "bar-b" },
  { field: "rejected", label: "Recusados", tone: "bar-c" },
] as const;

/** A small bar chart of the days, and below it a table with the same numbers. */
export function DayBars({ days }: { days: readonly DayFigures[] }) {
  const most = Math.max(1, ...days.flatMap((day) => series.map(({ field }) => day[field])));
  return (
    <>
      <div class="card chart">
        <p class="legend" aria-hidden="true">
          {series.map(({ label, tone }) => (
            <span key={tone} class={tone}>
              {label}
            </span>
          ))}
          <span>até {most} por dia</span>
        </p>
        <svg
          viewBox={`0 0 ${days.length * width} ${height + 14}`}
          role="img"
          aria-label={`Boletos registrados, pagos e recusados por dia, de ${days[0] ? shortDate(days[0].day) : ""} até hoje. Os números estão na tabela abaixo.`}
        >
          <line x1="0" x2={days.length * width} y1={height} y2={height} class="axis" />
          {days.map((day, index) => (
            <g key={day.day}>
              {series.map(({ field, tone }, place) => {
                const tall = Math.round((day[field] / most) * (height - 4));
                return (
                  <rect
                    key={tone}
                    class={tone}
                    x={index * width + 3 + place * 7.5}
                    y={height - tall}
                    width="6.5"
                    height={tall}
                    rx="1"
                  />
                );
              })}
              <text x={index * width + width / 2} y={height + 11} text-anchor="middle">
                {day.day.slice(8)}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <details class="card">
        <summary>Ver os números</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Dia</th>
              <th scope="col" class="number">
                Pedidos
              </th>
              <th scope="col" class="number">
                Registrados
              </th>
              <th scope="col" class="number">
                Recusados
              </th>
              <th scope="col" class="number">
                Atrasados
              </th>
              <th scope="col" class="number">
                Pagos
              </th>
              <th scope="col" class="number">
                Conversas
              </th>
              <th scope="col" class="number">
                Com uma pessoa
              </th>
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map((day) => (
              <tr key={day.day}>
                <th scope="row">{shortDate(day.day)}</th>
                <Cell label="Pedidos" value={day.issued} />
                <Cell label="Registrados" value={day.payable} />
                <Cell label="Recusados" value={day.rejected} />
                <Cell label="Atrasados" value={day.late} />
                <Cell label="Pagos" value={`${day.payments} (${formatBrl(day.paidCents)})`} />
                <Cell label="Conversas" value={day.talks} />
                <Cell label="Com uma pessoa" value={day.handedOver} />
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

const Cell = ({ label, value }: { label: string; value: number | string }) => (
  <td data-label={label} class="number">
    {value}
  </td>
);
