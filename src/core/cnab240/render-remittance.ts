import { banks } from "../banks.ts";
import { localDate, localTime } from "../billing/calendar/local-time.ts";
import { type Refused, refuse } from "../boleto/refusal.ts";
import type { BankWalletRecord } from "../records/boleto-records.ts";
import { cnabDate } from "./cell.ts";
import type { CnabBank, CnabSettings } from "./cnab-bank.ts";
import { noFiles, parseCnabSettings } from "./parse-cnab-settings.ts";
import { plainUpper } from "./plain-upper.ts";
import { type CellValues, renderRecord } from "./render-record.ts";
import { type RemittanceTitle, titleValues } from "./title-values.ts";

/** A remessa to be written. `nsa` is its number among those of the bank wallet. */
export interface RemittanceRequest {
  wallet: BankWalletRecord;
  nsa: number;
  at: Date;
  titles: readonly RemittanceTitle[];
}

/** A remessa: one lote with P, Q and, where there is a multa, R of each title. Lines end in CR LF; plain ASCII. */
export function renderRemittance(request: RemittanceRequest): { ok: true; content: string } | Refused {
  const opened = open(request.wallet);
  if (!opened.ok) return opened;
  const { bank, values: account } = opened;
  const lines: string[] = [];
  for (const title of request.titles) {
    const written = linesOf(title, request.wallet, opened, lines.length);
    if (!written.ok) return written;
    lines.push(...written.lines);
  }
  const total = request.titles.reduce((sum, { boleto }) => sum + boleto.amountCents, 0);
  const values = {
    ...account,
    nsa: String(request.nsa),
    data: cnabDate(localDate(request.at)),
    hora: `${localTime(request.at).replace(":", "")}00`,
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

/** Would this title fit into a remessa of that wallet? What does not is refused, naming the field. */
export function checkTitle(title: RemittanceTitle, wallet: BankWalletRecord): { ok: true } | Refused {
  const opened = open(wallet);
  return opened.ok ? linesOf(title, wallet, opened, 0) : opened;
}

interface Opened {
  bank: CnabBank;
  settings: CnabSettings;
  /** What every line says of bank and account. */
  values: CellValues;
}

function open(wallet: BankWalletRecord): ({ ok: true } & Opened) | Refused {
  const bank = banks[wallet.bankCode].cnab240;
  if (!bank) return refuse("registersBy", noFiles);
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
      empresa: plainUpper(wallet.beneficiaryName).slice(0, 30).trim(),
      nomeBanco: bank.name,
    },
  };
}

function linesOf(
  title: RemittanceTitle,
  wallet: BankWalletRecord,
  { bank, settings, values: account }: Opened,
  before: number,
): { ok: true; lines: readonly string[] } | Refused {
  const made = titleValues(title, { bank, settings, wallet });
  if (!made.ok) return made;
  const { p, q, r } = bank.records;
  const hasMulta = title.movement === "01" && title.boleto.multaBasisPoints > 0 && settings.segmentoR === "sim";
  return renderAll(hasMulta ? [p, q, r] : [p, q], { ...account, ...made.values }, before);
}

/** Lines under the same values; those of a title count on from the ones before. */
function renderAll(
  records: readonly Parameters<typeof renderRecord>[0][],
  values: CellValues,
  before = 0,
): { ok: true; lines: readonly string[] } | Refused {
  const lines: string[] = [];
  for (const record of records) {
    const rendered = renderRecord(record, { ...values, sequencia: String(before + lines.length + 1) });
    if (!rendered.ok) return rendered;
    lines.push(rendered.line);
  }
  return { ok: true, lines };
}
