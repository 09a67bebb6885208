/** A title as the bank should find it in a remessa, in the bank's own terms: DDMMAAAA, cents, basis points. */
export interface WantedTitle {
  movement: "01" | "02" | "06";
  /** Content of the bank's field for it. */
  nossoNumero: string;
  seuNumero: string;
  reference: string;
  due: string;
  dayAfterDue: string;
  issued: string;
  cents: number;
  especie: string;
  /** Juros: cents a day or basis points a month; neither for none. */
  perDay?: number;
  perMonth?: number;
  /** Basis points; absent for none. */
  multa?: number;
  discount?: { cents: number; until: string };
  abatement?: number;
  /** Days from the due date until the bank closes the title. */
  daysUntilClosed: number;
  payer: {
    kind: "1" | "2";
    document: string;
    name: string;
    street: string;
    district: string;
    cep: string;
    city: string;
    state: string;
  };
}

/** A remessa as the bank should find it. `account`: how the bank writes the account, by the names in its manual. */
export interface WantedFile {
  nsa: number;
  day: string;
  company: { kind: "1" | "2"; document: string; name: string };
  account: Readonly<Record<string, string>>;
  titles: readonly WantedTitle[];
}

/** What a rule may look at: the file, the title of a detail and its place in the lote, and the number of lines. */
export interface Context {
  file: WantedFile;
  title: WantedTitle;
  sequence: number;
  details: number;
}

/** The content that a manual asks for: exactly this, of this form, or what follows from what is wanted. */
export type Rule = string | RegExp | ((context: Context) => string | RegExp);

/** Positions as the manual has them ("18-22", "58"), its number and name of the field, and the content. */
export type Row = readonly [place: string, field: string, rule: Rule];

/** The records of a remessa. */
export type RecordName = "header" | "lote" | "p" | "q" | "r" | "loteEnd" | "end";

/** A bank's manual. */
export interface Manual {
  /** The edition that the rows are from. */
  source: string;
  records: Readonly<Record<RecordName, readonly Row[]>>;
}

/** Start and end of a row, both counted from 1. */
export function placeOf([place]: Row): [number, number] {
  const [from = "", to = from] = place.split("-");
  return [Number(from), Number(to)];
}

/** Puts rows in place of those that they overlap. */
export function instead(rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  const overlaps = (one: Row, other: Row) => {
    const [from, to] = placeOf(one);
    const [otherFrom, otherTo] = placeOf(other);
    return from <= otherTo && otherFrom <= to;
  };
  return [...rows.filter((row) => !others.some((other) => overlaps(row, other))), ...others];
}

/** Contents that manuals ask for. */
export const content = {
  blanks: /^ *$/,
  zeros: /^0*$/,
  time: /^([01]\d|2[0-3])[0-5]\d[0-5]\d$/,
  account:
    (name: string) =>
    ({ file }: Context) =>
      file.account[name] ?? "?",
  digits: (width: number, of: (context: Context) => number | string) => (context: Context) =>
    String(of(context)).padStart(width, "0"),
  text: (width: number, of: (context: Context) => string) => (context: Context) => of(context).padEnd(width),
};
