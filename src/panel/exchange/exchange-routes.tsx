import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import { plainLine } from "../../core/refused-characters.ts";
import type { ResourceName } from "../../core/register/schemas.ts";
import { exportCsv } from "../../csv/export-csv.ts";
import { formatImportReport, importCsv } from "../../csv/import-csv.ts";
import { sendPage } from "../../http/page/page.tsx";
import { Problem } from "../../http/problem.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { type Draft, findDraft, finishDraft, keepDraft } from "./drafts.ts";
import { ExchangePage } from "./exchange-page.tsx";
import { exportNames } from "./export-names.ts";
import { filteredReaders } from "./filtered-readers.ts";
import { ReportPage } from "./report-page.tsx";

/**
 * The routes of Importar e exportar. An import is shown first, then applied as a whole or not at all. An export has the
 * format that the import reads.
 */
export function exchangeRoutes({ prisma, clock, register, site }: Panel) {
  const draftOf = async ({ request, author }: OperatorVisit): Promise<{ id: string; draft: Draft }> => {
    const { data: id } = z.uuid().safeParse(request.params.id);
    const draft = id === undefined ? undefined : await findDraft(prisma, id, author);
    if (id === undefined || !draft) throw new Problem(404, "Não encontrado.");
    return { id, draft };
  };
  const refuse = (visit: OperatorVisit, fault: string) => {
    visit.response.status(422);
    sendPage(visit.response, <ExchangePage {...{ site, visit, fault }} />);
  };
  const run = (draft: Draft, apply: boolean) => importCsv({ bytes: draft.bytes, apply, register, now: clock.now() });
  return {
    "GET /importar": (visit) => sendPage(visit.response, <ExchangePage {...{ site, visit }} />),
    "POST /importar": async (visit) => {
      const { file } = visit.request;
      if (!file || file.size === 0) return refuse(visit, "escolha um arquivo CSV");
      const fileName = nameOf(file.originalname);
      const draft = { fileName, bytes: file.buffer };
      try {
        await run(draft, false);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return refuse(visit, error.message);
      }
      return visit.goOn(`/importar/${await keepDraft(prisma, draft, visit.author, clock.now())}`);
    },
    "GET /importar/:id": async (visit) => {
      const { id, draft } = await draftOf(visit);
      const report = await run(draft, false);
      sendPage(visit.response, <ReportPage {...{ site, visit, id, report }} fileName={draft.fileName} />);
    },
    "GET /importar/:id/arrumado": async (visit) => {
      const { draft } = await draftOf(visit);
      const { mendedFile } = await run(draft, false);
      const name = draft.fileName.replace(/\.\w*$/, "").replace(/[^\w-]+/g, "-");
      await sendCsv(visit, `${name}-arrumado`, [mendedFile()]);
    },
    "POST /importar/:id": async (visit) => {
      const { id, draft } = await draftOf(visit);
      const report = await run(draft, true);
      if (!report.written) {
        visit.response.status(409);
        return sendPage(visit.response, <ReportPage {...{ site, visit, id, report }} fileName={draft.fileName} />);
      }
      const { counts } = report;
      const sentence = `Importou ${draft.fileName}: ${counts.created} criados, ${counts.changed} alterados.`;
      await finishDraft(prisma, { id, by: visit.author, sentence, now: clock.now() });
      return visit.goOn("/importar", formatImportReport(report, ""));
    },
    "GET /exportar/:list": async (visit) => {
      const { list } = visit.request.params;
      const known = exportNames.find(({ file }) => file === list);
      if (!known) throw new Problem(404, "Não encontrado.");
      const listed = filteredReaders(prisma, clock, visit.zone)[known.kind]?.(visit.request.query);
      await sendCsv(visit, known.file, exportCsv(register, known.kind satisfies ResourceName, listed));
    },
  } satisfies Partial<Handlers>;
}

async function sendCsv(
  { response }: OperatorVisit,
  name: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  response.type("text/csv; charset=utf-8");
  response.setHeader("Content-Disposition", `attachment; filename="${name}.csv"`);
  await pipeline(Readable.from(lines), response);
}

/** Decodes the name of a file: browsers send it in UTF-8, but the upload parser reads it as Latin-1. */
const nameOf = (given: string) => plainLine(Buffer.from(given, "latin1").toString("utf8")).slice(-100) || "arquivo.csv";
