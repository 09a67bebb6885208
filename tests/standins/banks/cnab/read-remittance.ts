/** What a bank reads out of a remessa, by its own table: start (from 1) and end. */
const places: Record<string, Record<string, [number, number]>> = {
  P: {
    movement: [16, 17],
    account: [18, 37],
    nossoNumero: [38, 57],
    seuNumero: [63, 77],
    due: [78, 85],
    value: [86, 100],
    especie: [107, 108],
    aceite: [109, 109],
    issued: [110, 117],
    jurosCode: [118, 118],
    jurosDate: [119, 126],
    juros: [127, 141],
    discountCode: [142, 142],
    discountDate: [143, 150],
    discount: [151, 165],
    abatement: [181, 195],
    use: [196, 220],
    writeOff: [224, 227],
  },
  Q: {
    movement: [16, 17],
    kind: [18, 18],
    document: [19, 33],
    name: [34, 73],
    street: [74, 113],
    district: [114, 128],
    cep: [129, 136],
    city: [137, 151],
    state: [152, 153],
  },
  R: { movement: [16, 17], multaCode: [66, 66], multaDate: [67, 74], multa: [75, 89] },
};

/** One title of a remessa, by segment and the bank's words, trimmed. */
export type ReadTitle = Record<string, Record<string, string>>;

/** Reads a remessa as strictly as a bank: widths, line ends, order, sequences and counts. Throws on anything else. */
export function readRemittance(content: Uint8Array): {
  bank: string;
  nsa: number;
  header: string;
  lote: string;
  titles: ReadTitle[];
} {
  const text = Buffer.from(content).toString("latin1");
  if (/[^\x20-\x7e\r\n]/.test(text)) throw new Error("Not plain text");
  if (!text.endsWith("\r\n") || /[^\r]\n|\r(?!\n)/.test(text)) throw new Error("Lines end in CR LF");
  const lines = text.slice(0, -2).split("\r\n");
  lines.forEach((line, index) => {
    if (line.length !== 240) throw new Error(`Line ${index + 1} has ${line.length} characters`);
  });
  const [header = "", lote = "", ...rest] = lines;
  const end = rest.pop() ?? "";
  const loteEnd = rest.pop() ?? "";
  const bank = header.slice(0, 3);
  const expect = (is: string, should: string, what: string) => {
    if (is !== should) throw new Error(`${what}: "${is}" instead of "${should}"`);
  };
  expect(header.slice(3, 8), "00000", "header");
  expect(header[142] ?? "", "1", "remessa");
  expect(lote.slice(3, 11), "00011R01", "lote");
  expect(loteEnd.slice(0, 8), `${bank}00015`, "end of the lote");
  expect(end.slice(0, 8), `${bank}99999`, "end of the file");
  expect(loteEnd.slice(17, 23), String(rest.length + 2).padStart(6, "0"), "records of the lote");
  expect(end.slice(17, 23), "000001", "lotes");
  expect(end.slice(23, 29), String(lines.length).padStart(6, "0"), "records");
  const titles: ReadTitle[] = [];
  rest.forEach((line, index) => {
    expect(line.slice(0, 13), `${bank}00013${String(index + 1).padStart(5, "0")}`, `line ${index + 3}`);
    const segment = line[13] ?? "";
    const table = places[segment];
    if (!table) throw new Error(`Segment ${segment}`);
    if (segment === "P") titles.push({});
    const title = titles.at(-1);
    if (!title || title[segment]) throw new Error(`Segment ${segment} out of place`);
    title[segment] = Object.fromEntries(
      Object.entries(table).map(([name, [from, to]]) => [name, line.slice(from - 1, to).trim()]),
    );
  });
  if (titles.some(({ Q }) => !Q)) throw new Error("A title without Q");
  return { bank, nsa: Number(header.slice(157, 163)), header, lote, titles };
}
