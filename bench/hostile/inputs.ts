import { writeReturn } from "../../tests/standins/banks/cnab/write-return.ts";

/** The largest input: what every door takes. */
const mega = 1_000_000;
const cnab = Buffer.from(
  writeReturn(
    "756",
    Array.from({ length: 1900 }, (_, at) => ({ movement: "06", nossoNumero: String(at + 1).padStart(7, "0") })),
  ),
).toString("latin1");
const lines = cnab.split("\r\n");
const [header = ""] = lines;
const filled = (sign: string, length = mega) => sign.repeat(Math.ceil(length / sign.length)).slice(0, length);

/** Texts that stop a careless reader: runs, marks, depths, floods of short parts. */
export const texts: readonly string[] = [
  ...[
    "\0",
    "\x01",
    "\t",
    " ",
    "\ufeff",
    "\u202e",
    "a\u0301\u0302",
    "👨‍👩‍👧",
    "ﷺ",
    "=",
    "'",
    '"',
    ",",
    ";",
    "-",
    "/",
    "0",
    "9.",
  ].map((sign) => filled(sign, mega / 3)),
  `${filled(" ", mega / 2)}x`,
  `nosso número ${filled("nosso número ", mega / 2)}`,
  `${filled("1 ", mega / 2)}x`,
  `quero pagar ${filled("(11) 9", mega / 2)}`,
];

const json = (value: unknown) => JSON.stringify(value);
const numbered = <T>(count: number, of: (at: number) => T) => Array.from({ length: count }, (_, at) => of(at));

/** Bodies for the API and the banks' webhooks. */
export const documents: readonly string[] = [
  json(Object.fromEntries(numbered(6000, (at) => [`k${at}`, 1]))),
  json(Object.fromEntries(numbered(80_000, (at) => [`k${at}`, 1]))),
  json({ name: "Ana", document: "1", phones: numbered(9000, (at) => `x${at}`) }),
  json({ name: "Ana", document: "1", phones: numbered(90_000, (at) => `x${at}`) }),
  `{"name":${filled("[", 5000)}${filled("]", 5000)}}`,
  `{"name":${filled("[", 450_000)}${filled("]", 450_000)}}`,
  filled('{"a":', mega / 2),
  filled("[", mega),
  json({ name: filled("a"), document: filled("1", 10) }),
  json({ name: "\ud800", document: "\0", email: filled("a@", 900_000) }),
  json({ __proto__: null, constructor: { prototype: { admin: true } } }),
  json(numbered(200_000, () => 1)),
  ...texts.map((text) =>
    json({ name: text.slice(0, 300_000), document: "529.982.247-25", phones: [text.slice(0, 99_999)] }),
  ),
];

/** Return files, as a folder, the API and a command get them. */
export const bankFiles: readonly string[] = [
  cnab,
  lines.map((line) => line.slice(0, -1)).join("\r\n"),
  lines.map((line) => `${line}9`).join("\r\n"),
  lines.map((line) => line.trimEnd()).join("\n"),
  [header, ...lines.slice(2)].join("\r\n"),
  `${header}\r\n${filled("\0")}x`,
  `${header}\r\n${filled("\x01")}x`,
  `${header}\r\n${filled("x\r\n")}`,
  `${header}${filled("\r")}`,
  `${header}${filled("7")}`,
  `${filled("\ufeff", 300)}x`,
  `${"02RETORNO01COBRANCA".padEnd(76)}237${" ".repeat(321)}\r\n1${"0".repeat(399)}\r\n${filled("4x\r\n")}`,
  ...texts,
];

/** Files for the import. */
export const tables: readonly string[] = [
  `id\n${filled("1\n")}`,
  `id;nome;documento\n${filled("1;Ana;1\n")}`,
  `id;nome;documento\n${numbered(30_000, (at) => `${at};Ana ${at};529.982.247-25`).join("\n")}`,
  `id;nome;documento\n${numbered(60_000, (at) => `${at};"Ana;1`).join("\n")}`,
  filled(";"),
  filled(","),
  `id;nome;documento\n1;"${filled('""')}`,
  `id;nome;documento\n1;${filled("x")};1`,
  `id;id;id\n${filled("1;1;1\n")}`,
  ...texts.map((text) => `id;nome;documento\n1;"${text.replaceAll('"', "")}";529.982.247-25\n`),
];
