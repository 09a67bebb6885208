import { z } from "zod";
import type { ApiSchema } from "./api-document.ts";

/** A schema's input as the API's document describes it. */
export function schemaOf(schema: z.ZodType): ApiSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return made as ApiSchema;
}
