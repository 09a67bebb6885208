import { isUtf8 } from "node:buffer";
import express, { type NextFunction, type Request, type Response, Router } from "express";
import { z } from "zod";
import type { ChatLink } from "../../core/channel-ports.ts";
import type { ApiKeys, ApiScope } from "../../core/register/api-keys.ts";
import { type BoletoReport, boletoReport } from "../../core/register/boleto-report.ts";
import { checkInput } from "../../core/register/check-input.ts";
import { fields } from "../../core/register/fields.ts";
import type { Entry, Register } from "../../core/register/register.ts";
import { type ResourceName, registerSchemas, resourceNames } from "../../core/register/schemas.ts";
import { Problem, sendProblem } from "../problem.ts";
import { addFileRoutes, type FilesApi } from "./file-routes.ts";
import { openApiDocument } from "./openapi.ts";

/** What the API works with. */
export interface Api {
  register: Register;
  keys: ApiKeys;
  /**
   * Records what the provider's system reports about a boleto. Throws RegisterError if the report contradicts the state
   * of the boleto.
   */
  reportBoleto(boletoId: string, report: BoletoReport): Promise<void>;
  /** Creates a link that opens a chat as a subscriber, who is named by the id in the provider's system. */
  linkToChat(externalId: string): Promise<ChatLink | { kind: "no-subscriber" }>;
  files: FilesApi;
  now(): Date;
  onError(error: unknown): void;
}

const { externalId } = fields;
const paging = z.strictObject({
  after: externalId.optional(),
  limit: fields.pageLimit,
});
const linking = z.strictObject({ walletId: externalId });

/** Creates the API for the provider's system, at `/api/v1`. */
export function createApi({ register, keys, reportBoleto, linkToChat, files, now, onError }: Api): Router {
  const router = Router();
  router.get("/openapi.json", (_, response) => void response.json(openApiDocument()));
  // Bodies are parsed after the key was checked, so that nobody without a key can make us parse one.
  const body = express.json({ limit: "1mb", strict: true, type: () => true, verify: refuseBrokenText });
  const requireScope = (scope: ApiScope) => async (request: Request, _response: Response, next: NextFunction) => {
    const [, key = ""] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
    const scopes = key === "" ? undefined : await keys.scopesOf(key, now());
    if (!scopes) throw new Problem(401, "Falta uma chave válida no cabeçalho Authorization: Bearer …");
    if (!scopes.includes(scope)) throw new Problem(403, `Esta chave não tem a permissão "${scope}".`);
    next();
  };

  router.get("/events", requireScope("read"), async (request, response) => {
    const { after, limit } = validate(paging, request.query);
    if (after !== undefined && !/^\d{1,18}$/.test(after))
      throw new Problem(422, "Um valor não é permitido.", [
        { path: "after", message: "esperado o cursor que veio em next" },
      ]);
    response.json(await register.events(after, limit));
  });
  for (const resource of resourceNames) {
    router.get(`/${resource}`, requireScope("read"), async (request, response) => {
      const { after, limit } = validate(paging, request.query);
      response.json(await register.list(resource, after, limit));
    });
    router.get(`/${resource}/:id`, requireScope("read"), async (request, response) => {
      const item = await register.get(resource, idOf(request));
      if (!item) throw new Problem(404, "Não encontrado.");
      response.json(item);
    });
    router.put(`/${resource}/:id`, requireScope("write"), body, async (request, response) => {
      const id = idOf(request);
      const [outcome] = await register.put([entryOf(resource, id, request.body)], { now: now() });
      response.status(outcome === "created" ? 201 : 200).json(await register.get(resource, id));
    });
  }
  router.patch("/contracts/:id", requireScope("write"), body, async (request, response) => {
    const { walletId } = validate(linking, request.body);
    response.json(await register.linkWallet(idOf(request), walletId, now()));
  });
  router.patch("/boletos/:id", requireScope("write"), body, async (request, response) => {
    const report = validate(boletoReport, request.body);
    const id = idOf(request);
    const known = await register.get("boletos", id);
    if (!known) throw new Problem(404, "Não encontrado.");
    await reportBoleto(String(known.id), report);
    response.json(await register.get("boletos", id));
  });
  router.post("/subscribers/:id/chat-links", requireScope("write"), async (request, response) => {
    const link = await linkToChat(idOf(request));
    if (link.kind !== "link") throw new Problem(...noLink[link.kind]);
    response.status(201).json({ url: link.url, expiresAt: link.expiresAt });
  });
  addFileRoutes(router, { requireScope, validate, files });
  router.use((_request: Request, _response: Response) => {
    throw new Problem(404, "Não existe este endereço na API.");
  });
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    onError(error);
    sendProblem(response, error);
  });
  return router;
}

const noLink: Record<Exclude<Awaited<ReturnType<Api["linkToChat"]>>["kind"], "link">, [number, string]> = {
  "no-subscriber": [404, "Não encontrado."],
  "telegram-off": [409, "O Telegram está desligado: falta TELEGRAM_BOT_TOKEN nos ajustes do serviço."],
  "telegram-not-yet": [
    409,
    "O Telegram ainda não respondeu qual é o usuário do robô. Tente de novo em instantes; se continuar, veja o estado do canal em /health/ready.",
  ],
};

/** Most items of a body, counted by its commas and brackets. No resource has a hundredth of them. */
const mostItems = 10_000;
const itemMarks = new Set(Buffer.from(",[{"));

/**
 * Throws Problem 400 for a body that is not valid UTF-8: the invalid bytes would be stored as replacement characters.
 * Throws Problem 413 for one with more items than anybody needs: its size is limited, but the work is by item.
 */
function refuseBrokenText(_request: unknown, _response: unknown, bytes: Buffer): void {
  if (!isUtf8(bytes)) throw new Problem(400, "O corpo da mensagem não está em UTF-8.");
  let items = 0;
  for (const byte of bytes) if (itemMarks.has(byte)) items++;
  if (items > mostItems) throw new Problem(413, `O corpo da mensagem passa de ${mostItems} itens.`);
}

const idOf = ({ params }: Request) => validate(z.object({ id: externalId }), { id: params.id }).id;

function entryOf(resource: ResourceName, id: string, body: unknown): Entry {
  // The schema is the one of this resource, but the compiler cannot follow that through the table.
  return { resource, id, value: validate(registerSchemas[resource] as z.ZodType, body) } as Entry;
}

function validate<T>(schema: z.ZodType<T>, given: unknown): T {
  const checked = checkInput(schema, given ?? {});
  if (checked.ok) return checked.value;
  throw new Problem(422, "Um valor não é permitido.", checked.faults);
}
