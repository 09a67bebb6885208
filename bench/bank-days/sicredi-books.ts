import { tinyReference } from "../../src/core/registration/short-reference.ts";
import { bookedAt, localDay } from "../../tests/standins/banks/booked-at.ts";
import { type BankBooks, type BankWorld, foreignName, type StandIn } from "./books.ts";
import { bringsMoney, centsOf, foreignCents, isAtOnce } from "./paying.ts";

const open = "EM CARTEIRA";

/** Sicredi's books. It announces a payment that another bank took, and books it in the night. */
export function sicrediBooks(sicredi: StandIn<"sicredi">, { now, at, post }: BankWorld): BankBooks {
  const { titles, rules } = sicredi;
  const paidOn = new Map<string, string>();
  const knownAt = new Map<string, number>();
  const taken = new Set<string>();
  let foreigners = 0;
  function receives(name: string, cents: number, how: "PIX" | "REDE") {
    knownAt.set(name, now());
    post(sicredi.becomes(name, `LIQUIDADO ${how}`, `LIQUIDACAO_${how}`, cents / 100));
  }
  return {
    nameOf: tinyReference,
    titles: () =>
      titles.map((title) => {
        const { seuNumero: name, paid, paidOn: bookedOn = "" } = title;
        const since = knownAt.get(name);
        const isBooked = paid !== undefined && since !== undefined;
        return {
          name,
          state:
            isBooked || taken.has(name) ? "taken" : sicredi.situacaoOf(title).startsWith("BAIXADO") ? "closed" : "open",
          payments: isBooked
            ? [{ cents: centsOf(paid), days: [paidOn.get(name) ?? bookedOn, bookedOn], knownAt: since }]
            : [],
        };
      }),
    pays(name, { cents, by }) {
      paidOn.set(name, localDay(now()));
      if (isAtOnce(by)) return receives(name, cents, "PIX");
      post(sicredi.becomes(name, open, "AVISO_PAGAMENTO_COMPE"));
      if (!bringsMoney(by)) return;
      taken.add(name);
      at(bookedAt(now()), () => receives(name, cents, "REDE"));
    },
    hasForeignPayment() {
      const [first] = titles;
      if (!first) return;
      const seuNumero = `${foreignName}${++foreigners}`;
      const nossoNumero = `2699${String(foreigners).padStart(5, "0")}`;
      titles.push({ ...first, seuNumero, nossoNumero, paid: foreignCents / 100, paidOn: localDay(now()) });
    },
    isOdd(is) {
      Object.assign(rules, { pix: !is });
    },
  };
}
