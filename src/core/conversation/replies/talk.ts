import type { Reply } from "../turn.ts";
import { plain } from "./reply.ts";

// What holds the talk together, whatever it is about.

/** Said before a question is repeated. */
export const notUnderstood = "Não entendi.";

/** Voice, image, sticker, place. */
export const onlyText = "Desculpe, eu só leio texto.";

/** A button of an older list, where nothing is to be chosen now. */
export const staleOption = "Essa opção é de uma lista antiga.";

/** A button or number of an older list. */
export const staleList = `${staleOption} A lista de agora é esta:`;

/** A number outside of the list. */
export const numberOutside = "Esse número não está na lista.";

/** The end of a session. */
export const farewell: Reply = plain("Conversa encerrada. Quando precisar, é só escrever *oi*.");

/** Thanks. */
export const welcome: Reply = plain("Por nada! Se precisar, é só escrever *oi*.");

/** Nothing is asked now. */
export const mayShowInvoices: Reply = plain("Digite *menu* para ver suas faturas.");

/** Help. */
export const help: Reply = plain(
  "Eu mostro suas faturas e faço o boleto do banco que você escolher.\nDigite *menu* para ver as faturas, *voltar* para voltar, *atendente* para falar com uma pessoa ou *sair* para encerrar.",
);

/** A talk too old to be gone on with. */
export const afresh = "Vamos recomeçar.";

/** The turn failed for good. */
export const broken: Reply = plain(
  "Desculpe, tive um problema para responder. Já avisei a equipe. Digite *menu* para tentar de novo.",
);

/** A loop was cut. */
export const tooFast: Reply = plain("Recebi mensagens demais em pouco tempo. Espere 1 minuto e escreva de novo.");

/** The button that puts the line into the clipboard, where a channel has one. */
export const copyCode = "Copiar código";

/** The commands that Telegram shows; each is said like its word. */
export const telegramCommands = [
  { command: "menu", description: "Ver minhas faturas" },
  { command: "boleto", description: "Pagar uma fatura ou ver o boleto" },
  { command: "atendente", description: "Falar com uma pessoa" },
  { command: "ajuda", description: "O que eu faço" },
  { command: "sair", description: "Encerrar a conversa" },
];
