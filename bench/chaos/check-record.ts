import type { IsoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { localTime } from "../../src/core/billing/calendar/local-time.ts";
import { readBoleto } from "../../src/core/boleto/read-boleto.ts";
import { shortReference } from "../../src/core/registration/short-reference.ts";
import { paper } from "./contacts.ts";
import type { Stage } from "./open-stage.ts";
import { type GivenLine, line, type Story } from "./subscriber.ts";
import { readTrueTimes } from "./true-times.ts";

/** What was promised and did not hold, each with its count: all 0 when all is well. */
export type Findings = Record<(typeof rules)[number], number>;

/** What became of a boleto that came late and without a word. */
interface BrokenPromise {
  invoice: string;
  due: Date;
  payable?: Date;
  heard?: Date;
  /** The record's own words: the boleto, and what was to be sent for it. */
  record: unknown[];
}

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
  "wrong hours told",
] as const;

interface BoletoRow {
  id: string;
  invoice: string;
  linhaDigitavel: string | null;
  invoiceCents: number;
  promisedMs: number;
}

/** Words are as exact as minutes are; and a clock that was set right is believed by everybody so much later. */
const [minuteMs, believedMs] = [60_000, 15_000];

type Promised = Story["promised"][number];

const today = () => new Date().toISOString().slice(0, 10) as IsoDate;

/**
 * Reads everybody's chat, the bank's own books and the database, each against the others. A promise counts as broken
 * where nothing came, or it came later than this without a word.
 */
export async function checkRecord(
  stage: Stage,
  stories: readonly Story[],
  untoldMs: number,
): Promise<{ found: Findings; brokenPromises: BrokenPromise[] }> {
  const { cluster, inter, erp } = stage;
  const count = async (text: string, values: unknown[] = []) => Number((await cluster.query(text, values))[0]?.count);
  const boletos: BoletoRow[] = await cluster.query(`
    SELECT b.id::text AS id, i.external_id AS invoice, b.linha_digitavel AS "linhaDigitavel", i.amount_cents::int AS "invoiceCents",
           extract(epoch FROM b.promised_at - b.issued_at)::float8 * 1000 AS "promisedMs"
      FROM boleto b JOIN invoice i ON i.id = b.invoice_id`);
  const byLine = new Map(boletos.map((boleto) => [boleto.linhaDigitavel, boleto]));
  const byInvoice = new Map(boletos.map((boleto) => [boleto.invoice, boleto]));
  const byReference = new Map(boletos.map((boleto) => [shortReference(boleto.id), boleto]));
  const times = await readTrueTimes(cluster);
  const living = inter.titles.filter(({ situacao }) => situacao !== "CANCELADO");
  const promised = stories.flatMap((story) => story.promised);
  const lines = stories.flatMap((story) => story.lines);
  const isEarly = ({ linhaDigitavel, at }: GivenLine) => {
    const boleto = byLine.get(linhaDigitavel);
    const title = living.find(({ seuNumero }) => byReference.get(seuNumero) === boleto);
    const payableAt = boleto && times.get(boleto.id)?.payableAt;
    return payableAt === undefined || at < payableAt || (title !== undefined && at < title.readyAt);
  };
  const isWrong = ({ linhaDigitavel, invoiceId }: GivenLine) => {
    const boleto = byLine.get(linhaDigitavel);
    const read = readBoleto(linhaDigitavel, today());
    return !boleto || !read.ok || boleto.invoice !== invoiceId || read.boleto.valueCents !== boleto.invoiceCents;
  };
  /** When a promise of now is due, by the machine's clock. */
  const dueOf = ({ invoiceId }: Promised) => {
    const boleto = byInvoice.get(invoiceId);
    return (times.get(boleto?.id ?? "")?.issuedAt ?? 0) + (boleto?.promisedMs ?? 0);
  };
  const isBroken = (promise: Promised) =>
    promise.heardAt === undefined || (!promise.toldLate && promise.heardAt - dueOf(promise) > untoldMs);
  /** Told is the database's time, right or wrong; a host's own clock must not show. */
  const isWrongHour = (promise: Promised) => {
    const offsets = cluster.clock
      .jumps()
      .filter(({ from, to }) => from - believedMs < promise.told && promise.told < to + believedMs)
      .map(({ ms }) => ms);
    return ![0, ...offsets].some((offset) =>
      [-minuteMs, 0, minuteMs].some(
        (off) => localTime(new Date(dueOf(promise) + offset + off), "America/Sao_Paulo") === promise.until,
      ),
    );
  };
  let gone = 0;
  for (const { resource, id } of erp.acknowledged)
    gone += 1 - (await count(`SELECT count(*) FROM ${tableOf(resource)} WHERE external_id = $1`, [id]));
  const broken = promised.filter(isBroken);
  const brokenPromises: BrokenPromise[] = [];
  for (const promise of broken) {
    const { invoiceId: invoice, heardAt } = promise;
    const id = byInvoice.get(invoice)?.id ?? "";
    const payableAt = times.get(id)?.payableAt;
    const record = await cluster.query(
      `SELECT to_jsonb(b) - 'slip' AS boleto, (SELECT json_agg(to_jsonb(o) - 'body' ORDER BY o.id) FROM outbound_message o WHERE o.boleto_id = b.id) AS sent
         FROM boleto b WHERE b.id::text = $1`,
      [id],
    );
    brokenPromises.push({
      invoice,
      due: new Date(dueOf(promise)),
      ...(payableAt !== undefined && { payable: new Date(payableAt) }),
      ...(heardAt !== undefined && { heard: new Date(heardAt) }),
      record,
    });
  }
  const found = {
    "updates not stored":
      sum(stories, ({ written }) => written) - (await count("SELECT count(*) FROM inbound_message")),
    "messages not answered": sum(stories, ({ unanswered }) => unanswered.length),
    "messages left over":
      (await count("SELECT count(*) FROM inbound_message WHERE status <> 'done'")) +
      (await count("SELECT count(*) FROM outbound_message WHERE status NOT IN ('sent', 'delivered')")),
    "acknowledged and gone": gone,
    "second boletos":
      boletos.length -
      byInvoice.size +
      living.length -
      new Set(living.map(({ seuNumero }) => byReference.get(seuNumero)?.invoice)).size,
    "lines before payable": lines.filter(isEarly).length,
    "wrong lines": lines.filter(isWrong).length,
    "out of order": sum(stories, ({ contact }) => disorders(contact.texts())),
    "promises broken": broken.length,
    "wrong hours told": promised.filter(isWrongHour).length,
  };
  return { found, brokenPromises };
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
