import { bankName } from "../../core/billing/bank-names.ts";
import type { Figures } from "./create-figures.ts";

/** A table of the banks that subscribers chose in the last seven days, and how often each refused. */
export function BankTable({ banks }: Pick<Figures, "banks">) {
  if (banks.length === 0) return null;
  const all = banks.reduce((sum, { issued }) => sum + issued, 0);
  return (
    <section aria-labelledby="bancos">
      <h2 id="bancos">Bancos escolhidos em 7 dias</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Banco</th>
              <th scope="col">Parte</th>
              <th scope="col" class="number">
                Boletos
              </th>
              <th scope="col" class="number">
                Recusados
              </th>
            </tr>
          </thead>
          <tbody>
            {banks.map(({ bankCode, issued, rejected }) => (
              <tr key={bankCode}>
                <th scope="row">{bankName(bankCode)}</th>
                <td data-label="Parte">
                  <meter
                    min={0}
                    max={Math.max(1, all)}
                    value={issued}
                    aria-label={`${bankName(bankCode)}: parte dos boletos`}
                  />{" "}
                  {all === 0 ? 0 : Math.round((issued / all) * 100)}%
                </td>
                <td data-label="Boletos" class="number">
                  {issued}
                </td>
                <td data-label="Recusados" class="number">
                  {rejected}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
