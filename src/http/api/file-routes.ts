import express, { type RequestHandler, type Router } from "express";
import { z } from "zod";
import { type ReturnReport, titleJson } from "../../core/cnab240/return-report.ts";
import type { Remittances } from "../../core/file-ports.ts";
import type { ApiScope } from "../../core/register/api-keys.ts";
import { toldFaults } from "../../core/register/check-input.ts";
import { fields } from "../../core/register/fields.ts";
import { Problem } from "../problem.ts";

/** The operations on bank files (CNAB 240) that the API offers. */
export interface FilesApi {
  remittances: Remittances;
  applyReturn(file: { name: string; bytes: Uint8Array; dryRun: boolean }): Promise<ReturnReport>;
}

const flag = z.stringbool("esperado true ou false").default(false);
const listing = z.strictObject({
  wallet: fields.externalId.optional(),
  after: z.uuid("esperado o cursor que veio em next").optional(),
  limit: fields.pageLimit,
});
const receiving = z.strictObject({ name: fields.text(200).default("retorno"), dryRun: flag });
const naming = z.object({ id: z.uuid("esperado o id de uma remessa") });

/** Adds the endpoints that hand out remessas and accept return files. */
export function addFileRoutes(
  router: Router,
  {
    requireScope,
    validate,
    files: { remittances, applyReturn },
  }: {
    requireScope(scope: ApiScope): RequestHandler;
    validate<T>(schema: z.ZodType<T>, given: unknown): T;
    files: FilesApi;
  },
): void {
  router.get("/remittances", requireScope("read"), async (request, response) => {
    const { wallet, after, limit } = validate(listing, request.query);
    const filter = {
      ...(wallet !== undefined && { bankWalletId: wallet }),
      ...(after !== undefined && { before: after }),
    };
    const found = await remittances.list({ ...filter, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    response.json({ items, ...(found.length > limit && last && { next: last.id }) });
  });
  router.get("/remittances/:id/file", requireScope("read"), async (request, response) => {
    const file = await remittances.file(validate(naming, { id: request.params.id }).id);
    if (!file) throw new Problem(404, "Não encontrado.");
    response.attachment(file.fileName).type("text/plain; charset=ISO-8859-1").send(Buffer.from(file.content));
  });
  const body = express.raw({ limit: "10mb", type: () => true });
  router.post("/returns", requireScope("write"), body, async (request, response) => {
    const { name, dryRun } = validate(receiving, request.query);
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { titles, problems, notes, applied, appliedBefore } = await applyReturn({ name, bytes, dryRun });
    if (problems.length > 0)
      throw new Problem(
        422,
        "O arquivo de retorno foi recusado inteiro.",
        toldFaults(problems.map(({ line, message }) => ({ path: `linha ${line}`, message }))),
      );
    response.json({ applied, ...(appliedBefore && { appliedBefore }), titles: titles.map(titleJson), notes });
  });
}
