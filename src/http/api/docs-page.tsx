import { Page } from "../page/page.tsx";
import type { ApiDocument, ApiSchema, Operation } from "./api-document.ts";
import { describeSchema } from "./describe-schema.ts";
import { eventTypes } from "./event-types.ts";

/** The reference of the API as a page, made from the OpenAPI document. */
export function DocsPage({ document }: { document: ApiDocument }) {
  const base = document.servers[0]?.url ?? "";
  return (
    <Page title={`API do ${document.info.title}`} styles={["/api/docs/assets/api-docs.css"]}>
      <header>
        <h1>API do {document.info.title}</h1>
        <p>{document.info.description}</p>
      </header>
      <nav aria-label="Nesta página">
        <ul>
          <li>
            <a href="#comecar">Começar</a>
          </li>
          {document.tags.map((tag) => (
            <li key={tag.name}>
              <a href={`#${tag.name}`}>{tag["x-displayName"]}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main>
        <Start base={base} />
        {document.tags.map((tag) => (
          <section key={tag.name} id={tag.name}>
            <h2>{tag["x-displayName"]}</h2>
            <p>{tag.description}</p>
            {tag.name === "events" && <EventTypes />}
            {operationsOf(document, tag.name).map(([method, path, operation]) => (
              <Endpoint key={method + path} document={document} address={[method, base + path]} operation={operation} />
            ))}
          </section>
        ))}
      </main>
    </Page>
  );
}

function Start({ base }: { base: string }) {
  return (
    <section id="comecar">
      <h2>Começar</h2>
      <p>
        Faça uma chave com <code>faturabot api-key create --name erp</code>. Ela aparece uma vez só e vai em cada
        pedido. As permissões são <code>read</code> e <code>write</code>.
      </p>
      <pre>
        <code>{`curl -H "Authorization: Bearer $CHAVE" https://seu-endereco${base}/invoices?limit=50`}</code>
      </pre>
      <p>
        Os identificadores são os do seu sistema. <code>PUT</code> cria ou altera, e o mesmo de novo não muda nada: pode
        repetir sem medo. As listas vêm em páginas: passe o <code>next</code> de uma em <code>after</code> da seguinte.
      </p>
      <p>Um erro diz o campo e o que era esperado, e não muda nada:</p>
      <pre>
        <code>{`{
  "type": "about:blank",
  "title": "Um valor não é permitido.",
  "status": 422,
  "errors": [
    { "path": "dueDate", "message": "esperada uma data que existe, como 2026-12-31" }
  ]
}`}</code>
      </pre>
      <p>
        A mesma descrição para programas: <a href={`${base}/openapi.json`}>openapi.json</a> (OpenAPI 3.1).
      </p>
    </section>
  );
}

function EventTypes() {
  return (
    <ul class="fields">
      {Object.entries(eventTypes).map(([type, meaning]) => (
        <li key={type}>
          <code>{type}</code>
          <p>{meaning}</p>
        </li>
      ))}
    </ul>
  );
}

function Endpoint({
  document,
  address: [method, address],
  operation,
}: {
  document: ApiDocument;
  address: [string, string];
  operation: Operation;
}) {
  const body = operation.requestBody?.content["application/json"];
  const schema = body && resolveRef(document, body.schema);
  return (
    <article>
      <h3>
        <span class={`method ${method}`}>{method.toUpperCase()}</span> <code>{address}</code>
      </h3>
      <p>{operation.summary}.</p>
      {schema && (
        <details open>
          <summary>O corpo</summary>
          {(schema.oneOf ?? [schema]).map((one, index) => (
            <Fields key={index} schema={one} />
          ))}
        </details>
      )}
      {body?.example !== undefined && (
        <pre>
          <code>{JSON.stringify(body.example, null, 2)}</code>
        </pre>
      )}
      <details>
        <summary>Respostas</summary>
        <ul class="fields">
          {Object.entries(operation.responses).map(([status, { description }]) => (
            <li key={status}>
              <code>{status}</code>
              <p>{description}</p>
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}

function Fields({ schema }: { schema: ApiSchema }) {
  return (
    <ul class="fields">
      {Object.entries(schema.properties ?? {}).map(([name, field]) => (
        <li key={name}>
          <code>{name}</code> <span class="words">{describeSchema(field)}</span>
          {schema.required?.includes(name) && <strong> obrigatório</strong>}
          {field.description && <p>{field.description}</p>}
        </li>
      ))}
    </ul>
  );
}

function operationsOf({ paths }: ApiDocument, tag: string): [string, string, Operation][] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, operation]): [string, string, Operation] => [method, path, operation]),
  );
}

function resolveRef({ components }: ApiDocument, schema: ApiSchema): ApiSchema {
  const name = schema.$ref?.split("/").at(-1);
  return (name === undefined ? undefined : components.schemas[name]) ?? schema;
}
