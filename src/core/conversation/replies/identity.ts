import type { CodeMessage } from "../../identity/courier.ts";
import type { Context, Reply } from "../turn.ts";
import { plain } from "./reply.ts";

// Proving who is writing. No sentence in here may reveal whether a CPF or CNPJ is known.

const unproven = {
  "unknown-phone": "Este telefone não está no nosso cadastro. ",
  "several-subscribers": "Este telefone está em mais de um cadastro. ",
  "no-phone": "",
};

/** Asks for the CPF or CNPJ, because the phone identifies nobody. */
export function whoAreYou({ provider, asksContact, unprovenBecause = "no-phone" }: Context): Reply {
  const action = asksContact ? "Toque em *Enviar meu telefone* ou digite" : "Digite";
  const text = `Olá! Aqui é o atendimento da *${provider}*. ${unproven[unprovenBecause]}${action} o CPF ou CNPJ do titular, só os números.`;
  return { text, ...(asksContact && { ask: "contact" as const }) };
}

/** The link is used or expired. */
export const linkOver = "Esse link já foi usado ou venceu.";

/** A human agent has to verify who is writing. The sentence is the same whether the CPF or CNPJ is known or not. */
export const documentTaken =
  "Obrigado. Para proteger seus dados, uma pessoa vai confirmar quem é você. Se preferir, escreva do telefone que está no cadastro.";

/** The number is not a valid CPF or CNPJ. */
export const notADocument: Reply = plain(
  "Esse número não é um CPF ou CNPJ válido. Confira e digite de novo, ou digite *atendente*.",
);

/** Label of the button that shares the phone, on channels that have such a button. */
export const shareContact = "Enviar meu telefone";

/** Formats a waiting time, rounded up so that the wait is over by then: "1 minuto", "25 minutos", "2 horas". */
export function waitingTime(until: Date, now: Date): string {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  if (minutes < 60) return minutes === 1 ? "1 minuto" : `${minutes} minutos`;
  const hours = Math.ceil(minutes / 60);
  return hours === 1 ? "1 hora" : `${hours} horas`;
}

/** Says that a code was sent. Every word is the same whether the CPF or CNPJ is known or not. */
export const codeSent = (kind: "cpf" | "cnpj"): Reply =>
  plain(
    `Se este ${kind.toUpperCase()} estiver no cadastro, enviei um código ao contato cadastrado. Digite aqui os *6 números* do código: ele vale por 10 minutos. Não chegou? Digite *atendente*.`,
  );

/** Too many codes were requested. */
export const codesLimited = (until: Date, now: Date): Reply =>
  plain(`Foram pedidos códigos demais. Espere *${waitingTime(until, now)}* e tente de novo, ou digite *atendente*.`);

/** The code is wrong. Said for unknown documents as well. */
export const codeWrong = (triesLeft: number): Reply =>
  plain(
    `Esse código não confere. Veja o último que chegou e digite de novo: você tem mais *${triesLeft}* ${triesLeft === 1 ? "tentativa" : "tentativas"}.`,
  );

/** The code is used up or has expired, or none was requested here. */
export const codeOver = plain(
  "Esse código não vale mais. Digite de novo o CPF ou CNPJ para receber outro, ou digite *atendente*.",
);

/** Too many codes or digits were entered. */
export const triesLimited = (until: Date, now: Date): Reply =>
  plain(`Foram tentativas demais. Espere *${waitingTime(until, now)}* e tente de novo, ou digite *atendente*.`);

/** Asks for the code. */
export const typeCode = plain(
  "Digite os *6 números* do código. Para receber outro, digite de novo o CPF ou CNPJ. Não chegou? Digite *atendente*.",
);

/** Said to everybody, so that the question does not reveal what the holder's document is like. */
const withLetters = " (se o CNPJ tem letras, os 3 primeiros caracteres)";

/** Asks for the first digits of the CPF or CNPJ, when a registered phone writes for the first time. */
export const askDigits = ({ provider }: Context): Reply =>
  plain(
    `Olá! Aqui é o atendimento da *${provider}*. Este telefone está no nosso cadastro. Para proteger os dados, digite só os *3 primeiros números* do CPF ou CNPJ do titular${withLetters}. Não é você? Digite *outro*.`,
  );

/** The digits are not those of the holder. */
export const digitsWrong = (triesLeft: number): Reply =>
  plain(
    `Não confere. Digite os *3 primeiros números* do CPF ou CNPJ do titular${withLetters}: você tem mais *${triesLeft}* ${triesLeft === 1 ? "tentativa" : "tentativas"}. Não é você? Digite *outro*.`,
  );

/** The digits were wrong at the last attempt. */
export const digitsOver = plain("Não confere. Para proteger os dados, parei por aqui.");

/** The SMS or e-mail with a code. */
export const codeMessage = (code: string, provider: string): CodeMessage => ({
  code,
  subject: `Seu código: ${provider}`,
  text: `${provider}: seu código é ${code}. Vale por 10 minutos. Não passe a ninguém: a equipe nunca pede. Não pediu? Ignore.`,
});
