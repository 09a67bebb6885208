import { plainText } from "./plain-text.ts";

const paidWord = "(?:paguei|pago|paga|quitei|agendei|agendado|pagamento)";
const transfer = "(?:fiz|mandei|enviei) (?:(?:o|um|a) )?(?:pix|transferencia)";
const denial = new RegExp(
  `\\b(?:nao|nem|nunca) (?:ainda )?(?:(?:(?:foi|esta|fiz|efetuei|realizei|o|a) ){0,2}${paidWord}|${transfer})\\b`,
  "g",
);
const claim = new RegExp(`\\b(?:${paidWord}|${transfer})\\b`);
const doubt = /\b(?:acho|talvez|sera|sei|lembro|certeza)\b/;

/** Returns true if a text clearly denies a payment. "Não, paguei" and "acho que não paguei" do not. */
export function deniesPayment(text: string): boolean {
  if (text.includes("?")) return false;
  // Each clause is read by itself: in "não, paguei" the comma separates the "não" from what follows.
  const clauses = text.split(/[,.;:!\n]/).map(plainText);
  const rest = clauses.map((clause) => clause.replace(denial, ""));
  const denied = rest.some((clause, index) => clause !== clauses[index]);
  return denied && !rest.some((clause) => claim.test(clause)) && !clauses.some((clause) => doubt.test(clause));
}
