import type { ComponentChildren } from "preact";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import type { ContractFile } from "./contract-file.ts";

const tabs = [
  { label: "Dados", path: "" },
  { label: "Faturamento", path: "/faturamento" },
  { label: "Telefones", path: "/telefones" },
] as const;

/** The page of a contract, with its tabs. */
export function ContractFrame(props: {
  site: PanelSite;
  visit: OperatorVisit;
  contract: ContractFile;
  tab: (typeof tabs)[number]["label"];
  children: ComponentChildren;
}) {
  const { site, visit, contract, tab, children } = props;
  return (
    <PanelPage site={site} visit={visit} title={`${tab} · ${contract.externalId}`} path="/contratos">
      <p class="trail">
        <a href="/painel/contratos">Contratos</a>
      </p>
      <h1>
        {contract.name}
        <span class="under">
          {contract.externalId} · {contract.address}
        </span>
      </h1>
      <nav class="tabs" aria-label="Abas do contrato">
        {tabs.map(({ label, path }) => (
          <a
            key={label}
            href={`/painel/contratos/${contract.id}${path}`}
            aria-current={label === tab ? "page" : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
      {children}
    </PanelPage>
  );
}
