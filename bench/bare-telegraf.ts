import { Telegraf } from "telegraf";

/** A bot that answers the same words out of its memory: telegraf as its own pages show it. Gives the way to stop. */
export function startBareTelegraf(apiRoot: string, token: string): () => void {
  const bot = new Telegraf(token, { telegram: { apiRoot } });
  const answers: Record<string, string> = { ajuda: "Eu mostro", obrigado: "Por nada", abc: "Não entendi" };
  bot.on("text", (context) => context.reply(answers[context.message.text] ?? "Olá!"));
  void bot.launch();
  return () => bot.stop();
}
