import type { IsoDate } from "../../src/core/billing/iso-date.ts";
import { readBoleto } from "../../src/core/boleto/read-boleto.ts";
import { shortReference } from "../../src/core/registration/short-reference.ts";
import type { Stage } from "./open-stage.ts";
import { type GivenLine, line, paper, type Story, textsOf } from "./subscriber.ts";

/** What was promised and did not hold, each with its count: all 0 when all is well. */
export type Findings = Record<(typeof rules)[number], number>;

/** What the checker looks at, in the order of the table. */
export const rules = [
  "updates not stored",
  "messages not answered",
  "messages left over",
  "acknowledged and gone",
  "second boletos",
  "lines before payable",
  "wrong lines",
  "out of order",
  "promises broken",
] as const;

interface BoletoRow {
  id: string;
  invoice: string;
  linhaDigitavel: string | null;
  invoiceCents: number;
  payableAt: Date | null;
  promisedAt: Date;
}

const today = () => new Date().toISOString().slice(0, 10) as IsoDate;

/**
 * Reads everybody's chat, the bank's own books and the database, each against the others. A promise counts as broken
 * where nothing came, or it came later than this without a word.
 */
export async function checkRecord(stage: Stage, stories: readonly Story[], untoldMs: number): Promise<Findings> {
  const { cluster, telegram, inter, erp } = stage;
  const count = async (text: string, values: unknown[] = []) => Number((await cluster.query(text, values))[0]?.count);
  const boletos: BoletoRow[] = await cluster.query(`
    SELECT b.id::text AS id, i.external_id AS invoice, b.linha_digitavel AS "linhaDigitavel", i.amount_cents::int AS "invoiceCents",
           b.payable_at AS "payableAt", b.promised_at AS "promisedAt"
      FROM boleto b JOIN invoice i ON i.id = b.invoice_id`);
  const byLine = new Map(boletos.map((boleto) => [boleto.linhaDigitavel, boleto]));
  const byInvoice = new Map(boletos.map((boleto) => [boleto.invoice, boleto]));
  const byReference = new Map(boletos.map((boleto) => [shortReference(boleto.id), boleto]));
  const living = inter.titles.filter(({ situacao }) => situacao !== "CANCELADO");
  const lines = stories.flatMap((story) => story.lines);
  const isEarly = ({ linhaDigitavel, at }: GivenLine) => {
    const boleto = byLine.get(linhaDigitavel);
    const title = living.find(({ seuNumero }) => byReference.get(seuNumero) === boleto);
    return !boleto?.payableAt || at < boleto.payableAt.getTime() || (title !== undefined && at < title.readyAt);
  };
  const isWrong = ({ linhaDigitavel, invoiceId }: GivenLine) => {
    const boleto = byLine.get(linhaDigitavel);
    const read = readBoleto(linhaDigitavel, today());
    return !boleto || !read.ok || boleto.invoice !== invoiceId || read.boleto.valueCents !== boleto.invoiceCents;
  };
  const isBroken = ({ invoiceId, heardAt, toldLate }: Story["promised"][number]) =>
    heardAt === undefined || (!toldLate && heardAt - (byInvoice.get(invoiceId)?.promisedAt.getTime() ?? 0) > untoldMs);
  let gone = 0;
  for (const { resource, id } of erp.acknowledged)
    gone += 1 - (await count(`SELECT count(*) FROM ${tableOf(resource)} WHERE external_id = $1`, [id]));
  return {
    "updates not stored":
      sum(stories, ({ written }) => written) - (await count("SELECT count(*) FROM inbound_message")),
    "messages not answered": sum(stories, ({ unanswered }) => unanswered.length),
    "messages left over":
      (await count("SELECT count(*) FROM inbound_message WHERE status <> 'done'")) +
      (await count("SELECT count(*) FROM outbound_message WHERE status <> 'sent'")),
    "acknowledged and gone": gone,
    "second boletos":
      boletos.length -
      byInvoice.size +
      living.length -
      new Set(living.map(({ seuNumero }) => byReference.get(seuNumero)?.invoice)).size,
    "lines before payable": lines.filter(isEarly).length,
    "wrong lines": lines.filter(isWrong).length,
    "out of order": sum(stories, ({ chat }) => disorders(textsOf(telegram, chat))),
    "promises broken": stories.flatMap((story) => story.promised).filter(isBroken).length,
  };
}

const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0);
const tableOf = (resource: string) => resource.replace(/s$/, "").replace("-", "_");

/** A line comes right after its words, and the paper right after its line; one that came twice counts once. */
function disorders(texts: readonly string[]): number {
  const kinds = texts.filter((text, index) => text !== texts[index - 1]).map(kindOf);
  return kinds.filter((kind, index) => {
    const before = kinds[index - 1];
    return (kind === "line" && before !== "words") || (kind === "paper" && before !== "line");
  }).length;
}

function kindOf(text: string): "words" | "line" | "paper" | "other" {
  if (text.startsWith(paper)) return "paper";
  if (line.test(text)) return "line";
  return text.includes("Código do boleto") ? "words" : "other";
}
