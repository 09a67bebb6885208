import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { barsOf, dvMod10, pixOf } from "../bars.ts";
import type { issue } from "./requests.ts";

/** How the bank behaves. */
export interface InterRules {
  registrationMs: number;
  pix: boolean;
  /** The PIX comes this long after the boleto. */
  pixMs: number;
  /** The list shows a charge only this long after it was issued. */
  listLagMs: number;
  /** What is not there is written as null. */
  nulls: boolean;
  /** Calls in a minute, of all kinds. */
  callsPerMinute: number;
  /** How it refuses what it got before. Its real status and words stand in no public description. */
  repeat: { status: number; detail: string };
  wrong?: "amount" | "number" | "pix";
}

/** A charge in the bank's books. */
export type InterTitle = z.infer<typeof issue> & {
  id: string;
  nossoNumero: string;
  issuedAt: number;
  readyAt: number;
  situacao?: string;
  situacaoAt?: number;
  paid?: string;
};

/** For half an hour no second charge has the same. */
const keyMs = 30 * 60_000;

export const isRepeat = (one: z.infer<typeof issue>, title: InterTitle, now: number): boolean =>
  now - title.issuedAt < keyMs &&
  one.seuNumero === title.seuNumero &&
  one.valorNominal === title.valorNominal &&
  one.dataVencimento === title.dataVencimento &&
  one.pagador.cpfCnpj === title.pagador.cpfCnpj;

/** Books a charge. Its code has the form of the bank's own samples, which is not that of a UUID. */
export function titleOf(given: z.infer<typeof issue>, count: number, at: number, rules: InterRules): InterTitle {
  const head = String(count + 1).padStart(10, "0");
  const [a, b, c, d, e] = [4, 2, 2, 2, 4].map((bytes) => randomBytes(bytes).toString("hex"));
  return {
    ...given,
    id: `${a}-${b}-${c}-${d}-${e}`,
    nossoNumero: `${head}${dvMod10(`0001112${head}`)}`,
    issuedAt: at,
    readyAt: at + rules.registrationMs,
  };
}

export function situacaoOf(title: InterTitle, now: number): string {
  if (title.situacao) return title.situacao;
  return now >= title.readyAt ? "A_RECEBER" : "EM_PROCESSAMENTO";
}

/** The day in Brasília. */
export const dayOf = (at: number) => new Date(at - 3 * 3_600_000).toISOString().slice(0, 10);

/** A charge as the bank shows it; amounts are texts in a list. */
export function shown(title: InterTitle, rules: InterRules, now: number, inList = false) {
  const situacao = situacaoOf(title, now);
  const { seuNumero, dataVencimento, valorNominal, nossoNumero, pagador } = title;
  const ready = situacao !== "EM_PROCESSAMENTO" && situacao !== "FALHA_EMISSAO";
  const cents = Math.round(valorNominal * 100) + (rules.wrong === "amount" ? 100 : 0);
  const number = rules.wrong === "number" ? `1${nossoNumero.slice(1)}` : nossoNumero;
  const txid = title.id.replaceAll("-", "");
  const pixCopiaECola = rules.wrong === "pix" ? `${pixOf(txid).slice(0, -4)}0000` : pixOf(txid);
  const absent = (...names: string[]) => (rules.nulls ? Object.fromEntries(names.map((name) => [name, null])) : {});
  const madeAt = Math.min(title.readyAt, title.situacaoAt ?? title.readyAt);
  const bars = barsOf("077", { dueDate: dataVencimento, cents }, `00011121234567${number}`);
  return {
    cobranca: {
      codigoSolicitacao: title.id,
      seuNumero,
      dataEmissao: dayOf(title.issuedAt),
      dataVencimento,
      valorNominal: inList ? valorNominal.toFixed(2) : valorNominal,
      tipoCobranca: "SIMPLES",
      situacao,
      pagador: inList ? { nome: pagador.nome, cpfCnpj: pagador.cpfCnpj } : pagador,
      ...(title.situacaoAt ? { dataSituacao: dayOf(title.situacaoAt) } : absent("dataSituacao")),
      ...(title.paid
        ? { valorTotalRecebido: title.paid, origemRecebimento: "BOLETO" }
        : absent("valorTotalRecebido", "origemRecebimento")),
      ...(inList ? {} : { arquivada: false, ...absent("motivoCancelamento") }),
    },
    ...(ready ? { boleto: { nossoNumero, ...bars } } : absent("boleto")),
    ...(ready && rules.pix && now >= madeAt + rules.pixMs
      ? { pix: { txid, pixCopiaECola } }
      : rules.nulls && { pix: { txid: null, pixCopiaECola: null } }),
  };
}
