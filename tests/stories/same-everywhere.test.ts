import { expect, it } from "vitest";
import { chatOf, startService } from "../support/start-chat.ts";
import { startTelegramService, telegramChatOf } from "../support/start-telegram-service.ts";

const phone = "5511900000001";

/** What a script needs of a chat, whatever the channel. */
interface Chat {
  says(text: string): Promise<void>;
  waits(amount: number, unit: "minutes"): Promise<void>;
  heard(): string;
}

/** One story, told once: choice, impatience, notice, the boleto again, a bank that does not find it, leave. */
async function tell(chat: Chat): Promise<string[]> {
  const heard: string[] = [];
  const says = async (text: string) => {
    await chat.says(text);
    heard.push(`> ${text}\n${chat.heard()}`);
  };
  for (const text of ["2", "zzz", "itau", "e aí?", "boleto"]) await says(text);
  await chat.waits(30, "minutes");
  heard.push(chat.heard());
  for (const text of ["não encontrado", "menu", "1", "voltar", "atendente"]) await says(text);
  return heard;
}

it("one story reads the same in the terminal and on Telegram", async () => {
  const at = "2026-11-24 14:02";
  const service = await startService(at);
  const terminal = chatOf(service, phone);
  await terminal.says("oi");
  const inTerminal = await tell(terminal);
  await service.stop();

  const bot = await startTelegramService(at);
  const phoneInHand = telegramChatOf(bot, { id: 101, phone });
  await phoneInHand.begins();
  const onTelegram = await tell(phoneInHand);
  await bot.stop();

  expect(onTelegram).toEqual(inTerminal);
  expect(onTelegram.join("\n")).toMatch(/até as 14:32[\s\S]*já pode ser pago[\s\S]*\n\d{47}\n[\s\S]*Protocolo/);
});
