/** The part of JSON Schema that our document uses. */
export interface ApiSchema {
  $ref?: string;
  type?: string;
  description?: string;
  format?: string;
  properties?: Record<string, ApiSchema>;
  required?: string[];
  additionalProperties?: boolean | ApiSchema;
  items?: ApiSchema;
  anyOf?: ApiSchema[];
  oneOf?: ApiSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

type Content = Record<string, { schema: ApiSchema; example?: unknown }>;

/** An OpenAPI operation. */
export interface Operation {
  tags: string[];
  summary: string;
  parameters: { name: string; in: string; required?: boolean; schema: ApiSchema; description?: string }[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<number, { description: string; content?: Content }>;
}

/** The part of OpenAPI 3.1 that our document uses. */
export interface ApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string; description: string; "x-displayName": string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: object; schemas: Record<string, ApiSchema> };
}
