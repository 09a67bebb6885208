import readline from "node:readline";
import { startTelegram } from "./start-telegram.ts";
import type { InlineButton, Message } from "./wire.ts";

const help = `Escreva como no Telegram. Além de texto:
  /start [token]   começa a conversa (ou entra por um link)
  #1               toca no 1º botão à vista       !contato   mostra o seu telefone
  !outro           mostra o telefone de outro     !audio !figurinha !foto !lugar
  !bloquear !voltar                               !sair
`;

/** A person's chat in the terminal, with the stand-in behind it and the service wherever it runs. */
async function main(): Promise<void> {
  const [id = "101", phone = "5511900000001"] = process.argv.slice(2);
  const telegram = await startTelegram({ port: Number(process.env.PORT ?? 8081) });
  const person = telegram.person({ id: Number(id), phone, firstName: "Maria" });
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say("Telegram de mentira, para conversar sem conta. Em outro terminal, o serviço:\n");
  say(`  TELEGRAM_API_ROOT=${telegram.url} TELEGRAM_BOT_TOKEN=${telegram.token} npx faturabot start --window 8s\n`);
  say(help);

  let buttons: InlineButton[] = [];
  const known = new Map<number, string>();
  const show = () => {
    for (const message of person.messages()) {
      const shown = drawn(message);
      if (known.get(message.message_id) === shown) continue;
      const edited = known.has(message.message_id) ? " (editada)" : "";
      known.set(message.message_id, shown);
      buttons = buttonsOf(message);
      say(`\n🤖${edited} ${shown}`);
    }
  };
  telegram.onChange(show);
  const acts: Record<string, () => unknown> = {
    "!contato": person.sharesContact,
    "!outro": () => person.sharesContactOf({ id: 999, phone: "5511900000002" }),
    "!audio": person.sendsVoice,
    "!figurinha": person.sendsSticker,
    "!foto": person.sendsPhoto,
    "!lugar": person.sendsLocation,
    "!bloquear": person.blocks,
    "!voltar": person.unblocks,
  };
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const tapped = /^#(\d+)$/.exec(line)?.[1];
    const button = tapped ? buttons[Number(tapped) - 1] : undefined;
    if (line === "!sair") break;
    try {
      if (button?.copy_text) say(`(copiado: ${button.copy_text.text})`);
      else if (button) person.taps(button.text);
      else if (acts[line]) acts[line]();
      else if (line.trim() !== "") person.says(line);
    } catch (error) {
      say(error instanceof Error ? error.message : "");
    }
  }
  await telegram.stop();
}

const buttonsOf = ({ reply_markup }: Message): InlineButton[] =>
  reply_markup && "inline_keyboard" in reply_markup ? reply_markup.inline_keyboard.flat() : [];

function drawn(message: Message): string {
  const { text, caption, document } = message;
  const file = document ? `📎 ${document.file_name} (${document.file_size} bytes) ` : "";
  const buttons = buttonsOf(message).map((button, index) => `  #${index + 1} [${button.text}]`);
  return [`${file}${text ?? caption ?? ""}`, ...buttons].join("\n");
}

await main();
