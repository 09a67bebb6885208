// A WhatsApp without any account: links the service by itself and lets you be anybody, on the terminal.
import { writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Person } from "./create-person.ts";
import type { SendFault } from "./protocol.ts";
import { startWhatsapp } from "./start-whatsapp.ts";

const standIn = await startWhatsapp();
const { network } = standIn;
const people = new Map<string, Person>();
const shown = new Set<string>();
let me = personOf("5511900000001");

const say = (text: string) => process.stdout.write(`${text}\n`);
say(`Abra o serviço em outro terminal com:

WHATSAPP=on WHATSAPP_CHROMIUM_ARGS='${JSON.stringify(standIn.chromiumArgs)}' npx faturabot start --window 8s

Depois escreva aqui. Comandos:
/sou 5511900000002 [lid]   outra pessoa (com um LID, se dado)
/qr TEXTO                  o celular da empresa lê um QR code   /codigo XXXXXXXX   ou recebe um código
/audio  /figurinha         o que não é texto
/entregue  /lida           o celular mostra a última resposta; a pessoa lê
/falha hang|lose-answer|fail|reload-before|reload-after   para a próxima mensagem do robô
/recarrega  /ressincroniza  /conflito  /desconecta
/sair`);

// The first QR code is read at once: there is nobody to hold a phone to the screen.
void network
  .until("a page asks to be linked", () => network.isOpen() && !network.isLinked())
  .then(() => network.link());
setInterval(show, 200).unref();

const commands: Record<string, (given: string[]) => unknown> = {
  sou: ([phone = "", lid]) => {
    me = personOf(phone, lid);
  },
  qr: ([text = ""]) => network.scan(text),
  codigo: ([code = ""]) => network.enterCode(code),
  audio: () => me.sends("ptt"),
  figurinha: () => me.sends("sticker"),
  entregue: () => me.got().slice(-1).map(me.receives),
  lida: () => me.got().slice(-1).map(me.reads),
  falha: ([fault]) => network.sendFaults.push(fault as SendFault),
  recarrega: () => network.tell({ kind: "reload" }),
  ressincroniza: () => network.tell({ kind: "resync" }),
  conflito: () => network.tell({ kind: "state", state: "CONFLICT" }),
  desconecta: () => network.unlink(),
};

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "/sair") break;
  const [, command, rest = ""] = /^\/(\w+)\s*(.*)$/.exec(line) ?? [];
  try {
    if (command === undefined) {
      if (line.trim()) me.says(line);
    } else commands[command] ? commands[command](rest.split(/\s+/).filter(Boolean)) : say("Não conheço este comando.");
  } catch (error) {
    say(`! ${error instanceof Error ? error.message : error}`);
  }
}
await standIn.stop();
process.exit(0);

function personOf(phone: string, lid?: string): Person {
  const known = people.get(phone) ?? standIn.person(phone, { name: `Pessoa ${phone.slice(-4)}`, ...(lid && { lid }) });
  people.set(phone, known);
  return known;
}

function show(): void {
  for (const [phone, person] of people)
    for (const message of person.got()) {
      if (shown.has(message.id)) continue;
      shown.add(message.id);
      const file = person.fileOf(message);
      const place = path.join(os.tmpdir(), message.fileName ?? "documento");
      if (file) writeFileSync(place, file);
      say(`\n→ ${phone}\n${file ? `[${place}]\n${message.caption ?? ""}` : message.body}`);
    }
}
