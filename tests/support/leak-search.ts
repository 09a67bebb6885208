import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { App } from "../../src/app/open-app.ts";

/** A place that was looked through: how many pieces it has, and the marked values that stood in them. */
export interface Looked {
  pieces: number;
  found: readonly string[];
}

/** What nobody may read where it does not belong, in every way it may be written. Short numbers count as a whole only. */
export function marksOf(values: Readonly<Record<string, string | undefined>>): (piece: string) => string[] {
  const patterns = Object.entries(values).flatMap(([what, value = ""]) => {
    if (value.length < 5) throw new Error(`The marked value "${what}" is no mark: ${value}`);
    return formsOf(value).map((form) => ({ what, pattern: new RegExp(boundedly(form), "i") }));
  });
  return (piece) => [...new Set(patterns.filter(({ pattern }) => pattern.test(piece)).map(({ what }) => what))];
}

/** As it is, without its accents, as an address bar or JSON writes it, and a number also with the usual points between. */
function formsOf(value: string): string[] {
  const bare = value.normalize("NFD").replace(/\p{M}/gu, "");
  const escaped = [...value].map((c) => (c > "\u007f" ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c));
  const base64 = Buffer.from(value).toString("base64").replace(/=+$/, "");
  const forms = [value, bare, encodeURIComponent(value), escaped.join(""), base64, value.replaceAll(" ", "+")];
  const national = /^55\d{10,11}$/.test(value) ? [value.slice(2), value.slice(4), value.slice(-8)] : [];
  return [...new Set([...forms, ...national])];
}

function boundedly(form: string): string {
  if (/^\d+$/.test(form)) return `(?<!\\d)${[...form].join("[-. ()/]{0,2}")}(?!\\d)`;
  return form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Every row of every table of the queue. */
export async function queueRows({ prisma }: App): Promise<string[]> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'pgboss' AND c.relkind IN ('r', 'p')`;
  const rows: string[] = [];
  for (const { name } of tables) {
    const all = await prisma.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`);
    rows.push(...all.map(({ row }) => `${name} ${row}`));
  }
  return rows;
}

/** Why something did not go, as it is kept for the operator: dead letters, events, states. */
export async function keptFaults({ prisma }: App): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ row: string }[]>`
    SELECT concat_ws(' ', 'inbound', status, error) AS row FROM inbound_message WHERE error IS NOT NULL
    UNION ALL SELECT concat_ws(' ', 'outbound', status, error) FROM outbound_message WHERE error IS NOT NULL
    UNION ALL SELECT t::text FROM event_dead_letter t
    UNION ALL SELECT concat_ws(' ', type, data) FROM event
    UNION ALL SELECT t::text FROM channel_status t
    UNION ALL SELECT t::text FROM attempt_count t
    UNION ALL SELECT (to_jsonb(t) - 'destination')::text FROM one_time_code t
    UNION ALL SELECT t::text FROM bank_token t`;
  return rows.map(({ row }) => row);
}

/** What anybody on the machine may read of this process, its children and their sessions in the database. */
export async function processTitles({ prisma }: App): Promise<string[]> {
  const all = execFileSync("ps", ["-ww", "-o", "args=", "--pid", String(process.pid), "--ppid", String(process.pid)]);
  const sessions = await prisma.$queryRaw<{ shown: string }[]>`
    SELECT concat_ws(' ', application_name, query) AS shown FROM pg_stat_activity WHERE datname = current_database()`;
  return [process.title, ...process.argv, ...String(all).trim().split("\n"), ...sessions.map(({ shown }) => shown)];
}

/** Every file under a folder, with its name; `but` is left out. */
export function filesIn(folder: string, but: readonly string[]): string[] {
  return readdirSync(folder).flatMap((name) => {
    const at = path.join(folder, name);
    if (but.includes(at)) return [];
    return statSync(at).isDirectory() ? filesIn(at, but) : [`${at} ${readFileSync(at, "latin1")} ${readFileSync(at)}`];
  });
}

/** Looks through all of them. */
export function lookThrough(
  places: Readonly<Record<string, readonly string[]>>,
  marks: ReturnType<typeof marksOf>,
): Record<string, Looked> {
  return Object.fromEntries(
    Object.entries(places).map(([place, pieces]) => [
      place,
      {
        pieces: pieces.length,
        found: pieces.flatMap((piece) => marks(piece).map((mark) => `${mark}: ${piece.slice(0, 300)}`)),
      },
    ]),
  );
}
