import { formatImportLine, formatImportReport, type ImportReport, isMended } from "../../csv/import-csv.ts";
import { Form } from "../ui/form.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";

const mostShown = 500;
const kindNames: Record<ImportReport["kind"], string> = {
  branches: "filiais",
  "bank-wallets": "carteiras de banco",
  wallets: "carteiras de cobrança",
  subscribers: "assinantes",
  contracts: "contratos",
  invoices: "faturas",
  boletos: "boletos",
};

/** The page with the changes that a file would make, line by line; refused lines come first, then those with a warning. */
export function ReportPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  id: string;
  fileName: string;
  report: ImportReport;
}) {
  const { site, visit, id, fileName, report } = props;
  const { kind, lines, refused, broken, counts } = report;
  const weight = ({ problem, warning }: ImportReport["lines"][number]) =>
    problem !== undefined ? 2 : warning !== undefined ? 1 : 0;
  const sorted = [...lines].sort((one, other) => weight(other) - weight(one));
  const changes = counts.created + counts.changed;
  return (
    <PanelPage site={site} visit={visit} title={`Importar ${fileName}`} path="/importar">
      <p class="trail">
        <a href="/painel/importar">Importar e exportar</a>
      </p>
      <h1>{fileName}</h1>
      <p class={`notice ${refused > 0 || broken !== undefined ? "bad" : changes > 0 ? "warn" : "good"}`} role="status">
        {kindNames[kind]}: {formatImportReport(report, "confira e toque em Gravar")}
      </p>
      {refused === 0 && changes > 0 && (
        <Form action={`/painel/importar/${id}`} class="actions" label="Gravar">
          <button type="submit" class="main">
            Gravar
          </button>
          <a href="/painel/importar">Desistir</a>
        </Form>
      )}
      {isMended(report) && (
        <p>
          Uma planilha mudou algumas células, e aqui elas foram lidas como eram.{" "}
          <a href={`/painel/importar/${id}/arrumado`}>Baixar o arquivo arrumado</a>
        </p>
      )}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Linha</th>
              <th scope="col">O que acontece</th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, mostShown).map((line) => (
              <tr key={line.line}>
                <th scope="row">{line.line}</th>
                <td data-label="O que acontece">
                  {line.problem !== undefined && <span class="badge late">problema</span>} {formatImportLine(line)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > mostShown && (
        <p class="quiet">
          Aqui estão {mostShown} de {lines.length} linhas.
        </p>
      )}
    </PanelPage>
  );
}
