import type { ApiDocument, ApiSchema, Operation } from "./api-document.ts";

const text = (description?: string): ApiSchema => ({ type: "string", ...(description && { description }) });
const cents: ApiSchema = { type: "integer" };
const day: ApiSchema = { anyOf: [{ type: "string", format: "date" }, { type: "null" }] };

/** The tags of the endpoints for bank files. */
export const fileTags: ApiDocument["tags"] = [
  {
    name: "remittances",
    description:
      "Remessas (CNAB 240) das carteiras de banco por arquivo, da mais nova para a mais antiga. Cada uma é feita na hora limite da carteira: baixe e envie ao banco.",
    "x-displayName": "Remessas",
  },
  {
    name: "returns",
    description:
      "Arquivos de retorno: CNAB 240 de qualquer um dos oito bancos, CNAB 400 de Banco do Brasil, Santander, Bradesco e Itaú. Ou vale inteiro, ou nada muda; o mesmo arquivo de novo não muda nada. Um título que não é da conta de uma carteira de banco daqui não é aplicado, e action diz por quê.",
    "x-displayName": "Retornos",
  },
];

/** The schemas of the answers of the endpoints for bank files. */
export const fileSchemas: Record<string, ApiSchema> = {
  Remittance: {
    type: "object",
    properties: {
      id: text(),
      bankWalletId: text("A carteira de banco, no seu sistema"),
      bankCode: text(),
      number: { type: "integer", description: "O número da remessa nesta carteira (NSA)" },
      fileName: text(),
      madeAt: { type: "string", format: "date-time" },
      titles: { type: "integer", description: "Quantos pedidos há nela" },
    },
  },
  ReturnReport: {
    type: "object",
    properties: {
      applied: { type: "boolean" },
      appliedBefore: { type: "string", format: "date-time", description: "Quando este mesmo arquivo já foi aplicado" },
      titles: {
        type: "array",
        items: {
          type: "object",
          properties: {
            banco: text(),
            linha: { type: "integer" },
            movimento: text(),
            ocorrencia: text("O movimento em palavras"),
            nossoNumero: text(),
            seuNumero: text(),
            vencimento: day,
            valorCentavos: cents,
            valorPagoCentavos: cents,
            jurosCentavos: cents,
            descontoCentavos: cents,
            abatimentoCentavos: cents,
            outrosCreditosCentavos: cents,
            tarifaCentavos: cents,
            dataOcorrencia: day,
            dataCredito: day,
            motivos: { type: "array", items: text() },
            action: text("O que isso mudou, ou mudaria"),
          },
        },
      },
      notes: {
        type: "array",
        description: "O que ficou de fora, e por quê",
        items: { type: "object", properties: { line: { type: "integer" }, message: text() } },
      },
    },
  },
};

/** Returns the OpenAPI paths of the endpoints for remessas and return files. */
export function filePaths(parts: {
  page(items: ApiSchema): Operation["responses"][number]["content"];
  json(schema: ApiSchema): Operation["responses"][number]["content"];
  parameters: Operation["parameters"];
  readProblems: Operation["responses"];
  writeProblems: Operation["responses"];
}): Record<string, Record<string, Operation>> {
  const ref = (name: string): ApiSchema => ({ $ref: `#/components/schemas/${name}` });
  const content = (schema: ApiSchema) => parts.json(schema) ?? {};
  return {
    "/remittances": {
      get: {
        tags: ["remittances"],
        summary: "Lista remessas",
        parameters: [
          ...parts.parameters,
          { name: "wallet", in: "query", schema: text(), description: "Só as desta carteira de banco" },
        ],
        responses: {
          200: { description: "Uma página", content: parts.page(ref("Remittance")) ?? {} },
          ...parts.readProblems,
        },
      },
    },
    "/remittances/{id}/file": {
      get: {
        tags: ["remittances"],
        summary: "Baixa o arquivo de uma remessa, como vai ao banco",
        parameters: [{ name: "id", in: "path", required: true, schema: text(), description: "O id da remessa" }],
        responses: {
          200: { description: "O arquivo", content: { "text/plain": { schema: text() } } },
          ...parts.readProblems,
        },
      },
    },
    "/returns": {
      post: {
        tags: ["returns"],
        summary: "Entrega um arquivo de retorno: o corpo é o arquivo, como o banco o deu",
        parameters: [
          { name: "name", in: "query", schema: text(), description: "O nome do arquivo" },
          { name: "dryRun", in: "query", schema: { type: "boolean" }, description: "Só diz o que mudaria" },
        ],
        requestBody: { required: true, content: { "application/octet-stream": { schema: text() } } },
        responses: {
          200: { description: "O que mudou, por título", content: content(ref("ReturnReport")) },
          ...parts.writeProblems,
        },
      },
    },
  };
}
