import { addDays, isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { shortReference } from "../../src/core/registration/short-reference.ts";
import { bookedAt, localDay } from "../../tests/standins/banks/booked-at.ts";
import { type BankBooks, type BankWorld, foreignName, type StandIn } from "./books.ts";
import { bringsMoney, centsOf, foreignCents, isAtOnce, takenBackMs } from "./paying.ts";

const paid = "RECEIVED";
/** Paid, and the money has not arrived. */
const confirmed = "CONFIRMED";

/** Asaas's books. It says at once that somebody paid, and books it in the night with both days. */
export function asaasBooks(asaas: StandIn<"asaas">, { now, at, post }: BankWorld): BankBooks {
  const { titles, rules } = asaas;
  const today = () => localDay(now());
  const knownAt = new Map<string, number>();
  let foreigners = 0;
  function receives(name: string, cents: number, paidOn: string) {
    knownAt.set(name, now());
    post(asaas.becomes(name, paid, { value: cents / 100, paidOn }));
  }
  const isPastItsEnd = ({ dueDate, daysAfterDueDateToRegistrationCancellation: days = 0 }: (typeof titles)[number]) =>
    today() > addDays(isoDate(dueDate), days);
  return {
    nameOf: shortReference,
    titles: () =>
      titles.map((title) => {
        const { seuNumero: name, status, deleted, paidValue = 0, paymentDate, clientPaymentDate } = title;
        const isTaken = status === paid || status === confirmed;
        const days = [paymentDate, clientPaymentDate].flatMap((day) => day ?? []);
        const since = knownAt.get(name);
        return {
          name,
          state: isTaken ? "taken" : deleted || isPastItsEnd(title) ? "closed" : "open",
          payments: status === paid && since !== undefined ? [{ cents: centsOf(paidValue), days, knownAt: since }] : [],
        };
      }),
    pays(name, { cents, by }) {
      const paidOn = today();
      if (isAtOnce(by)) return receives(name, cents, paidOn);
      post(asaas.becomes(name, confirmed));
      if (bringsMoney(by)) return at(bookedAt(now()), () => receives(name, cents, paidOn));
      at(now() + takenBackMs, () => post({ ...asaas.becomes(name, "PENDING"), event: "PAYMENT_UPDATED" }));
    },
    hasForeignPayment() {
      const [first] = titles;
      if (!first) return;
      const name = `${foreignName}-${++foreigners}`;
      const money = { status: paid, paidValue: foreignCents / 100, paymentDate: today(), clientPaymentDate: today() };
      const foreign = { id: `pay_${name}`, seuNumero: name, externalReference: name, nossoNumero: `99${foreigners}` };
      titles.push({ ...first, ...foreign, ...money, deleted: false });
    },
    isOdd(is) {
      Object.assign(rules, { pix: !is, numbersMs: is ? 2 * 3_600_000 : 30_000 });
    },
  };
}
