/** A made-up person. Everything of theirs carries a mark that nobody else has, so that a leak can be searched for. */
export interface Person {
  index: number;
  /** "zqa": stands in the name and the e-mail. */
  mark: string;
  /** "zka": stands in what belongs to the contract: address and descriptions. */
  contractMark: string;
  name: string;
  document: string;
  /** The registered phones, normalised. */
  phones: readonly string[];
  email?: string;
  /** Which of the world's wallets the contract has. */
  wallet: "all" | "bank" | "locks" | "none";
  invoices: readonly Bill[];
}

/** An invoice as it was entered. */
export interface Bill {
  externalId: string;
  cents: number;
  due: string;
  status?: "em_acordo" | "contestada";
  discountCents?: number;
}

const household = "5521971000099";
const wallets = ["all", "all", "bank", "locks"] as const;
const dues = ["2026-10-11", "2026-11-10", "2026-11-23", "2026-11-24", "2026-11-27", "2026-12-10"];

/** Ten people: most with a mobile, two who share one, one with mail alone, one company, one with nothing to pay. */
export const people: readonly Person[] = Array.from({ length: 10 }, (_, index) => {
  const letter = String.fromCharCode(97 + index);
  const phone = `55219710000${String(index).padStart(2, "0")}`;
  const bills = index === 9 ? 0 : index === 8 ? 6 : 1 + (index % 3);
  return {
    index,
    mark: `zq${letter}`,
    contractMark: `zk${letter}`,
    name: index === 7 ? "Zqh Comércio Ltda" : `Zq${letter} Pessoa`,
    document: index === 7 ? "12ABC34501DE35" : cpfOf(String(731_000_000 + index * 11_037_211)),
    phones: index === 3 || index === 4 ? [household, phone] : index === 5 ? [] : [phone],
    ...(index % 2 === 1 && { email: `zq${letter}@exemplo.example` }),
    wallet: index === 6 ? "none" : (wallets[index % wallets.length] ?? "all"),
    invoices: Array.from({ length: bills }, (_, bill) => ({
      externalId: `fuzz-${index}-${bill}`,
      cents: 10_000 + index * 1_013 + bill * 107,
      due: dues[(index + bill * 2) % dues.length] ?? "2026-12-10",
      ...(index === 2 && bill === 1 && { status: "em_acordo" as const }),
      ...(index === 1 && { discountCents: 500 }),
    })),
  };
});

/** A CPF from its first nine digits. */
function cpfOf(first: string): string {
  const digit = (digits: string) => {
    const sum = [...digits].reduce((total, each, at) => total + Number(each) * (digits.length + 1 - at), 0);
    return `${digits}${((sum * 10) % 11) % 10}`;
  };
  return digit(digit(first));
}
