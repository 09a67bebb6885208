import express, { type NextFunction, type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ApiKeys, ApiScope } from "../../core/register/api-keys.ts";
import type { Entry, Register } from "../../core/register/register.ts";
import { type ResourceName, registerSchemas, resourceNames } from "../../core/register/schemas.ts";
import { Problem, sendProblem } from "../problem.ts";
import { openApiDocument } from "./openapi.ts";

/** What the API works with. */
export interface Api {
  register: Register;
  keys: ApiKeys;
  now(): Date;
  onError(error: unknown): void;
}

const paging = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce
    .number("esperado um número")
    .int()
    .min(1, "esperado de 1 a 500")
    .max(500, "esperado de 1 a 500")
    .default(100),
});
const linking = z.strictObject({ walletId: z.string("esperado o identificador da carteira").min(1).max(100) });
const idSchema = z.string().min(1).max(100);

/** The provider's system's door: `/api/v1`. */
export function createApi({ register, keys, now, onError }: Api): Router {
  const router = Router();
  router.get("/openapi.json", (_, response) => void response.json(openApiDocument()));
  router.use(express.json({ limit: "1mb", strict: true, type: () => true }));
  const allowed = (scope: ApiScope) => async (request: Request, _response: Response, next: NextFunction) => {
    const [, key = ""] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "") ?? [];
    const scopes = key === "" ? undefined : await keys.scopesOf(key, now());
    if (!scopes) throw new Problem(401, "Falta uma chave válida no cabeçalho Authorization: Bearer …");
    if (!scopes.includes(scope)) throw new Problem(403, `Esta chave não tem a permissão "${scope}".`);
    next();
  };

  router.get("/events", allowed("read"), async (request, response) => {
    const { after, limit } = checked(paging, request.query);
    if (after !== undefined && !/^\d{1,18}-\d{1,18}$/.test(after))
      throw new Problem(422, "Um valor não é permitido.", [
        { path: "after", message: "esperado o cursor que veio em next" },
      ]);
    response.json(await register.events(after, limit));
  });
  for (const resource of resourceNames) {
    router.get(`/${resource}`, allowed("read"), async (request, response) => {
      const { after, limit } = checked(paging, request.query);
      response.json(await register.list(resource, after, limit));
    });
    router.get(`/${resource}/:id`, allowed("read"), async (request, response) => {
      const item = await register.get(resource, checked(idSchema, request.params.id));
      if (!item) throw new Problem(404, "Não encontrado.");
      response.json(item);
    });
    router.put(`/${resource}/:id`, allowed("write"), async (request, response) => {
      const id = checked(idSchema, request.params.id);
      const [outcome] = await register.put([entryOf(resource, id, request.body)], { now: now() });
      response.status(outcome === "created" ? 201 : 200).json(await register.get(resource, id));
    });
  }
  router.patch("/contracts/:id", allowed("write"), async (request, response) => {
    const { walletId } = checked(linking, request.body);
    response.json(await register.linkWallet(checked(idSchema, request.params.id), walletId, now()));
  });
  router.use((_request: Request, _response: Response) => {
    throw new Problem(404, "Não existe este endereço na API.");
  });
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    onError(error);
    sendProblem(response, error);
  });
  return router;
}

function entryOf(resource: ResourceName, id: string, body: unknown): Entry {
  // The schema is that resource's own; TypeScript cannot follow it through the table.
  return { resource, id, value: checked(registerSchemas[resource] as z.ZodType, body) } as Entry;
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw new Problem(
    422,
    "Um valor não é permitido.",
    parsed.error.issues.map(({ path, message, code, ...issue }) =>
      code === "unrecognized_keys" && "keys" in issue
        ? { path: [...path, ...(issue.keys as string[])].join("."), message: "campo desconhecido" }
        : { path: path.join("."), message: code === "invalid_type" ? missingOr(message) : message },
    ),
  );
}

const missingOr = (message: string) =>
  /^Invalid input/.test(message)
    ? message
        .replace(/^Invalid input: expected (\w+), received undefined$/, "falta este campo")
        .replace(/^Invalid input: expected (\w+), received (\w+)$/, "esperado $1, veio $2")
    : message;
