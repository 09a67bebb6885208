import { z } from "zod";
import { registerSchemas, resourceNames } from "../../core/register/schemas.ts";

const problem = {
  description: "Problema (RFC 9457), com o campo em errors[].path",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};
const json = (schema: object) => ({ "application/json": { schema } });
const idParameter = {
  name: "id",
  in: "path",
  required: true,
  schema: { type: "string", maxLength: 100 },
  description: "Identificador no sistema do provedor",
};
const pageParameters = [
  { name: "after", in: "query", schema: { type: "string" }, description: "O next da página anterior" },
  { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 500, default: 100 } },
];
const page = (items: object) =>
  json({
    type: "object",
    properties: { items: { type: "array", items }, next: { type: "string" } },
    required: ["items"],
  });

/** The API in OpenAPI 3.1, made from the schemas that check it. */
export function openApiDocument(): object {
  const schemas = Object.fromEntries(
    resourceNames.map((name) => [
      name,
      z.toJSONSchema(registerSchemas[name] as z.ZodType, { io: "input", unrepresentable: "any" }),
    ]),
  );
  const paths = Object.fromEntries(
    resourceNames.flatMap((name) => {
      const schema = { $ref: `#/components/schemas/${name}` };
      return [
        [
          `/${name}`,
          {
            get: {
              tags: [name],
              summary: `Lista ${name}`,
              parameters: pageParameters,
              responses: { 200: { description: "Uma página", content: page(schema) }, 401: problem },
            },
          },
        ],
        [
          `/${name}/{id}`,
          {
            parameters: [idParameter],
            get: {
              tags: [name],
              summary: `Lê um de ${name}`,
              responses: { 200: { description: "O registro", content: json(schema) }, 404: problem },
            },
            put: {
              tags: [name],
              summary: `Cria ou altera um de ${name}; o mesmo de novo não muda nada`,
              requestBody: { required: true, content: json(schema) },
              responses: {
                200: { description: "Alterado ou igual" },
                201: { description: "Criado" },
                404: problem,
                409: problem,
                422: problem,
              },
            },
            ...(name === "contracts" && {
              patch: {
                tags: [name],
                summary: "Vincula o contrato a uma carteira de cobrança",
                requestBody: {
                  required: true,
                  content: json({
                    type: "object",
                    properties: { walletId: { type: "string" } },
                    required: ["walletId"],
                    additionalProperties: false,
                  }),
                },
                responses: { 200: { description: "O contrato" }, 404: problem },
              },
            }),
          },
        ],
      ];
    }),
  );
  const event = {
    type: "object",
    properties: {
      id: { type: "string" },
      type: { type: "string" },
      at: { type: "string", format: "date-time" },
      data: { type: "object" },
    },
  };
  return {
    openapi: "3.1.0",
    info: {
      title: "Faturabot",
      version: "1",
      description: "A porta do sistema do provedor. Valores em centavos, datas como 2026-12-31.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ key: [] }],
    paths: {
      ...paths,
      "/events": {
        get: {
          tags: ["events"],
          summary: "O que aconteceu: registro e pagamento de boletos",
          parameters: pageParameters,
          responses: { 200: { description: "Uma página", content: page(event) } },
        },
      },
    },
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: {
        ...schemas,
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
        },
      },
    },
  };
}
