import { type BankTitle, foreignName } from "./books.ts";

/** A boleto in our books, under the name that its bank knows it by. */
export interface OurBoleto {
  id: string;
  invoiceId: string;
  bank: string;
  name: string;
  status: string;
  /** Since when it is being cancelled. */
  cancellingSince?: number;
  /** The last day on which its bank takes a payment. */
  payableUntil: string;
  payments: readonly { cents: number; day: string }[];
}

/** A point in which a bank's books and ours are not the same. */
export interface Difference {
  kind: DifferenceKind;
  bank: string;
  /** The title's name at the bank. */
  name: string;
  invoiceId?: string;
  says: string;
}

export type DifferenceKind =
  | "payment unseen"
  | "payment invented"
  | "second payable boleto"
  | "rejected here, alive at the bank"
  | "cancelled here, alive at the bank"
  | "payable here, not at the bank"
  | "unknown here"
  | "settled otherwise";

/** The books at the end of a day. */
export interface Books {
  banks: ReadonlyMap<string, readonly BankTitle[]>;
  ours: readonly OurBoleto[];
  today: string;
  now: number;
  /** What the banks' books had by then has to be in ours. */
  knownBy: number;
}

/** Banks that take a withdrawal by file answer it in the file of the next banking day, which may be lost. */
const longestWithdrawalMs = 6 * 24 * 3_600_000;

/** Compares the books of the banks with ours, in both directions. Other systems' titles are not ours to know. */
export function compareBooks(books: Books): Difference[] {
  const { banks, ours } = books;
  const byName = new Map(ours.map((boleto) => [`${boleto.bank} ${boleto.name}`, boleto]));
  const differences: Difference[] = [];
  const openOf = new Map<string, string[]>();
  for (const [bank, titles] of banks) {
    const names = new Set<string>();
    for (const title of titles.filter(({ name }) => !name.startsWith(foreignName))) {
      const { name } = title;
      const boleto = byName.get(`${bank} ${name}`);
      const tell = (kind: DifferenceKind, says: string) =>
        differences.push({ kind, bank, name, says, ...(boleto && { invoiceId: boleto.invoiceId }) });
      if (names.has(name)) tell("second payable boleto", "the bank has two titles under this name");
      names.add(name);
      if (!boleto) {
        tell("unknown here", "the bank has a title that is not in our books");
        continue;
      }
      for (const [kind, says] of faultsOf(title, boleto, books)) tell(kind, says);
      if (title.state === "open" && !isBeingWithdrawn(boleto, books))
        openOf.set(boleto.invoiceId, [...(openOf.get(boleto.invoiceId) ?? []), `${bank} ${name}`]);
    }
    for (const { name, status, invoiceId } of ours.filter((boleto) => boleto.bank === bank))
      if (!names.has(name) && (status === "payable" || status === "paid"))
        differences.push({
          kind: "payable here, not at the bank",
          ...{ bank, name, invoiceId },
          says: `it is ${status} here, and the bank has no such title`,
        });
  }
  for (const [invoiceId, open] of openOf)
    if (open.length > 1)
      differences.push({
        kind: "second payable boleto",
        ...{ bank: open[1]?.split(" ")[0] ?? "", name: open[1]?.split(" ")[1] ?? "", invoiceId },
        says: `can all be paid: ${open.join(", ")}`,
      });
  return differences;
}

function faultsOf(
  { state, payments }: BankTitle,
  boleto: OurBoleto,
  { knownBy, today }: Books,
): [DifferenceKind, string][] {
  const faults: [DifferenceKind, string][] = [];
  const { status, payableUntil } = boleto;
  const left = [...boleto.payments];
  for (const { cents, days, knownAt } of payments) {
    const at = left.findIndex((one) => one.cents === cents && days.includes(one.day));
    if (at >= 0) left.splice(at, 1);
    else if (knownAt !== undefined && knownAt <= knownBy)
      faults.push(["payment unseen", `${cents} cents of ${days.join(" or ")}, known at ${local(knownAt)}`]);
  }
  for (const { cents, day } of left) faults.push(["payment invented", `${cents} cents of ${day} are in our books`]);
  const isOpen = state === "open";
  if (isOpen && status === "rejected") faults.push(["rejected here, alive at the bank", "the bank takes payments"]);
  if (isOpen && status === "cancelled") faults.push(["cancelled here, alive at the bank", "the bank takes payments"]);
  if (state === "closed" && status === "payable" && payableUntil >= today)
    faults.push(["payable here, not at the bank", "the bank takes no payment any more"]);
  return faults;
}

/** A title that we asked the bank to close, and of which nobody holds a code any more. */
const isBeingWithdrawn = ({ status, cancellingSince = 0 }: OurBoleto, { now }: Books) =>
  (status === "cancelling" && now - cancellingSince < longestWithdrawalMs) || status === "expired";

/** A moment as São Paulo writes it. */
export const local = (at: number) => new Date(at - 3 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
