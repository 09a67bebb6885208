import { banks } from "../banks.ts";
import type { BankCode } from "../billing/bank-code.ts";
import { formatBrl } from "../billing/money/money.ts";
import type { TitleCandidate } from "../file-ports.ts";
import { shortReference } from "../registration/short-reference.ts";
import { plainUpper } from "./plain-upper.ts";
import type { NamedOwner, ReturnedNumber, ReturnTitle } from "./return-title.ts";
import { titleReference } from "./title-reference.ts";

/** Digits without the zeros at the left: banks write one account at several widths. */
const plain = (field: string) => field.replace(/[^0-9A-Z]/gi, "").replace(/^0+/, "");

/** Returns the meanings of the title's field that give the candidate's nosso número, with the bank's own part of it. */
export function numbersLike(title: ReturnTitle, candidate: TitleCandidate): readonly ReturnedNumber[] {
  const field = title.nossoNumero.replace(/\D/g, "");
  // At Banco do Brasil the whole number includes the convênio.
  if (candidate.bankCode === "001" && !field.includes(candidate.nossoNumeroFull)) return [];
  return title.numbers.filter(({ number }) => number === candidate.nossoNumero);
}

/**
 * Says why a title with the number of one of our boletos is not that boleto; undefined if it is. The account, carteira,
 * check digit, "uso da empresa" and amount that the file names must be the boleto's; a part that the bank leaves blank
 * or zero proves nothing either way, but at least the document or the account has to be named.
 */
export function whyNotOurs(title: ReturnTitle, candidate: TitleCandidate): string | undefined {
  const numbers = numbersLike(title, candidate);
  if (numbers.length === 0) return `o nosso número é ${title.nossoNumero}, e o deste boleto ${candidate.nossoNumero}`;
  return (
    referenceFault(title, candidate) ??
    accountFault(title.owner, accountOf(candidate.bankCode, candidate.wallet)) ??
    first(numbers.map((number) => numberFault(number, candidate))) ??
    amountFault(title, candidate)
  );
}

/** The fault of the first meaning, unless another meaning has none. */
const first = (faults: readonly (string | undefined)[]) => (faults.includes(undefined) ? undefined : faults[0]);

function referenceFault({ reference, bankCode }: ReturnTitle, candidate: TitleCandidate): string | undefined {
  if (reference === "") return undefined;
  const { id, nossoNumero, numeroDocumento = "" } = candidate;
  const said = bare(reference);
  const own = [titleReference(id), numeroDocumento, nossoNumero, shortReference(id)].map(bare).filter(Boolean);
  // Caixa returns the seu número instead, which may be the end of the nosso número; Sicredi adds the parcela to it.
  const isTail = said.length >= 7 && nossoNumero.endsWith(said);
  const isOwn = isTail || own.some((text) => said === text || (bankCode === "748" && isWithParcela(said, text)));
  return isOwn ? undefined : `o uso da empresa é "${reference}"`;
}

/** Banks allow different punctuation, so a remessa of one may have left out what that of another keeps. */
const bare = (text: string) => plainUpper(text).replace(/[^A-Z0-9]/g, "");

const isWithParcela = (said: string, text: string) =>
  said.startsWith(text) && /^\d{0,3}$/.test(said.slice(text.length));

/** Returns true if a file that names this owner is the bank wallet's. */
export function namesAccount(named: NamedOwner, bankCode: BankCode, wallet: TitleCandidate["wallet"]): boolean {
  return accountFault(named, accountOf(bankCode, wallet)) === undefined;
}

/** The account as the bank's files name it. */
function accountOf(bankCode: BankCode, wallet: TitleCandidate["wallet"]): NamedOwner {
  const values = banks[bankCode].cnab240?.values(wallet.account, wallet.cnab) ?? {};
  const { agencia = "", conta = "" } = values;
  return {
    document: wallet.document,
    agencia,
    conta,
    beneficiario: values.beneficiario7 ?? wallet.account.beneficiario ?? "",
  };
}

const ownerParts = [
  ["document", "CPF ou CNPJ"],
  ["agencia", "agência"],
  ["conta", "conta"],
  ["beneficiario", "convênio ou código do beneficiário"],
] as const;

function accountFault(named: NamedOwner, own: NamedOwner): string | undefined {
  if (Object.keys(named).length === 0) return "o arquivo não diz de que conta é";
  for (const [part, label] of ownerParts) {
    const [said, ours] = [named[part], own[part]];
    if (said && ours && plain(said) !== plain(ours))
      return `${label} no arquivo: ${said}; na carteira de banco: ${ours}`;
  }
  return undefined;
}

function numberFault({ dv, carteira }: ReturnedNumber, { bankCode, nossoNumeroDv, wallet }: TitleCandidate) {
  const ownCarteira = banks[bankCode].cnab240?.carteiraReturned?.(wallet.account) ?? wallet.account.carteira ?? "";
  if (carteira && plain(carteira) !== "" && ownCarteira !== "" && plain(carteira) !== plain(ownCarteira))
    return `carteira no arquivo: ${carteira}; na carteira de banco: ${ownCarteira}`;
  if (dv?.trim() && nossoNumeroDv && dv.trim().toUpperCase() !== nossoNumeroDv)
    return `dígito do nosso número no arquivo: ${dv}; no boleto: ${nossoNumeroDv}`;
  return undefined;
}

/** The amount may differ only where our own reference proves the title and the movement does not enter it. */
function amountFault({ amountCents, boletoId, movement }: ReturnTitle, candidate: TitleCandidate) {
  const isProven = boletoId === candidate.id && movement.effect !== "registered";
  if (amountCents === 0 || amountCents === candidate.amountCents || isProven) return undefined;
  return `o valor é ${formatBrl(amountCents)}, e o do boleto ${formatBrl(candidate.amountCents)}`;
}
