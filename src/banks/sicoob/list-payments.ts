import { z } from "zod";
import { addDays, daysBetween, type IsoDate, parseIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { parseJson } from "../../core/parse-json.ts";
import type { Clock } from "../../core/ports.ts";
import type { ListedPayment, PaymentList } from "../../core/registration/bank-answer.ts";
import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { centsOfReais } from "../rest/money.ts";
import { readZip } from "./read-zip.ts";
import { messages } from "./sicoob-answers.ts";

/** Type of the movement "liquidação". */
const paymentMovement = 5;
/** The bank takes at most two days in one request. */
const mostDays = 2;
const pollMs = 60_000;
/** Code of the answer "Solicitação ainda em processamento". Source: a public client; the bank's file names no codes. */
const stillWorking = "5004";

const ordered = z.object({ resultado: z.object({ codigoSolicitacao: z.coerce.number().int() }) });
const files = z.object({ resultado: z.object({ idArquivos: z.array(z.coerce.number().int()) }) });
const download = z.object({ resultado: z.object({ arquivo: z.base64() }) });

/**
 * Requests the list of payments that Sicoob booked in a period. The bank prepares files of it, one order for every two
 * days: the first answer is always "later". The cursor holds the numbers of the orders.
 */
export async function listPayments(
  bank: { call: BankClient; clock: Clock; numeroCliente: number },
  { from, to, cursor }: { from: IsoDate; to: IsoDate; cursor?: string },
): Promise<PaymentList> {
  if (cursor === undefined) return order(bank, from, to);
  const payments: ListedPayment[] = [];
  for (const codigoSolicitacao of cursor.split(",")) {
    const found = await filesOf(bank, codigoSolicitacao);
    if (found === "not yet") return later(bank.clock, cursor);
    if (found.kind !== "read") return found;
    for (const idArquivo of found.data) {
      const list = await readFile(bank, { codigoSolicitacao, idArquivo });
      if (list.kind !== "payments") return list;
      payments.push(...list.payments);
    }
  }
  return { kind: "payments", payments };
}

const later = (clock: Clock, cursor: string): PaymentList => ({
  kind: "later",
  retryAt: new Date(clock.now().getTime() + pollMs),
  cursor,
});

type Bank = Parameters<typeof listPayments>[0];
/** An answer of the bank as its description says, or what became of the call. */
type Read<T> = { kind: "read"; data: T } | { kind: "unknown" } | { kind: "in-trouble"; retryAt: Date };

async function order({ call, clock, numeroCliente }: Bank, from: IsoDate, to: IsoDate): Promise<PaymentList> {
  const codes: number[] = [];
  for (let first = from; first <= to; first = addDays(first, mostDays)) {
    const dataFinal = daysBetween(first, to) < mostDays ? to : addDays(first, mostDays - 1);
    const body = { numeroCliente, tipoMovimento: paymentMovement, dataInicial: first, dataFinal };
    const read = readAs(ordered, await call({ method: "POST", path: "/boletos/movimentacoes", body }));
    if (read.kind !== "read") return read;
    codes.push(read.data.resultado.codigoSolicitacao);
  }
  return later(clock, codes.join(","));
}

/** Returns the ids of an order's files, none if there was no payment. */
async function filesOf(
  { call, numeroCliente }: Bank,
  codigoSolicitacao: string,
): Promise<Read<readonly number[]> | "not yet"> {
  const query = { numeroCliente, codigoSolicitacao };
  const called = await call({ method: "GET", path: "/boletos/movimentacoes", query });
  if (called.kind === "answer" && called.status === 204) return { kind: "read", data: [] };
  const refused = called.kind === "answer" && called.status >= 400 ? messages.safeParse(called.json) : undefined;
  if (refused?.data?.mensagens.some(({ codigo }) => codigo === stillWorking)) return "not yet";
  const read = readAs(files, called);
  return read.kind === "read" ? { kind: "read", data: read.data.resultado.idArquivos } : read;
}

async function readFile(
  { call, numeroCliente }: Bank,
  file: { codigoSolicitacao: string; idArquivo: number },
): Promise<PaymentList> {
  const query = { numeroCliente, ...file };
  const read = readAs(download, await call({ method: "GET", path: "/boletos/movimentacoes/download", query }));
  return read.kind === "read" ? paymentsIn(Buffer.from(read.data.resultado.arquivo, "base64")) : read;
}

function readAs<T>(schema: z.ZodType<T>, called: Called): Read<T> {
  if (called.kind !== "answer") return called;
  const { data } = schema.safeParse(called.json);
  return called.status < 300 && data !== undefined ? { kind: "read", data } : { kind: "unknown" };
}

const text = z.union([z.string(), z.number()]).transform((given) => String(given).trim());
const day = z.string().transform((given) => parseIsoDate(given.slice(0, 10)));

/** One payment. The bank's description and the file that it shows as an example differ in names: both are read. */
const movement = z
  .object({
    siglaMovimento: z.string().nullish(),
    numeroTitulo: text.nullish(),
    numTitulo: text.nullish(),
    seuNumero: text.nullish(),
    descSeuNumero: text.nullish(),
    dataLiquidacao: day.nullish(),
    valorLiquido: centsOfReais.nullish(),
  })
  .transform((given, context): ListedPayment[] => {
    if (given.siglaMovimento && given.siglaMovimento !== "LIQUI") return [];
    const nossoNumero = (given.numeroTitulo ?? given.numTitulo)?.replace(/^0+/, "");
    const reference = given.seuNumero ?? given.descSeuNumero;
    const { dataLiquidacao: paidOn, valorLiquido: amountCents } = given;
    if (!paidOn || !(nossoNumero || reference)) {
      context.addIssue({ code: "custom", message: "neither whose payment nor when" });
      return z.NEVER;
    }
    return [
      {
        ...(nossoNumero && { nossoNumero }),
        ...(reference && { reference }),
        ...(amountCents && { amountCents }),
        paidOn,
      },
    ];
  });

/** Returns the payments of a file. A file with an unreadable line is not read in part: nothing may be overlooked. */
function paymentsIn(file: Buffer): PaymentList {
  const { data } = z.array(movement).safeParse(jsonIn(file));
  return data ? { kind: "payments", payments: data.flat() } : { kind: "unknown" };
}

function jsonIn(file: Buffer): unknown {
  try {
    return parseJson(readZip(file).toString("utf8"));
  } catch {
    return undefined;
  }
}
