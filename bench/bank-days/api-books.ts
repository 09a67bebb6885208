import { shortReference } from "../../src/core/registration/short-reference.ts";
import { stateOf } from "../../tests/standins/banks/bb-title.ts";
import { bookedAt, localDay } from "../../tests/standins/banks/booked-at.ts";
import { situacaoOf } from "../../tests/standins/banks/inter/titles.ts";
import type { ApiBank } from "../../tests/support/start-bank-service.ts";
import { asaasBooks } from "./asaas-books.ts";
import { type BankBooks, type BankTitle, type BankWorld, foreignName, type StandIn } from "./books.ts";
import { coraBooks } from "./cora-books.ts";
import { bouncesMs, bringsMoney, centsOf, foreignCents, isAtOnce, paymentOf, takenBackMs } from "./paying.ts";
import { sicrediBooks } from "./sicredi-books.ts";

interface ApiBooks<B extends ApiBank> {
  /** The bank's name in the address of our webhook. */
  slug: string;
  /** It posts by headers alone, without a body. */
  postsHeaders?: true;
  open(standIn: StandIn<B>, world: BankWorld): BankBooks;
}

const hourMs = 3_600_000;

/** The books of every bank by API. */
export const apiBooks: { readonly [B in ApiBank]: ApiBooks<B> } = {
  inter: { slug: "inter", open: interBooks },
  sicoob: { slug: "sicoob", open: sicoobBooks },
  cora: { slug: "cora", postsHeaders: true, open: coraBooks },
  asaas: { slug: "asaas", open: asaasBooks },
  sicredi: { slug: "sicredi", open: sicrediBooks },
  bb4: { slug: "bb", open: bbBooks },
  bb3: { slug: "bb", open: bbBooks },
};

function interBooks(inter: StandIn<"inter">, { now, at, post }: BankWorld): BankBooks {
  const { titles, rules } = inter;
  const receives = (name: string, cents: number) => post(inter.becomes(name, "RECEBIDO", (cents / 100).toFixed(2)));
  return {
    nameOf: shortReference,
    titles: () =>
      titles.map((title) => {
        const { seuNumero, paid, situacaoAt = 0 } = title;
        const money = paid === undefined ? [] : [{ cents: centsOf(Number(paid)), days: [localDay(situacaoAt)] }];
        return {
          name: seuNumero,
          state: interStates[situacaoOf(title, now())] ?? "closed",
          payments: money.map((one) => ({ ...one, knownAt: situacaoAt })),
        };
      }),
    // Inter says nothing of a payment before it is booked, so what is taken back before that is never seen.
    pays(name, { cents, by }) {
      if (isAtOnce(by)) receives(name, cents);
      else if (bringsMoney(by)) at(bookedAt(now()), () => receives(name, cents));
    },
    hasForeignPayment() {
      const [first] = titles;
      if (!first) return;
      const number = String(titles.length + 1).padStart(10, "9");
      const foreign = { seuNumero: `${foreignName}-${number}`, nossoNumero: `${number}0`, id: `foreign-${number}` };
      const money = { situacao: "RECEBIDO", situacaoAt: now(), paid: (foreignCents / 100).toFixed(2) };
      titles.push({ ...first, ...foreign, ...money });
    },
    isOdd(is) {
      Object.assign(rules, { nulls: is, pix: !is, listLagMs: is ? 2 * hourMs : 3 * 60_000 });
    },
  };
}

function sicoobBooks(sicoob: StandIn<"sicoob">, { now, at, post }: BankWorld): BankBooks {
  const { titles, rules } = sicoob;
  let foreigners = 0;
  return {
    nameOf: shortReference,
    titles: () =>
      titles.map(({ seuNumero, situacao, payment }) => ({
        name: seuNumero,
        state: payment ? "taken" : situacao === "Em Aberto" ? "open" : "closed",
        payments: payment ? [paymentOf(payment)] : [],
      })),
    pays(name, { cents, by }) {
      post(sicoob.pays(name, { cents, by: isAtOnce(by) ? "pix" : "boleto" }));
      if (!bringsMoney(by)) at(now() + takenBackMs, () => post(sicoob.undoes(name)));
    },
    hasForeignPayment() {
      const [first] = titles;
      // Below the numbers that are ours.
      const nossoNumero = ++foreigners;
      const payment = { paidAt: now(), bookedAt: now(), cents: foreignCents };
      if (first) titles.push({ ...first, nossoNumero, seuNumero: `${foreignName}-${nossoNumero}`, payment });
    },
    isOdd(is) {
      Object.assign(rules, { pix: !is, numericTypes: is });
    },
  };
}

function bbBooks(bb: StandIn<"bb4" | "bb3">, { now, at, post }: BankWorld): BankBooks {
  const { titles, rules } = bb;
  const [settled, byCheque, normal] = [6, 17, 1];
  /** Books it as the bank does by itself in the night, so that its lists have it. */
  function receives(name: string, cents: number, { isHere }: { isHere: boolean }) {
    post(bb.becomes(name, settled, isHere ? 1 : 2, cents / 100));
    const payment = titles.find((one) => one.numeroTituloBeneficiario === name)?.payment;
    if (payment) payment.bookedAt = now();
  }
  const isBack = (name: string) => post(bb.becomes(name, normal, 10));
  return {
    nameOf: shortReference,
    titles: () =>
      titles.map((title) => ({
        name: title.numeroTituloBeneficiario,
        state: bbStates[stateOf(title, now(), rules.registrationMs)] ?? "taken",
        payments: title.payment?.bookedAt
          ? [paymentOf({ ...title.payment, bookedAt: title.payment.bookedAt, cents: centsOf(title.payment.reais) })]
          : [],
      })),
    pays(name, { cents, by }) {
      if (isAtOnce(by)) return receives(name, cents, { isHere: true });
      if (by === "cheque" || by === "bounced cheque") {
        post(bb.becomes(name, byCheque, 2));
        if (by === "cheque") at(bookedAt(now()), () => receives(name, cents, { isHere: false }));
        else at(now() + bouncesMs, () => isBack(name));
        return;
      }
      post(bb.pays(name, cents / 100));
      if (by === "taken back") at(now() + takenBackMs, () => isBack(name));
    },
    hasForeignPayment() {
      const [first] = titles;
      if (!first) return;
      const number = String(8_000_000_000 + titles.length);
      const foreign = {
        id: `000${first.numeroConvenio}${number}`,
        numeroTituloBeneficiario: `${foreignName} ${number}`,
      };
      const payment = { paidAt: now(), bookedAt: now(), reais: foreignCents / 100 };
      titles.push({ ...first, ...foreign, state: settled, payment });
    },
    isOdd(is) {
      Object.assign(rules, { pix: !is, registrationMs: is ? 2 * hourMs : 60_000 });
    },
  };
}

const interStates: Record<string, BankTitle["state"]> = {
  EM_PROCESSAMENTO: "open",
  A_RECEBER: "open",
  RECEBIDO: "taken",
};
/** The others say that somebody has paid. */
const bbStates: Record<number, BankTitle["state"]> = { 1: "open", 7: "closed", 80: "open" };
