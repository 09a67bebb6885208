import type { Reply } from "../turn.ts";
import { buttons, plain } from "./reply.ts";

// Personal data, and the choice about notices.

/** Introduces the held data with a summary; the complete file follows. */
export const yourData = (words: string): Reply =>
  plain(
    `${words}\nMando tudo no arquivo abaixo. Para apagar as conversas, digite *apagar meus dados*. Para corrigir o cadastro, digite *atendente*.`,
  );

/** The file with all held data. */
export const dataFile = (subscriberId: string): Reply => ({
  text: "meus-dados.txt",
  document: { dataOf: subscriberId, fileName: "meus-dados.txt" },
});

/** Only the holder may see the data. */
export const dataOfHolder = plain("Os dados são do titular do contrato. Uma pessoa da equipe ajuda você.");

/** Asks for confirmation before texts and links are erased. */
export function eraseQuestion(list: number): Reply {
  const labels = ["Apagar", "Não apagar"];
  return {
    text: "Vou apagar os textos das suas conversas e a ligação delas com o seu cadastro. Se um boleto estiver a caminho, *não vou mais avisar* quando ficar pronto. As faturas e os pagamentos ficam, porque a lei manda guardar.\n1. Apagar\n2. Não apagar",
    choices: buttons(labels, list),
  };
}

/** The texts and links were erased. */
export const erased = plain(
  "Pronto: apaguei os textos e a ligação desta conversa com o seu cadastro. As faturas e os pagamentos continuam guardados, como a lei manda. Para começar de novo, escreva *oi*.",
);

/** Nothing was erased. */
export const notErased = plain("Nada foi apagado. Digite *menu* para ver as faturas.");

/** Notices are declined. Only recorded: no reminders are sent at present. */
export const noticesStopped = plain(
  "Pronto: anotei que você não quer lembretes. Hoje não mando nenhum por conta própria. Se você pedir um boleto aqui, eu ainda aviso o que for dele: quando puder pagar, ou se der problema. Mudou de ideia? Digite *voltar avisos*.",
);
/** Notices are accepted again. Only recorded, too. */
export const noticesResumed = plain(
  "Pronto: anotei que você aceita lembretes. Hoje não mando nenhum por conta própria. Mudou de ideia? Digite *parar avisos*.",
);
