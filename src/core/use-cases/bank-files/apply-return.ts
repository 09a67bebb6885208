import type { BoletoStatus } from "../../boleto/boleto-status.ts";
import { planTitle } from "../../cnab240/plan-title.ts";
import { type ReturnFile, readReturn } from "../../cnab240/read-return.ts";
import type { LineProblem } from "../../cnab240/read-title.ts";
import { foreignTitle, type ReportedTitle, type ReturnReport, reportOnly } from "../../cnab240/return-report.ts";
import type { ReturnTitle } from "../../cnab240/return-title.ts";
import { decodeFile } from "../../cnab240/split-lines.ts";
import type { TitleCandidate } from "../../file-ports.ts";
import type { Records } from "../../ports.ts";
import type { Deps } from "../deps.ts";
import { listedPaymentId } from "../payments/same-payment.ts";
import { applyTitle } from "./apply-title.ts";

/** A return file as received. */
export interface ReceivedFile {
  name: string;
  bytes: Uint8Array;
  /** Only reports what would be done. */
  dryRun?: boolean;
}

const patienceMs = 600_000;
/** Most problems that an event lists, so that a file full of problems keeps it small. */
const maxProblems = 20;

/**
 * Applies a bank's return file (registrations, refusals, payments, baixas) in one transaction. A file with any problem
 * is not applied at all; titles of other systems are skipped; applying the same file again changes nothing.
 */
export async function applyReturn(deps: Deps, received: ReceivedFile): Promise<ReturnReport> {
  const report = await runReturn(deps, received, readReturn(decodeFile(received.bytes)));
  if (report.applied) await deps.deliverDue();
  if (report.problems.length > 0 && !received.dryRun) {
    const data = { name: received.name, problems: report.problems.slice(0, maxProblems) };
    await deps.storage.transaction((records) => records.addEvent("return.refused", data, deps.clock.now()));
  }
  return report;
}

async function runReturn(
  deps: Deps,
  { name, bytes, dryRun = false }: ReceivedFile,
  file: ReturnFile,
): Promise<ReturnReport> {
  const { bankCode } = file;
  if (file.problems.length > 0 || !bankCode) return reportOnly(file);
  return deps.storage.transaction(
    async (records): Promise<ReturnReport> => {
      const appliedBefore = await records.files.returnBefore(bytes);
      const { boletos, problems } = await matchTitles(records, file);
      if (problems.length > 0) return reportOnly({ ...file, problems });
      const foreign = file.titles.length - boletos.size;
      if (appliedBefore) return repeatedReport(file, boletos, appliedBefore);
      const now = deps.clock.now();
      const kept = { name, bankCode, content: bytes, titles: file.titles.length, foreign, appliedAt: now };
      if (!dryRun) {
        const isNew = await records.files.insertReturn({ ...kept, ...(file.nsa !== undefined && { nsa: file.nsa }) });
        if (!isNew) return repeatedReport(file, boletos, now);
        await records.files.lockBoletos([...new Set([...boletos.values()].map(({ id }) => id))]);
      }
      const titles = await runTitles(deps, records, { file, boletos, dryRun });
      if (!dryRun)
        await records.addEvent("return.applied", { name, bankCode, titles: file.titles.length, foreign }, now);
      return { titles, problems: [], applied: !dryRun };
    },
    { patienceMs },
  );
}

type Matched = ReadonlyMap<ReturnTitle, TitleCandidate>;

/** Matches each title to a boleto: by our reference if the bank returned it, else by its nosso número. */
async function matchTitles(records: Records, { bankCode, titles }: ReturnFile) {
  const boletos = new Map<ReturnTitle, TitleCandidate>();
  const problems: LineProblem[] = [];
  if (!bankCode) return { boletos, problems };
  const numbers = titles.flatMap((title) => title.numbers);
  const ids = titles.flatMap(({ boletoId }) => boletoId ?? []);
  const known = await records.files.titleCandidates({ bankCode, numbers, ids });
  for (const title of titles) {
    const digits = title.nossoNumero.replace(/\D/g, "");
    const fits = known.filter(
      ({ nossoNumero, nossoNumeroFull }) => title.numbers.includes(nossoNumero) && digits.includes(nossoNumeroFull),
    );
    const own = fits.find(({ id }) => id === title.boletoId);
    const [first, second] = own ? [own] : fits;
    if (second)
      problems.push({
        line: title.line,
        message: `há mais de um boleto com o nosso número ${title.nossoNumero}, em contas diferentes`,
      });
    else if (first) boletos.set(title, first);
  }
  return { boletos, problems };
}

/** Applies the titles in file order: one title may occur twice, first registered, then paid. */
async function runTitles(
  deps: Deps,
  records: Records,
  { file, boletos, dryRun }: { file: ReturnFile; boletos: Matched; dryRun: boolean },
): Promise<ReportedTitle[]> {
  const statuses = new Map<string, BoletoStatus>();
  const names = new Set<string>();
  const reported: ReportedTitle[] = [];
  for (const title of file.titles) {
    const candidate = boletos.get(title);
    if (!candidate) {
      reported.push({ ...title, ...foreignTitle });
      continue;
    }
    const boleto = dryRun ? candidate : ((await records.boleto(candidate.id)) ?? candidate);
    const status = (dryRun ? statuses.get(boleto.id) : undefined) ?? boleto.status;
    const payment = paymentIdOf(boleto.id, title, names);
    const paidBefore = payment !== undefined && (await records.payment(payment)) !== undefined;
    const dueDateAsked = await records.files.dueDateAsked(boleto.id);
    const plan = planTitle(title, { status, ...(dueDateAsked && { dueDateAsked }) }, paidBefore);
    if (plan.becomes) statuses.set(boleto.id, plan.becomes);
    if (!dryRun) await applyTitle(deps, records, { title, boletoId: boleto.id, status, plan, payment });
    reported.push({ ...title, action: plan.words, isForeign: false });
  }
  return reported;
}

function repeatedReport({ titles }: ReturnFile, boletos: Matched, appliedBefore: Date): ReturnReport {
  const again = { action: "nada: este arquivo já foi aplicado", isForeign: false };
  return {
    titles: titles.map((title) => ({ ...title, ...(boletos.has(title) ? again : foreignTitle) })),
    problems: [],
    appliedBefore,
    applied: false,
  };
}

/**
 * Returns the external id of a payment in a return file; undefined for a title that is no payment. The same day and
 * amount is the same payment, even if another file or a look-up reports it; a second one in the same file is another
 * payment.
 */
function paymentIdOf(boletoId: string, title: ReturnTitle, taken: Set<string>): string | undefined {
  if (title.movement.effect !== "paid") return undefined;
  const paid = { paidOn: title.occurredOn, amountCents: title.paidCents };
  let name = listedPaymentId(boletoId, paid);
  for (let nth = 2; taken.has(name); nth++) name = listedPaymentId(boletoId, paid, nth);
  taken.add(name);
  return name;
}
