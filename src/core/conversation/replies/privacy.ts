import type { Reply } from "../turn.ts";
import { buttons, plain } from "./reply.ts";

// Personal data, and whether reminders are wanted.

/** Summarises the personal data. The complete list follows as a file. */
export const yourData = (words: string): Reply =>
  plain(
    `${words}\nMando tudo no arquivo abaixo. Para apagar as conversas, digite *apagar meus dados*. Para corrigir o cadastro, digite *atendente*.`,
  );

/** The file with all personal data. */
export const dataFile = (subscriberId: string): Reply => ({
  text: "meus-dados.txt",
  document: { dataOf: subscriberId, fileName: "meus-dados.txt" },
});

/** The data is shown to the holder only. */
export const dataOfHolder = plain("Os dados são do titular do contrato. Uma pessoa da equipe ajuda você.");

/** Asks whether to erase texts and connections. */
export function eraseQuestion(list: number): Reply {
  const labels = ["Apagar", "Não apagar"];
  return {
    text: "Vou apagar os textos das suas conversas e a ligação delas com o seu cadastro. Se um boleto estiver a caminho, *não vou mais avisar* quando ficar pronto. As faturas e os pagamentos ficam, porque a lei manda guardar.\n1. Apagar\n2. Não apagar",
    choices: buttons(labels, list),
  };
}

/** The texts and connections were erased. */
export const erased = plain(
  "Pronto: apaguei os textos e a ligação desta conversa com o seu cadastro. As faturas e os pagamentos continuam guardados, como a lei manda. Para começar de novo, escreva *oi*.",
);

/** Nothing was erased. */
export const notErased = plain("Nada foi apagado. Digite *menu* para ver as faturas.");

/** Reminders are not wanted. This is only recorded, because no reminders are sent at present. */
export const noticesStopped = plain(
  "Pronto: anotei que você não quer lembretes. Hoje não mando nenhum por conta própria. Se você pedir um boleto aqui, eu ainda aviso o que for dele: quando puder pagar, ou se der problema. Mudou de ideia? Digite *voltar avisos*.",
);
/** Reminders are wanted again. This, too, is only recorded. */
export const noticesResumed = plain(
  "Pronto: anotei que você aceita lembretes. Hoje não mando nenhum por conta própria. Mudou de ideia? Digite *parar avisos*.",
);
