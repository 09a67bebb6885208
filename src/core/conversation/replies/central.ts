import type { BoletoCard, Context, Reply } from "../turn.ts";
import { greeting, of, until } from "./replies.ts";

// What is said where a chat and the Central lead to each other.

const plain = (text: string): Reply => ({ text });

/** Boletos in registration, asked for elsewhere, are promised here. */
export function watching(boletos: readonly BoletoCard[], context: Context): Reply {
  const lines = boletos.map(
    (boleto) => `Seu boleto ${of(boleto.bankName, true)} fica pronto ${until(boleto, context.now)}.`,
  );
  return plain(`${greeting(context)}\n${lines.join("\n")}\nEu mando aqui. Para ver as faturas, digite *menu*.`);
}

/** A link that opens the Central, once. */
export const centralLink = (url: string): Reply =>
  plain(
    `Este link abre a Central do Assinante no navegador. Vale 15 minutos e uma vez só. Não passe a ninguém.\n${url}`,
  );

/** The Central cannot be opened from this chat. */
export const centralOff: Reply = plain(
  "Daqui não consigo abrir a Central do Assinante. Mas dá para fazer tudo por aqui: digite *menu* para ver as faturas.",
);
