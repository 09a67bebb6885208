import type { BoletoStatus } from "../../boleto/boleto-status.ts";
import { planTitle } from "../../cnab240/plan-title.ts";
import type { ReturnFile } from "../../cnab240/read-return.ts";
import {
  foreignTitle,
  notesOf,
  notOurs,
  type ReportedTitle,
  type ReturnReport,
  reportOnly,
} from "../../cnab240/return-report.ts";
import type { ReturnTitle } from "../../cnab240/return-title.ts";
import { decodeFile } from "../../cnab240/split-lines.ts";
import { readBankReturn } from "../../cnab400/read-bank-return.ts";
import type { AppliedReturn } from "../../file-ports.ts";
import type { Records } from "../../ports.ts";
import type { Deps } from "../deps.ts";
import { listedPaymentId } from "../payments/same-payment.ts";
import { applyReply } from "./apply-reply.ts";
import { applyTitle } from "./apply-title.ts";
import { type MatchedTitles, matchTitles } from "./match-titles.ts";

/** A return file as received. */
export interface ReceivedFile {
  name: string;
  bytes: Uint8Array;
  /** Only reports what would be done. */
  dryRun?: boolean;
}

const patienceMs = 600_000;
/** Most lines that an event lists, so that a file full of them keeps it small. */
const maxListed = 20;

/**
 * Applies a bank's return file (registrations, refusals, payments, baixas) in one transaction. A file with a problem in
 * its frame or in one of our titles is not applied at all; titles that are not ours are skipped and told; applying the
 * same file again changes nothing, except for titles with a number of ours that were not applied: they are tried again.
 */
export async function applyReturn(deps: Deps, received: ReceivedFile): Promise<ReturnReport> {
  const report = await runReturn(deps, received, readBankReturn(decodeFile(received.bytes)));
  if (report.applied) await deps.deliverDue();
  if (report.problems.length > 0 && !received.dryRun) {
    const data = { name: received.name, problems: report.problems.slice(0, maxListed) };
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
      const before = await records.files.returnBefore(bytes);
      const matched = await matchTitles(records, file);
      if (matched.problems.length > 0) return reportOnly({ ...file, problems: matched.problems });
      const left = before ? leftOver(matched, before) : matched;
      if (before && left.boletos.size === 0) return repeatedReport(file, matched, before.appliedAt);
      const now = deps.clock.now();
      if (!dryRun) {
        const kept = { name, bankCode, content: bytes, titles: file.titles.length, appliedAt: now };
        const counts = { foreign: file.titles.length - matched.boletos.size, unapplied: linesOf(matched) };
        const nsa = file.nsa !== undefined && { nsa: file.nsa };
        if (before) await records.files.changeReturn(before.id, linesOf(matched));
        else if (!(await records.files.insertReturn({ ...kept, ...counts, ...nsa })))
          return repeatedReport(file, matched, now);
        await records.files.lockBoletos([...new Set([...left.boletos.values()].map(({ id }) => id))]);
      }
      const titles = await runTitles(deps, records, { file, matched, left, dryRun });
      const notes = [
        ...(await applyReply(records, { file, now, dryRun })),
        ...notesOf({ ...file, titles: file.titles.filter((title) => !matched.boletos.has(title)) }),
      ];
      if (!dryRun) await records.addEvent("return.applied", appliedData({ name, file, matched }), now);
      return { titles, problems: [], notes, applied: !dryRun };
    },
    { patienceMs },
  );
}

/** The titles of a file that was applied before which that time were not taken for ours. */
function leftOver(matched: MatchedTitles, { unapplied }: AppliedReturn): MatchedTitles {
  const lines = new Set(unapplied);
  const boletos = new Map([...matched.boletos].filter(([{ line }]) => lines.has(line)));
  return { ...matched, boletos };
}

const linesOf = ({ notOurs: left }: MatchedTitles) => [...left.keys()].map(({ line }) => line);

function appliedData({ name, file, matched }: { name: string; file: ReturnFile; matched: MatchedTitles }) {
  const { bankCode, titles } = file;
  const left = [...matched.notOurs].slice(0, maxListed);
  return {
    ...{ name, bankCode, titles: titles.length, foreign: titles.length - matched.boletos.size },
    notOurs: left.map(([{ line, nossoNumero }, why]) => ({ line, nossoNumero, why })),
  };
}

/** Applies the titles in file order: one title may occur twice, first registered, then paid. */
async function runTitles(
  deps: Deps,
  records: Records,
  run: { file: ReturnFile; matched: MatchedTitles; left: MatchedTitles; dryRun: boolean },
): Promise<ReportedTitle[]> {
  const { file, matched, left, dryRun } = run;
  const statuses = new Map<string, BoletoStatus>();
  const names = new Map<string, number>();
  const reported: ReportedTitle[] = [];
  for (const title of file.titles) {
    const candidate = matched.boletos.get(title);
    const payment = candidate && paymentIdOf(candidate.id, title, names);
    if (!candidate || !left.boletos.has(title)) {
      reported.push({ ...title, ...(candidate ? again : foreignAction(matched, title)) });
      continue;
    }
    const boleto = dryRun ? candidate : ((await records.boleto(candidate.id)) ?? candidate);
    const status = (dryRun ? statuses.get(boleto.id) : undefined) ?? boleto.status;
    const paidBefore = payment !== undefined && (await records.payment(payment)) !== undefined;
    const dueDateAsked = await records.files.dueDateAsked(boleto.id);
    const plan = planTitle(title, { status, ...(dueDateAsked && { dueDateAsked }) }, paidBefore);
    if (plan.becomes) statuses.set(boleto.id, plan.becomes);
    if (!dryRun) await applyTitle(deps, records, { title, boletoId: boleto.id, status, plan, payment });
    reported.push({ ...title, action: plan.words, isForeign: false });
  }
  return reported;
}

const again = { action: "nada: este arquivo já foi aplicado", isForeign: false };

function foreignAction({ notOurs: left }: MatchedTitles, title: ReturnTitle) {
  const why = left.get(title);
  return why === undefined ? foreignTitle : notOurs(why);
}

function repeatedReport({ titles }: ReturnFile, matched: MatchedTitles, appliedBefore: Date): ReturnReport {
  return {
    titles: titles.map((title) => ({
      ...title,
      ...(matched.boletos.has(title) ? again : foreignAction(matched, title)),
    })),
    ...{ problems: [], notes: [], appliedBefore, applied: false },
  };
}

/**
 * Returns the external id of a payment in a return file; undefined for a title that is no payment. The same day and
 * amount is the same payment, even if another file or a look-up reports it; a second one in the same file is another
 * payment.
 */
function paymentIdOf(boletoId: string, title: ReturnTitle, taken: Map<string, number>): string | undefined {
  if (title.movement.effect !== "paid" && title.movement.effect !== "cleared") return undefined;
  const paid = { paidOn: title.occurredOn, amountCents: title.paidCents };
  const first = listedPaymentId(boletoId, paid);
  const nth = (taken.get(first) ?? 0) + 1;
  taken.set(first, nth);
  return listedPaymentId(boletoId, paid, nth);
}
