import { theBank } from "../../billing/bank-grammar.ts";
import type { BoletoCard, Context, Reply } from "../turn.ts";
import { formatPromise } from "./boleto.ts";
import { greeting } from "./invoices.ts";
import { plain } from "./reply.ts";

// Links from a chat to the Central, and back.

/** Says that boletos in registration, which were requested elsewhere, will be sent to this chat. */
export function watching(boletos: readonly BoletoCard[], context: Context): Reply {
  const lines = boletos.map(
    (boleto) =>
      `Seu boleto ${theBank(boleto.bankName, { bold: true }).do} fica pronto ${formatPromise(boleto, context.now)}.`,
  );
  return plain(`${greeting(context)}\n${lines.join("\n")}\nEu mando aqui. Para ver as faturas, digite *menu*.`);
}

/** Hands over a link that opens the Central once. */
export const centralLink = (url: string): Reply =>
  plain(
    `Este link abre a Central do Assinante no navegador. Vale 15 minutos e uma vez só. Não passe a ninguém.\n${url}`,
  );

/** The Central cannot be opened from this chat. */
export const centralOff: Reply = plain(
  "Daqui não consigo abrir a Central do Assinante. Mas dá para fazer tudo por aqui: digite *menu* para ver as faturas.",
);
