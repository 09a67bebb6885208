import type { ApiSchema } from "./api-document.ts";

const nouns: Readonly<Record<string, string>> = {
  string: "texto",
  integer: "número inteiro",
  number: "número",
  boolean: "true ou false",
  array: "lista",
  object: "objeto",
  null: "null",
};

/** Describes, in Portuguese, the values that a field accepts, such as "texto, até 100 letras". */
export function describeSchema(schema: ApiSchema): string {
  if (schema.const !== undefined) return `sempre ${String(schema.const)}`;
  if (schema.anyOf) return schema.anyOf.map(describeSchema).join(" ou ");
  const words = schema.enum
    ? schema.enum.join(" | ")
    : schema.format === "date"
      ? "data"
      : (nouns[schema.type ?? ""] ?? "");
  // Zod adds the greatest integer of JavaScript as a maximum. That is not a rule of the API.
  const most = schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER ? schema.maximum : undefined;
  const limits = [
    schema.maxLength !== undefined && `até ${schema.maxLength} letras`,
    most !== undefined && (schema.minimum ? `de ${schema.minimum} a ${most}` : `até ${most}`),
    schema.maxItems !== undefined && `até ${schema.maxItems}`,
    schema.default !== undefined && `sem ele: ${JSON.stringify(schema.default)}`,
  ].filter((limit) => limit !== false);
  return [words, ...limits].join(", ");
}
