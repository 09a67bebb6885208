import { banks } from "../banks.ts";
import { localDate, localTime } from "../billing/calendar/local-time.ts";
import { brasilia } from "../billing/calendar/zone.ts";
import { type Refused, refuse } from "../boleto/refusal.ts";
import type { BankWalletRecord } from "../records/boleto-records.ts";
import { cnabDate } from "./cell.ts";
import type { CnabBank, CnabSettings } from "./cnab-bank.ts";
import { noFilesMessage, parseCnabSettings } from "./parse-cnab-settings.ts";
import { plainUpper } from "./plain-upper.ts";
import { type CellValues, renderRecord } from "./render-record.ts";
import { type RemittanceTitle, titleValues } from "./title-values.ts";

/** A remessa to render. `nsa` is its sequential number within the bank wallet. */
export interface RemittanceRequest {
  wallet: BankWalletRecord;
  nsa: number;
  at: Date;
  titles: readonly RemittanceTitle[];
}

/** Renders a remessa: one lote with P, Q and, if there is a multa, R for each title. ASCII, lines end in CRLF. */
export function renderRemittance(request: RemittanceRequest): { ok: true; content: string } | Refused {
  const prepared = prepare(request.wallet);
  if (!prepared.ok) return prepared;
  const { bank, values: account } = prepared;
  const lines: string[] = [];
  for (const title of request.titles) {
    const written = linesOf(title, request.wallet, prepared, lines.length);
    if (!written.ok) return written;
    lines.push(...written.lines);
  }
  const total = request.titles.reduce((sum, { boleto }) => sum + boleto.amountCents, 0);
  const values = {
    ...account,
    nsa: String(request.nsa),
    data: cnabDate(localDate(request.at, brasilia)),
    hora: `${localTime(request.at, brasilia).replace(":", "")}00`,
    titulos: String(request.titles.length),
    total: String(total),
    registrosLote: String(lines.length + 2),
    registros: String(lines.length + 4),
  };
  const { header, lote, loteEnd, end } = bank.records;
  const frame = renderAll([header, lote, loteEnd, end], values);
  if (!frame.ok) return frame;
  const [first = "", second = "", ...last] = frame.lines;
  return { ok: true, content: [first, second, ...lines, ...last].map((line) => `${line}\r\n`).join("") };
}

/** Checks whether a title fits into a remessa of the wallet; a refusal names the field. */
export function checkTitle(title: RemittanceTitle, wallet: BankWalletRecord): { ok: true } | Refused {
  const prepared = prepare(wallet);
  return prepared.ok ? linesOf(title, wallet, prepared, 0) : prepared;
}

interface Prepared {
  bank: CnabBank;
  settings: CnabSettings;
  /** Values of bank and account, the same for every line. */
  values: CellValues;
}

function prepare(wallet: BankWalletRecord): ({ ok: true } & Prepared) | Refused {
  const bank = banks[wallet.bankCode].cnab240;
  if (!bank) return refuse("registersBy", noFilesMessage);
  const parsed = parseCnabSettings(wallet.bankCode, wallet.account, wallet.cnab);
  if (!parsed.ok) {
    const [error = { field: "cnab", message: "Ajustes do arquivo inválidos." }] = parsed.errors;
    return { ok: false, error };
  }
  const { settings } = parsed;
  const document = wallet.beneficiaryDocument;
  return {
    ok: true,
    bank,
    settings,
    values: {
      convenio: "",
      agenciaContaDv: "",
      ...bank.values(wallet.account, settings),
      banco: wallet.bankCode,
      versaoArquivo: settings.versaoArquivo ?? "",
      versaoLote: settings.versaoLote ?? "",
      tipoInscricao: document.length === 11 ? "1" : "2",
      inscricao14: document.padStart(14, "0"),
      inscricao15: document.padStart(15, "0"),
      empresa: plainUpper(wallet.beneficiaryName, bank.punctuation).slice(0, 30).trim(),
      nomeBanco: bank.name,
    },
  };
}

function linesOf(
  title: RemittanceTitle,
  wallet: BankWalletRecord,
  { bank, settings, values: account }: Prepared,
  linesBefore: number,
): { ok: true; lines: readonly string[] } | Refused {
  const made = titleValues(title, { bank, settings, wallet });
  if (!made.ok) return made;
  const { p, q, r } = bank.records;
  const hasMulta = title.movement === "01" && Number(made.values.multa) > 0 && settings.segmentoR === "sim";
  return renderAll(hasMulta ? [p, q, r] : [p, q], { ...account, ...made.values }, linesBefore);
}

/** Renders records that share their values; `sequencia` continues from the lines before. */
function renderAll(
  records: readonly Parameters<typeof renderRecord>[0][],
  values: CellValues,
  linesBefore = 0,
): { ok: true; lines: readonly string[] } | Refused {
  const lines: string[] = [];
  for (const record of records) {
    const rendered = renderRecord(record, { ...values, sequencia: String(linesBefore + lines.length + 1) });
    if (!rendered.ok) return rendered;
    lines.push(rendered.line);
  }
  return { ok: true, lines };
}
