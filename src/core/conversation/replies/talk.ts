import type { Reply } from "../turn.ts";
import { plain } from "./reply.ts";

// Sentences about the conversation itself.

/** Comes before a question that is repeated. */
export const notUnderstood = "Não entendi.";

/** Answers voice, images, stickers and locations. */
export const onlyText = "Desculpe, eu só leio texto.";

/** The button belongs to an older list, and no list is open now. */
export const staleOption = "Essa opção é de uma lista antiga.";

/** The button or the number belongs to an older list. The current list follows. */
export const staleList = `${staleOption} A lista de agora é esta:`;

/** The number is not in the list. */
export const numberOutside = "Esse número não está na lista.";

/** The end of a session. */
export const farewell: Reply = plain("Conversa encerrada. Quando precisar, é só escrever *oi*.");

/** Answers thanks. */
export const welcome: Reply = plain("Por nada! Se precisar, é só escrever *oi*.");

/** There is no question to repeat. */
export const mayShowInvoices: Reply = plain("Digite *menu* para ver suas faturas.");

export const help: Reply = plain(
  "Eu mostro suas faturas e faço o boleto do banco que você escolher.\nDigite *menu* para ver as faturas, *voltar* para voltar, *atendente* para falar com uma pessoa ou *sair* para encerrar.",
);

/** The stored state of the conversation cannot be read by this version, so the conversation starts over. */
export const afresh = "Vamos recomeçar.";

/** The message could not be answered, after all attempts. */
export const broken: Reply = plain(
  "Desculpe, tive um problema para responder. Já avisei a equipe. Digite *menu* para tentar de novo.",
);

/** Ends a loop, for example with another bot. */
export const tooFast: Reply = plain("Recebi mensagens demais em pouco tempo. Espere 1 minuto e escreva de novo.");

/** Label of the button that copies the linha digitável, on channels that have such a button. */
export const copyCode = "Copiar código";

/** The commands in the menu of Telegram. Each has the same effect as its word. */
export const telegramCommands = [
  { command: "menu", description: "Ver minhas faturas" },
  { command: "boleto", description: "Pagar uma fatura ou ver o boleto" },
  { command: "atendente", description: "Falar com uma pessoa" },
  { command: "ajuda", description: "O que eu faço" },
  { command: "sair", description: "Encerrar a conversa" },
];
