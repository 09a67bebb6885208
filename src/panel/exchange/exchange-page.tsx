import { FileForm } from "../ui/file-form.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { exportNames } from "./export-names.ts";

/** The page with the form to import a file, and with links to export lists. */
export function ExchangePage({ site, visit, fault }: { site: PanelSite; visit: OperatorVisit; fault?: string }) {
  return (
    <PanelPage site={site} visit={visit} title="Importar e exportar" path="/importar">
      <h1>Importar e exportar</h1>
      {fault && (
        <div class="notice bad" role="alert" tabIndex={-1} data-focus>
          <p>
            <strong>Nada foi gravado.</strong> <a href="#file">{fault}</a>
          </p>
        </div>
      )}
      <section class="card" aria-labelledby="importar">
        <h2 id="importar">Importar um CSV</h2>
        <p>
          Primeiro você vê, linha por linha, o que mudaria. Só depois grava: ou entra tudo, ou nada. O tipo do arquivo
          sai das colunas: assinantes, contratos, carteiras, faturas ou boletos.
        </p>
        <FileForm action="/painel/importar">
          <p class="field">
            <label for="file">Arquivo CSV, até 20 MB</label>
            <input id="file" name="file" type="file" accept=".csv,text/csv" required />
          </p>
          <p class="actions">
            <button type="submit" class="main">
              Ver o que mudaria
            </button>
          </p>
        </FileForm>
      </section>
      <section class="card" aria-labelledby="exportar">
        <h2 id="exportar">Exportar</h2>
        <p>Cada arquivo tem as colunas que a importação lê: dá para mudar na planilha e trazer de volta.</p>
        <ul class="tiles">
          {exportNames.map(({ file, label }) => (
            <li key={file}>
              <a href={`/painel/exportar/${file}`} download={`${file}.csv`}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </PanelPage>
  );
}
