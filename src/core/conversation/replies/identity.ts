import type { CodeMessage } from "../../identity/courier.ts";
import type { Context, Reply } from "../turn.ts";
import { plain } from "./reply.ts";

// What is said while it is proved who writes. Nothing here may depend on whether a document is known.

const unproven = {
  "unknown-phone": "Este telefone não está no nosso cadastro. ",
  "several-subscribers": "Este telefone está em mais de um cadastro. ",
  "no-phone": "",
};

/** Somebody whose phone proves nobody. */
export function whoAreYou({ provider, asksContact, unprovenBecause = "no-phone" }: Context): Reply {
  const how = asksContact ? "Toque em *Enviar meu telefone* ou digite" : "Digite";
  const text = `Olá! Aqui é o atendimento da *${provider}*. ${unproven[unprovenBecause]}${how} o CPF ou CNPJ do titular, só os números.`;
  return { text, ...(asksContact && { ask: "contact" as const }) };
}

/** A link that no longer opens anything. */
export const linkOver = "Esse link já foi usado ou venceu.";

/** The same for known and unknown documents. */
export const documentTaken =
  "Obrigado. Para proteger seus dados, uma pessoa vai confirmar quem é você. Se preferir, escreva do telefone que está no cadastro.";

/** Not a tax id. */
export const notADocument: Reply = plain(
  "Esse número não é um CPF ou CNPJ válido. Confira e digite de novo, ou digite *atendente*.",
);

/** The button that shares the phone, where a channel has one. */
export const shareContact = "Enviar meu telefone";

/** "1 minuto", "25 minutos", "2 horas": rounded up, so that it is over by then. */
export function waitingTime(until: Date, now: Date): string {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  if (minutes < 60) return minutes === 1 ? "1 minuto" : `${minutes} minutos`;
  const hours = Math.ceil(minutes / 60);
  return hours === 1 ? "1 hora" : `${hours} horas`;
}

/** The same word for word whether the CPF is known or not. */
export const codeSent = (kind: "cpf" | "cnpj"): Reply =>
  plain(
    `Se este ${kind.toUpperCase()} estiver no cadastro, enviei um código ao contato cadastrado. Digite aqui os *6 números* do código: ele vale por 10 minutos. Não chegou? Digite *atendente*.`,
  );

/** Too many codes were asked for. */
export const codesLimited = (until: Date, now: Date): Reply =>
  plain(`Foram pedidos códigos demais. Espere *${waitingTime(until, now)}* e tente de novo, ou digite *atendente*.`);

/** A wrong code, also of a document that nobody has. */
export const codeWrong = (triesLeft: number): Reply =>
  plain(
    `Esse código não confere. Veja o último que chegou e digite de novo: você tem mais *${triesLeft}* ${triesLeft === 1 ? "tentativa" : "tentativas"}.`,
  );

/** Used up, too old, or never asked for here. */
export const codeOver = plain(
  "Esse código não vale mais. Digite de novo o CPF ou CNPJ para receber outro, ou digite *atendente*.",
);

/** Too many codes were typed. */
export const triesLimited = (until: Date, now: Date): Reply =>
  plain(`Foram tentativas demais. Espere *${waitingTime(until, now)}* e tente de novo, ou digite *atendente*.`);

/** Waiting for the code. */
export const typeCode = plain(
  "Digite os *6 números* do código. Para receber outro, digite de novo o CPF ou CNPJ. Não chegou? Digite *atendente*.",
);

/** A phone of the register writes for the first time. */
export const askDigits = ({ provider }: Context): Reply =>
  plain(
    `Olá! Aqui é o atendimento da *${provider}*. Este telefone está no nosso cadastro. Para proteger os dados, digite só os *3 primeiros números* do CPF ou CNPJ do titular. Não é você? Digite *outro*.`,
  );

/** Not the digits of the holder. */
export const digitsWrong = (triesLeft: number): Reply =>
  plain(
    `Não confere. Digite os *3 primeiros números* do CPF ou CNPJ do titular: você tem mais *${triesLeft}* ${triesLeft === 1 ? "tentativa" : "tentativas"}. Não é você? Digite *outro*.`,
  );

/** The third wrong ones. */
export const digitsOver = plain("Não confere. Para proteger os dados, parei por aqui.");

/** What carries a code, by SMS or e-mail. */
export const codeMessage = (code: string, provider: string): CodeMessage => ({
  code,
  subject: `Seu código: ${provider}`,
  text: `${provider}: seu código é ${code}. Vale por 10 minutos. Não passe a ninguém: a equipe nunca pede. Não pediu? Ignore.`,
});
