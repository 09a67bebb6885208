import { localDate } from "../../src/core/billing/calendar/local-time.ts";
import type { OutboundFile, OutboundMessage } from "../../src/core/channel-ports.ts";
import type { PrismaClient } from "../../src/database/generated/client.ts";
import { mayShow, type Proofs, type Register } from "./access.ts";
import { type Bill, people } from "./people.ts";
import { amountsOf, plusDays, readLine, totalOf } from "./reckon.ts";

/** A promise that was broken. */
export class Broken extends Error {
  override name = "Broken";
  constructor(invariant: Invariant, detail: string) {
    super(`${invariant}: ${detail}`);
  }
}

/** What has to hold at every step. */
export type Invariant =
  | "no exception"
  | "always an answer"
  | "no data of anybody else"
  | "one living boleto"
  | "no line before payable"
  | "no wrong amount"
  | "no notice for what is paid";

const billOf = new Map<string, Bill>(people.flatMap(({ invoices }) => invoices.map((bill) => [bill.externalId, bill])));

/** Reads every message that goes out to a chat, and throws Broken where it should not have. */
export function createWatch(prisma: () => PrismaClient, clock: { now(): Date }, checks: boolean) {
  const boletoOf = (where: { id: string } | { linhaDigitavel: string }) =>
    prisma().boleto.findFirst({
      where,
      include: { invoice: { include: { contract: { include: { subscriber: true } } } } },
    });

  let handedOver = 0;
  /** The boleto that a message hands over, by line or paper. */
  const handed = async (where: Parameters<typeof boletoOf>[0], shown: ReadonlySet<number>) => {
    const boleto = await boletoOf(where);
    if (!boleto) throw new Broken("no wrong amount", `nobody's boleto was handed over: ${JSON.stringify(where)}`);
    const { invoice } = boleto;
    const whose = people.findIndex(({ mark }) => mark === invoice.contract.subscriber.externalId);
    if (!shown.has(whose)) throw new Broken("no data of anybody else", `the boleto of ${people[whose]?.mark}`);
    if (["paid", "cancelled"].includes(invoice.status))
      throw new Broken("no notice for what is paid", `the invoice ${invoice.externalId} is ${invoice.status}`);
    if (boleto.status !== "payable") throw new Broken("no line before payable", `the boleto is ${boleto.status}`);
    handedOver++;
    const bill = billOf.get(invoice.externalId);
    const line = readLine(boleto.linhaDigitavel ?? "");
    const askedOn = localDate(boleto.issuedAt, "America/Sao_Paulo");
    if (!bill || line.cents !== totalOf(bill, { due: line.due, askedOn }) || line.cents !== Number(boleto.amountCents))
      throw new Broken("no wrong amount", `${invoice.externalId} by ${line.due}: the line asks for ${line.cents}`);
  };

  /** What a bank asks for a boleto of ours some days after its day: 2 % where it has any, and juros by day. */
  const asBankCounts = async (shown: ReadonlySet<number>) => {
    const boletos = await prisma().boleto.findMany({
      where: {
        invoice: { contract: { subscriber: { externalId: { in: [...shown].map((at) => `${people[at]?.mark}`) } } } },
      },
    });
    return new Set(
      boletos.flatMap(({ amountCents, multaBasisPoints, jurosPerDayCents, jurosBasisPointsMonth }) =>
        Array.from({ length: 90 }, (_, days) => {
          const multa = Math.floor((Number(amountCents) * multaBasisPoints + 5000) / 10_000);
          const juros = Math.floor((Number(amountCents) * jurosBasisPointsMonth * days + 150_000) / 300_000);
          return Number(amountCents) + multa + jurosPerDayCents * days + juros;
        }).concat(Number(amountCents)),
      ),
    );
  };

  return {
    async hears(message: OutboundMessage, file: OutboundFile | undefined, chat: Proofs, register: Register) {
      const { reply } = message;
      const now = clock.now();
      const { all, contract } = mayShow(chat, register, { now, checks, notice: message.kind === "notice" });
      const written = [reply.text, ...(reply.choices ?? []).map(({ label }) => label), reply.document?.fileName ?? ""];
      if (file?.mediaType === "text/plain") written.push(Buffer.from(file.bytes).toString("utf8"));
      for (const [mark, kind, letter = ""] of written.join("\n").matchAll(/z([qk])([a-j])(?![a-z])/gi)) {
        const whose = letter.toLowerCase().charCodeAt(0) - 97;
        if (!(kind?.toLowerCase() === "q" ? all : contract).has(whose))
          throw new Broken("no data of anybody else", `"${mark}" in "${reply.text.slice(0, 200)}"`);
      }
      for (const [line] of reply.text.matchAll(/(?<!\d)\d{47}(?!\d)/g))
        await handed({ linhaDigitavel: line }, contract);
      // A receipt names the boleto that was paid: nobody is to pay it again.
      const paper = reply.document && "boletoId" in reply.document ? reply.document : undefined;
      if (paper && !("of" in paper && paper.of === "receipt")) await handed({ id: paper.boletoId }, contract);
      if (reply.handsOver !== undefined) await handed({ id: reply.handsOver }, contract);

      const amounts = [...reply.text.matchAll(/R\$ ([\d.]+),(\d\d)/g)].map(([, reais = "", cents = ""]) =>
        Number(`${reais.replaceAll(".", "")}${cents}`),
      );
      const yesterday = plusDays(localDate(now, "America/Sao_Paulo"), -1);
      const mine = [...contract].flatMap((at) => people[at]?.invoices ?? []);
      const known = new Set(mine.flatMap((bill) => [...amountsOf(bill, yesterday)]));
      const odd = amounts.filter((amount) => !known.has(amount));
      if (odd.length === 0) return;
      const counted = await asBankCounts(contract);
      const wrong = odd.find((amount) => !counted.has(amount));
      if (wrong !== undefined)
        throw new Broken(
          "no wrong amount",
          `${wrong} cents in "${reply.text.slice(0, 300)}" on ${localDate(now, "America/Sao_Paulo")}`,
        );
    },

    /** How many lines and papers were looked at. */
    handedOver: () => handedOver,

    /** What the database has to be like between two acts. */
    async looks() {
      const [row] = await prisma().$queryRaw<{ undone: number; living: number }[]>`
        SELECT (SELECT count(*) FROM inbound_message WHERE status <> 'done')::int AS undone,
               (SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM boleto
                 WHERE status IN ('registering', 'payable') GROUP BY invoice_id) AS each)::int AS living`;
      if (row && row.undone > 0) throw new Broken("no exception", `${row.undone} messages were not dealt with`);
      if (row && row.living > 1) throw new Broken("one living boleto", `${row.living} of one invoice`);
    },
  };
}
