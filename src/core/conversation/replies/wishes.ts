import type { Intent } from "../phrases.ts";
import type { Reply } from "../turn.ts";
import { back, buttons, numbered } from "./reply.ts";
import { subjectAnswers } from "./subjects.ts";

// Asking which of two wishes is meant.

const ownLabels: Partial<Record<Intent, string>> = {
  greet: "Ver minhas faturas",
  pay: "Ver minhas faturas",
  pix: "Pagar com PIX",
  "boleto-again": "Receber o boleto de novo",
  "ready-when": "Saber se o boleto está pronto",
  paid: "Avisar que já paguei",
  "not-paid": "Pagar uma fatura",
  receipt: "Recibo de pagamento",
  "not-found": "O banco não acha o boleto",
  "switch-bank": "Boleto de outro banco",
  person: "Falar com uma pessoa",
  help: "Saber o que você faz",
  leave: "Encerrar",
  "stop-notices": "Parar os avisos",
  "resume-notices": "Voltar a receber avisos",
  "erase-data": "Apagar meus dados",
  "personal-data": "Ver meus dados",
  central: "Central do assinante",
  "no-internet": "Estou sem internet",
};

/** Returns a wish as a button says it. */
export function wishLabel(intent: Intent): string {
  const own = ownLabels[intent];
  if (own !== undefined) return own;
  const { subject } = subjectAnswers[intent as keyof typeof subjectAnswers] ?? { subject: "Outra coisa" };
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;
}

/** Asks which of two wishes is meant. */
export function whichWish(wishes: readonly Intent[], list: number): Reply {
  const labels = wishes.map(wishLabel);
  return {
    text: `Qual dos dois você quer?\n${numbered(labels)}\n0. Voltar`,
    choices: [...buttons(labels, list), back(list)],
  };
}
