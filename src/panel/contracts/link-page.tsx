import type { Fault } from "../../core/register/check-input.ts";
import { Select } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import { formatNumber } from "../ui/format.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { filterQuery, type GivenFilter } from "./contract-filter.ts";
import type { WalletCount } from "./count-contracts.ts";
import type { LinkRun } from "./link-run.ts";
import type { WalletChoice } from "./list-wallets.ts";
import { WalletOptions } from "./wallet-options.tsx";

/**
 * The page that shows, before many contracts are linked to a wallet, how many they are and which wallets they have now.
 */
export function LinkPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  given: GivenFilter;
  counts: readonly WalletCount[];
  wallets: readonly WalletChoice[];
  chosen?: WalletChoice | undefined;
  faults?: readonly Fault[];
}) {
  const { site, visit, given, counts, wallets, chosen, faults = [] } = props;
  const total = counts.reduce((sum, { contracts }) => sum + contracts, 0);
  const conditions = [
    given.busca && `com “${given.busca}”`,
    given.filial && `da filial ${given.filial}`,
    given.carteira && "com a carteira escolhida",
  ].filter(Boolean);
  return (
    <PanelPage site={site} visit={visit} title="Vincular muitos" path="/contratos">
      <p class="trail">
        <a href={`/painel/contratos${filterQuery(given)}`}>Contratos</a>
      </p>
      <h1>Vincular muitos contratos a uma carteira</h1>
      <Faults faults={faults} />
      <p>
        <strong>{formatNumber(total)}</strong> {total === 1 ? "contrato" : "contratos"} na lista
        {conditions.length > 0 ? ` (${conditions.join(", ")})` : ""}. Hoje estão assim:
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Carteira de agora</th>
              <th scope="col" class="number">
                Contratos
              </th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ walletId, description, contracts }) => (
              <tr key={walletId ?? ""}>
                <th scope="row">{description}</th>
                <td class="number" data-label="Contratos">
                  {formatNumber(contracts)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section class="card">
        <Form action="/painel/contratos/vincular">
          {Object.entries(given).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Select name="wallet" label="Carteira de Cobrança" value={chosen?.id ?? ""} faults={faults}>
            <option value="">escolha</option>
            <WalletOptions wallets={wallets} />
          </Select>
          {chosen && <Confirm counts={counts} chosen={chosen} />}
          <p class="actions">
            <button type="submit" class={chosen ? "" : "main"}>
              Ver o que muda
            </button>
            {chosen && (
              <button type="submit" class="main" name="confirm" value="sim">
                Vincular {formatNumber(countChanges(counts, chosen).change)}
              </button>
            )}
          </p>
        </Form>
      </section>
    </PanelPage>
  );
}

function Confirm({ counts, chosen }: { counts: readonly WalletCount[]; chosen: WalletChoice }) {
  const { change, same, elsewhere } = countChanges(counts, chosen);
  return (
    <div class="notice warn" role="status">
      <input type="hidden" name="expected" value={`${chosen.id} ${change}`} />
      <p>
        <strong>{formatNumber(change)}</strong> passam para <strong>{chosen.description}</strong>
        {same > 0 && `; ${formatNumber(same)} já estão nela`}
        {elsewhere > 0 && `; ${formatNumber(elsewhere)} ficam fora, por não serem da filial ${chosen.branch}`}.
      </p>
      <p>Faturas em aberto sem boleto passam junto. Boletos já emitidos ficam como estão.</p>
    </div>
  );
}

/** Counts the contracts that would be linked. `elsewhere` are those of a branch that the wallet does not serve. */
export function countChanges(counts: readonly WalletCount[], { id, branch }: WalletChoice) {
  const taken = ({ contracts, ofBranch }: WalletCount) => (branch === undefined ? contracts : (ofBranch[branch] ?? 0));
  const sum = (some: readonly WalletCount[], amount: (count: WalletCount) => number) =>
    some.reduce((total, count) => total + amount(count), 0);
  const others = counts.filter(({ walletId }) => walletId !== id);
  return {
    change: sum(others, taken),
    same: sum(
      counts.filter(({ walletId }) => walletId === id),
      ({ contracts }) => contracts,
    ),
    elsewhere: sum(others, (count) => count.contracts - taken(count)),
  };
}

/** The page with the progress of a run. Without JavaScript, it reloads itself. */
export function LinkRunPage({ site, visit, run }: { site: PanelSite; visit: OperatorVisit; run: LinkRun }) {
  const words = run.finished
    ? `Pronto: ${formatNumber(run.done)} contratos vinculados.`
    : `${formatNumber(run.done)} de ${formatNumber(run.total)} contratos.`;
  return (
    <PanelPage
      site={site}
      visit={visit}
      title="Vincular muitos"
      path="/contratos"
      {...(!run.finished && { refreshSeconds: 2 })}
    >
      <h1>Vinculando à carteira {run.wallet}</h1>
      <section class="card">
        <p
          id="andamento"
          role="status"
          data-progress={run.finished ? undefined : `/painel/contratos/vincular/${run.id}/progresso`}
        >
          {words}
        </p>
        <progress
          max={Math.max(run.total, 1)}
          value={run.finished ? Math.max(run.total, 1) : run.done}
          aria-labelledby="andamento"
        />
        <p class="quiet">Pode fechar esta página: o trabalho continua, e fica no registro de alterações.</p>
      </section>
      <p>
        <a href="/painel/contratos">Voltar aos contratos</a>
      </p>
    </PanelPage>
  );
}
