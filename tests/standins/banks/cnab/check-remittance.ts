import { type Context, type Manual, placeOf, type RecordName, type Row, type WantedFile } from "./manual.ts";

/**
 * Reads a remessa as a bank does, by its manual, and returns everything that is not as wanted: the record, the
 * positions, the field's number in the manual, and both contents. Returns an empty list if all is as wanted.
 */
export function checkRemittance(remittance: string, manual: Manual, file: WantedFile): string[] {
  if (!/^([\x20-\x7e]{240}\r\n)+$/.test(remittance)) return ["lines of 240 plain characters that end in CR LF"];
  const lines = remittance.slice(0, -2).split("\r\n");
  const records = recordsOf(file);
  if (lines.length !== records.length) return [`${lines.length} lines instead of ${records.length}`];
  const details = records.length - 4;
  return records.flatMap(({ name, title }, index) => {
    const context: Context = { file, title, sequence: index - 1, details };
    return manual.records[name].flatMap((row) => faultOf(row, lines[index] ?? "", context).map((f) => `${name} ${f}`));
  });
}

/** The records in their order: a title is P and Q, and R if it is entered with a multa. */
function recordsOf({ titles }: WantedFile): { name: RecordName; title: Context["title"] }[] {
  const none = {} as Context["title"];
  return [
    { name: "header", title: none },
    { name: "lote", title: none },
    ...titles.flatMap((title) => {
      const names: RecordName[] = title.movement === "01" && title.multa ? ["p", "q", "r"] : ["p", "q"];
      return names.map((name) => ({ name, title }));
    }),
    { name: "loteEnd", title: none },
    { name: "end", title: none },
  ];
}

function faultOf(row: Row, line: string, context: Context): string[] {
  const [place, field, given] = row;
  const [from, to] = placeOf(row);
  const found = line.slice(from - 1, to);
  const rule = typeof given === "function" ? given(context) : given;
  const isRight = typeof rule === "string" ? found === rule : rule.test(found);
  return isRight ? [] : [`${place} (${field}): "${found}" instead of ${typeof rule === "string" ? `"${rule}"` : rule}`];
}
