import type { Reply } from "../turn.ts";

/** The bot answers again. */
export const handedBack = (protocol: string): Reply => ({
  text: `O atendimento *${protocol}* foi encerrado. Quem responde agora sou eu, o atendimento automático. Digite *menu* para ver suas faturas.`,
});

/** The provider took a boleto off that was in the hand, or was to come. */
export const boletoWithdrawn = (bankName: string): Reply => ({
  text: `O boleto ${bankName === "Caixa" ? "da" : "do"} *${bankName}* foi cancelado pela equipe: não pague esse. Para fazer outro, digite *menu*.`,
});
