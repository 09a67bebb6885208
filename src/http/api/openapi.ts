import { boletoReport } from "../../core/register/boleto-report.ts";
import { type ResourceName, registerSchemas, resourceNames } from "../../core/register/schemas.ts";
import type { ApiDocument, ApiSchema, Operation } from "./api-document.ts";
import { eventTypes } from "./event-types.ts";
import { examples } from "./examples.ts";
import { filePaths, fileSchemas, fileTags } from "./file-paths.ts";
import { resourceLabels } from "./resource-labels.ts";
import { schemaOf } from "./schema-of.ts";
import { shownSchemas } from "./shown-schemas.ts";

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});
const problems = {
  401: problem("Falta uma chave válida"),
  403: problem("A chave não tem a permissão"),
};
const writeProblems = {
  ...problems,
  400: problem("O corpo não é JSON"),
  413: problem("O corpo passa de 1 MB"),
  422: problem("Um valor não é permitido; errors diz qual campo e o que era esperado"),
};
const unknown = { 404: problem("Não existe, ou não existe aquilo a que se refere") };
const conflict = { 409: problem("Não combina com o que já existe") };
const json = (schema: ApiSchema, example?: unknown) => ({
  "application/json": { schema, ...(example !== undefined && { example }) },
});
const ref = (name: string): ApiSchema => ({ $ref: `#/components/schemas/${name}` });
const idParameter = {
  name: "id",
  in: "path",
  required: true,
  schema: { type: "string", maxLength: 100 },
  description: "Identificador no seu sistema",
};
const pageParameters = [
  { name: "after", in: "query", schema: { type: "string" }, description: "O next da página anterior" },
  { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 500, default: 100 } },
];
const page = (items: ApiSchema) =>
  json({
    type: "object",
    properties: { items: { type: "array", items }, next: { type: "string", description: "Vazio na última página" } },
    required: ["items"],
  });

/** Builds the OpenAPI 3.1 document from the schemas by which requests are validated. */
export function openApiDocument(): ApiDocument {
  const inputs = Object.fromEntries(resourceNames.map((name) => [name, schemaOf(registerSchemas[name])])) as Record<
    ResourceName,
    ApiSchema
  >;
  return {
    openapi: "3.1.0",
    info: {
      title: "Faturabot",
      version: "1",
      description: "A porta do sistema do provedor. Valores em centavos, datas como 2026-12-31.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ key: [] }],
    tags: [
      ...[...resourceNames, "events" as const].map((name) => ({
        name,
        description: resourceLabels[name].about,
        "x-displayName": resourceLabels[name].many,
      })),
      ...fileTags,
    ],
    paths: {
      ...Object.fromEntries(resourceNames.flatMap(pathsOf)),
      "/subscribers/{id}/chat-links": { post: chatLinks },
      "/events": {
        get: {
          tags: ["events"],
          summary: "O que aconteceu, em ordem. Guarde o next e peça a partir dele",
          parameters: pageParameters,
          responses: { 200: { description: "Uma página", content: page(ref("Event")) }, ...problems },
        },
      },
      ...filePaths({ page, json, parameters: pageParameters, readProblems: problems, writeProblems }),
    },
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: {
        ...inputs,
        ...shownSchemas(inputs),
        ...fileSchemas,
        ContractLink: {
          type: "object",
          properties: { walletId: { type: "string", description: "A carteira de cobrança" } },
          required: ["walletId"],
          additionalProperties: false,
        },
        BoletoReport: schemaOf(boletoReport),
        ChatLink: {
          type: "object",
          properties: {
            url: { type: "string", format: "uri", description: "Dê só ao próprio assinante: quem abre entra na conta" },
            expiresAt: { type: "string", format: "date-time" },
          },
          required: ["url", "expiresAt"],
        },
        Event: {
          type: "object",
          properties: {
            id: { type: "string", description: "O cursor deste evento" },
            type: { type: "string", enum: Object.keys(eventTypes) },
            at: { type: "string", format: "date-time" },
            data: {
              type: "object",
              description: "De um boleto: boletoId, externalId (no seu sistema, se foi ele que emitiu) e invoiceId",
            },
          },
          required: ["id", "type", "at", "data"],
        },
        Problem: {
          type: "object",
          properties: {
            type: { type: "string" },
            title: { type: "string" },
            status: { type: "integer" },
            errors: {
              type: "array",
              items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } },
            },
          },
          required: ["type", "title", "status"],
        },
      },
    },
  };
}

function pathsOf(name: ResourceName): [string, Record<string, Operation>][] {
  const { one, many } = resourceLabels[name];
  const shown = ref(`${name}.shown`);
  const list: Operation = {
    tags: [name],
    summary: `Lista ${many.toLowerCase()}`,
    parameters: pageParameters,
    responses: { 200: { description: "Uma página", content: page(shown) }, ...problems },
  };
  const get: Operation = {
    tags: [name],
    summary: `Lê ${one}`,
    parameters: [idParameter],
    responses: { 200: { description: "O registro", content: json(shown) }, ...problems, ...unknown },
  };
  const put: Operation = {
    tags: [name],
    summary:
      name === "boletos"
        ? "Entrega um boleto já emitido; o mesmo de novo não muda nada"
        : `Cria ou altera ${one}; o mesmo de novo não muda nada`,
    parameters: [idParameter],
    requestBody: { required: true, content: json(ref(name), examples[name].value) },
    responses: {
      200: { description: "Alterado ou igual", content: json(shown) },
      201: { description: "Criado", content: json(shown) },
      ...writeProblems,
      ...unknown,
      ...conflict,
    },
  };
  const patch = patches(shown)[name];
  return [
    [`/${name}`, { get: list }],
    [`/${name}/{id}`, { get, put, ...(patch && { patch }) }],
  ];
}

const chatLinks: Operation = {
  tags: ["subscribers"],
  summary: "Faz um link que abre a conversa no Telegram já na conta do assinante: vale 15 minutos e uma vez só",
  parameters: [idParameter],
  responses: {
    201: {
      description: "O link",
      content: json(ref("ChatLink"), {
        url: "https://t.me/valefibra_bot?start=pX3n…",
        expiresAt: "2026-12-09T14:32:00.000Z",
      }),
    },
    ...problems,
    404: problem("Não existe este assinante"),
    409: problem("O Telegram está desligado, ou o robô ainda não respondeu"),
  },
};

function patches(shown: ApiSchema): Partial<Record<ResourceName, Operation>> {
  const responses = { 200: { description: "Como ficou", content: json(shown) }, ...writeProblems, ...unknown };
  return {
    contracts: {
      tags: ["contracts"],
      summary: "Vincula o contrato a uma carteira de cobrança",
      parameters: [idParameter],
      requestBody: { required: true, content: json(ref("ContractLink"), { walletId: examples.wallets.id }) },
      responses,
    },
    boletos: {
      tags: ["boletos"],
      summary:
        "Confirma a baixa ou informa o pagamento de um boleto que o seu sistema emitiu, ou pede outro vencimento para um que foi feito aqui, em banco por arquivo (409 para os outros)",
      parameters: [idParameter],
      requestBody: {
        required: true,
        content: json(ref("BoletoReport"), {
          status: "paid",
          paidOn: "2026-12-09",
          amountCents: 10_990,
          paymentId: "P-1",
        }),
      },
      responses: { ...responses, ...conflict },
    },
  };
}
