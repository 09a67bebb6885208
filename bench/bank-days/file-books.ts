import { titleReference } from "../../src/core/cnab240/title-reference.ts";
import { bookedAt, localDay } from "../../tests/standins/banks/booked-at.ts";
import { readRemittance } from "../../tests/standins/banks/cnab/read-remittance.ts";
import { type BankTitle as ReturnedTitle, writeReturn } from "../../tests/standins/banks/cnab/write-return.ts";
import { writeReturn400 } from "../../tests/standins/banks/cnab/write-return-400.ts";
import { type BankBooks, type BankPayment, type BankTitle, foreignName } from "./books.ts";

interface FileTitle {
  name: string;
  /** The field of the nosso número, as it was sent. */
  field: string;
  due: string;
  cents: number;
  state: BankTitle["state"];
  payments: BankPayment[];
}

/** A return file, and what to do when it is handed over: from then on its payments can be known. */
export interface ReturnFile {
  bytes: Buffer;
  isTold(): void;
}

/** A bank by file. It takes a remessa in the evening, and writes a return file of the day in the night. */
export interface FileBooks extends BankBooks {
  takes(remittance: Uint8Array): void;
  /** Undefined if nothing happened. */
  writesReturn(): ReturnFile | undefined;
}

interface FileBank {
  writes(titles: readonly ReturnedTitle[], nsa: number): Buffer;
  /** The parts of a nosso número's field that the return file has in several places. */
  parts?(field: string): { nossoNumero: string; dv: string; carteira: string };
  /** Says that a title cannot be taken back because it was paid; some banks say nothing. */
  refusesLateWithdrawal: boolean;
}

/** Bradesco returns CNAB 240; Itaú takes CNAB 240 and returns CNAB 400, as it may be agreed with a bank. */
export const fileBooks = {
  "237": { writes: (titles, nsa) => writeReturn("237", titles, { nsa }), refusesLateWithdrawal: true },
  "341": {
    writes: (titles, nsa) => writeReturn400("341", titles, { nsa }),
    parts: (field) => ({ carteira: field.slice(0, 3), nossoNumero: field.slice(3, 11), dv: field.slice(11, 12) }),
    refusesLateWithdrawal: false,
  },
} as const satisfies Record<string, FileBank>;

/** Opens the books of such a bank. */
export function openFileBooks(code: keyof typeof fileBooks, now: () => number): FileBooks {
  const bank: FileBank = fileBooks[code];
  const titles: FileTitle[] = [];
  let news: { title: FileTitle; movement: string; money?: BankPayment }[] = [];
  let [nsa, foreigners] = [0, 0];

  const titleNamed = (name: string) => titles.find((one) => one.name === name);
  function enters(title: FileTitle) {
    titles.push(title);
    news.push({ title, movement: "02" });
  }
  function takesBack(title: FileTitle | undefined) {
    if (!title) return;
    if (title.state === "open") {
      title.state = "closed";
      news.push({ title, movement: "09" });
    } else if (bank.refusesLateWithdrawal) news.push({ title, movement: "26" });
  }
  function receives(title: FileTitle, cents: number) {
    const money: BankPayment = { cents, days: [localDay(now())] };
    title.state = "taken";
    title.payments.push(money);
    news.push({ title, movement: "06", money });
  }

  return {
    nameOf: titleReference,
    titles: () => titles,
    pays(name, { cents, by }) {
      const title = titleNamed(name);
      if (title && by !== "bounced cheque" && by !== "taken back") receives(title, cents);
    },
    hasForeignPayment() {
      const number = String(++foreigners).padStart(11, "0");
      const field = bank.parts ? `109${number.slice(3)}0` : `00900000${number}0`;
      const name = `${foreignName} ${number}`;
      receives({ name, field, due: localDay(now()), cents: 1234, state: "open", payments: [] }, 1234);
    },
    takes(remittance) {
      for (const { P = {} } of readRemittance(remittance).titles) {
        const { use: name = "", nossoNumero: field = "", due = "", value } = P;
        const iso = `${due.slice(4)}-${due.slice(2, 4)}-${due.slice(0, 2)}`;
        if (P.movement === "02") takesBack(titleNamed(name));
        else enters({ name, field, due: iso, cents: Number(value), state: "open", payments: [] });
      }
    },
    writesReturn() {
      if (news.length === 0) return undefined;
      const told = news;
      news = [];
      const credited = localDay(bookedAt(now()));
      const bytes = bank.writes(
        told.map(({ title: { name, field, due, cents }, movement, money }) => ({
          ...{ movement, reference: name, due, cents, occurred: money?.days[0] ?? localDay(now()) },
          ...(bank.parts ? bank.parts(field) : { nossoNumero: "", field }),
          ...(money && { paid: money.cents, credited }),
          ...(movement === "09" && { reasons: ["10"] }),
          ...(movement === "26" && { reasons: ["60"] }),
        })),
        ++nsa,
      );
      const isTold = () => {
        for (const { money } of told) if (money) money.knownAt = now();
      };
      return { bytes, isTold };
    },
  };
}
