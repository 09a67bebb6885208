import { shortReference } from "../../src/core/registration/short-reference.ts";
import { bookedAt } from "../../tests/standins/banks/booked-at.ts";
import { type BankBooks, type BankWorld, foreignName, type StandIn } from "./books.ts";
import { bringsMoney, foreignCents, isAtOnce, paymentOf, takenBackMs } from "./paying.ts";

/** Cora's books. It posts what is booked and what is cancelled, not that a payment is on its way. */
export function coraBooks(cora: StandIn<"cora">, { now, at, post }: BankWorld): BankBooks {
  const { titles, rules } = cora;
  const paidAt = new Map<string, number>();
  let foreigners = 0;
  const titleOf = (name: string) => titles.find(({ seuNumero }) => seuNumero === name);
  return {
    nameOf: shortReference,
    titles: () =>
      titles.map(({ seuNumero: name, status = "OPEN", statusAt = 0, paidCents }) => ({
        name,
        state: status === "CANCELLED" ? "closed" : status === "OPEN" ? "open" : "taken",
        payments:
          status === "PAID"
            ? [paymentOf({ cents: paidCents, paidAt: paidAt.get(name) ?? statusAt, bookedAt: statusAt })]
            : [],
      })),
    pays(name, { cents, by }) {
      paidAt.set(name, now());
      if (isAtOnce(by)) return post(cora.becomes(name, "PAID", cents));
      cora.becomes(name, "IN_PAYMENT");
      if (bringsMoney(by)) return at(bookedAt(now()), () => post(cora.becomes(name, "PAID", cents)));
      at(now() + takenBackMs, () => delete titleOf(name)?.status);
    },
    hasForeignPayment() {
      const [first] = titles;
      if (!first) return;
      const seuNumero = `${foreignName}-${++foreigners}`;
      const number = `0485367${String(foreigners).padStart(10, "9")}`;
      const paid = { status: "PAID", statusAt: now(), paidCents: foreignCents };
      titles.push({ ...first, ...paid, id: `inv_${seuNumero}`, code: seuNumero, seuNumero, number });
    },
    isOdd(is) {
      Object.assign(rules, { pix: !is, registrationMs: is ? 2 * 3_600_000 : 60_000 });
    },
  };
}
