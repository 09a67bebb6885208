import { Field, Select } from "../ui/field.tsx";
import { formatDocument } from "../ui/format.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { filterQuery, type GivenFilter } from "./contract-filter.ts";
import type { ContractLine } from "./list-contracts.ts";
import type { WalletChoice } from "./list-wallets.ts";
import { WalletOptions } from "./wallet-options.tsx";

/** The page Sistema → Cadastros → Contratos: the list with its search. */
export function ContractsPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  given: GivenFilter;
  lines: readonly ContractLine[];
  next?: string;
  isFirst: boolean;
  wallets: readonly WalletChoice[];
}) {
  const { site, visit, given, lines, next, isFirst, wallets } = props;
  return (
    <PanelPage site={site} visit={visit} title="Contratos" path="/contratos">
      <h1>Contratos</h1>
      <form method="get" action="/painel/contratos" class="filters" aria-label="Procurar contratos">
        <Field
          name="busca"
          label="Procurar"
          type="search"
          value={given.busca}
          hint="Nome, CPF ou CNPJ, contrato, endereço ou telefone: basta o começo das palavras."
          autoComplete="off"
        />
        <Select name="carteira" label="Carteira de agora" value={given.carteira}>
          <option value="">todas</option>
          <option value="nenhuma">sem carteira</option>
          <WalletOptions wallets={wallets} current={given.carteira} />
        </Select>
        <Field name="filial" label="Filial" value={given.filial} autoComplete="off" />
        <p class="actions">
          <button type="submit" class="main">
            Procurar
          </button>
          {filterQuery(given) !== "" && <a href="/painel/contratos">Limpar</a>}
        </p>
      </form>
      {lines.length === 0 ? (
        <p class="notice">Nenhum contrato com isto. Confira a escrita, ou procure por menos palavras.</p>
      ) : (
        <Lines lines={lines} />
      )}
      <p class="actions pages">
        {!isFirst && <a href={`/painel/contratos${filterQuery(given)}`}>Voltar ao começo</a>}
        {next && (
          <a class="button" rel="next" href={`/painel/contratos${filterQuery(given, { depois: next })}`}>
            Próxima página
          </a>
        )}
        {visit.operator.role === "administrador" && lines.length > 0 && (
          <>
            <a href={`/painel/contratos/vincular${filterQuery(given)}`}>Vincular todos desta lista a uma carteira</a>
            <a href={`/painel/exportar/contratos${filterQuery(given)}`}>Exportar esta lista</a>
          </>
        )}
      </p>
    </PanelPage>
  );
}

function Lines({ lines }: { lines: readonly ContractLine[] }) {
  return (
    <div class="scroll">
      <table>
        <caption class="spoken">Contratos</caption>
        <thead>
          <tr>
            <th scope="col">Assinante</th>
            <th scope="col">Contrato</th>
            <th scope="col">Endereço</th>
            <th scope="col">Carteira de Cobrança</th>
            <th scope="col">
              <span class="spoken">Ação</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, name, document, externalId, address, wallet, active }) => (
            <tr key={id}>
              <th scope="row">
                {name}
                <span class="under">{formatDocument(document, true)}</span>
              </th>
              <td data-label="Contrato" class="whole">
                {externalId}
                {!active && <span class="tag">inativo</span>}
              </td>
              <td data-label="Endereço">{address}</td>
              <td data-label="Carteira">{wallet ?? <span class="quiet">sem carteira</span>}</td>
              <td class="act">
                <a
                  class="button small"
                  href={`/painel/contratos/${id}`}
                  aria-label={`Editar o contrato ${externalId}, de ${name}`}
                >
                  Editar
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
