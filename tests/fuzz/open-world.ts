import type { PoolConfig } from "pg";
import { pino } from "pino";
import { openApp } from "../../src/app/open-app.ts";
import type {
  ChannelName,
  InboundBody,
  IncomingMessage,
  OutboundMessage,
  Sender,
} from "../../src/core/channel-ports.ts";
import type { CodeMessage } from "../../src/core/identity/courier.ts";
import { expireBoletos } from "../../src/core/use-cases/boletos/expire-boleto.ts";
import { lockChoices } from "../../src/core/use-cases/boletos/lock-choices.ts";
import { recordPayment } from "../../src/core/use-cases/payments/record-payment.ts";
import { takeMessageIn } from "../../src/core/use-cases/turn/receive-message.ts";
import { createLoginLink } from "../../src/storage/login-links.ts";
import { emptyDatabase } from "../support/database/empty-database.ts";
import { movedJobs } from "../support/database/moved-jobs.ts";
import { testConfig } from "../support/test-config.ts";
import { newRegister, noProofs, noteText, type Proofs } from "./access.ts";
import { type Act, channels } from "./acts.ts";
import { fillWorld } from "./fill-world.ts";
import { people } from "./people.ts";
import { askedOn } from "./reckon.ts";
import { Broken, createWatch } from "./watch.ts";

/** The tests' server does not flush, and the service says so. */
const isOfTheServer = (line: string) => line.includes("PostgreSQL settings are off");

type Database = { connection: PoolConfig };
type Running = Awaited<ReturnType<typeof start>>;

/** Changes what goes out before it is looked at: how a test breaks a promise on purpose. Undefined: it is not sent. */
export type Tamper = (
  message: OutboundMessage,
  running: Running,
) => OutboundMessage | undefined | Promise<OutboundMessage>;

/** One thread of one person, and what it heard. */
interface Chat {
  channel: ChannelName;
  address: string;
  proofs: Proofs;
  heard: OutboundMessage[];
  last?: IncomingMessage;
}

/** A service of its own in a database of its own, with everybody's chats and a clock that only acts move. */
export async function openWorld(
  database: Database,
  { checksFirstContact, tamper }: { checksFirstContact: boolean; tamper?: Tamper },
) {
  await emptyDatabase(database.connection);
  let now = new Date("2026-11-24T14:02:00-03:00");
  const clock = {
    now: () => now,
    set(at: Date) {
      now = at;
    },
  };
  const faults: unknown[] = [];
  const register = newRegister();
  const chats = channels.flatMap((channel) => people.map((person) => chatOf(channel, person.index)));
  const sent: { code: string; to: string; at: number }[] = [];
  let turns = 0;
  let messages = 0;

  const sender: Sender = {
    async send(message, file) {
      const told = tamper ? await tamper(message, running) : message;
      if (!told) return {};
      messages++;
      const chat = chats.find(({ channel, address }) => channel === told.channel && address === told.address);
      // What is found here must not be taken for a channel's failure, and tried again.
      await (chat
        ? watch.hears(told, file, chat.proofs, register)
        : Promise.reject(new Broken("no exception", "a message to nobody"))
      ).catch((fault: unknown) => void faults.push(fault));
      if (!chat) return {};
      chat.heard.push(told);
      if (/Conversa encerrada/.test(told.reply.text)) ends(chat);
      if (/Pronto: apaguei/.test(told.reply.text)) ends(chat);
      return {};
    },
  };
  const courier = {
    async send(to: string, { code }: CodeMessage) {
      sent.push({ code, to, at: now.getTime() });
    },
  };
  const open = () =>
    start(database, {
      clock,
      sender,
      courier,
      onLog: (line) => void (isOfTheServer(line) || faults.push(new Broken("no exception", line))),
    });
  let running = await open();
  await fillWorld(running.app.prisma, checksFirstContact);
  const watch = createWatch(() => running.app.prisma, clock, checksFirstContact);

  function ends({ channel, proofs }: Chat) {
    delete proofs.code;
    delete proofs.link;
    if (channel === "telegram") delete proofs.phone;
  }

  let nextId = 0;
  const messageOf = (chat: Chat, body: InboundBody): IncomingMessage => ({
    channel: chat.channel,
    address: chat.address,
    externalId: `m${++nextId}`,
    body,
    ...(chat.channel !== "telegram" && chat.proofs.phone !== undefined && { phone: chat.proofs.phone }),
  });
  const hear = (chat: Chat, message: IncomingMessage) => {
    turns++;
    chat.last = message;
    const { body } = message;
    if (body.kind === "text") noteText(chat.proofs, body.text, { now, sent, register });
    else noteText(chat.proofs, "", { now, sent, register });
    return message;
  };
  /** Takes messages in at once, and sees that each chat is answered. */
  const receive = async (given: readonly [Chat, InboundBody][]) => {
    const before = new Map(given.map(([chat]) => [chat, chat.heard.length]));
    const incoming = given.map(([chat, body]) => hear(chat, messageOf(chat, body)));
    await Promise.all(incoming.map((message) => running.app.receive(message)));
    // What came while the one before was on its way out is left to the recovery.
    if ([...before].some(([chat, count]) => chat.heard.length === count)) await running.app.recover();
    for (const [chat, count] of before) if (chat.heard.length === count) await maySilent(chat);
  };
  const maySilent = async ({ channel, address }: Chat) => {
    const row = await running.app.prisma.chat.findFirst({ where: { channel, address } });
    const person = row?.personUntil && row.personUntil > now;
    if (!person && !(row && row.loopCount > 20)) throw new Broken("always an answer", `${channel} ${address}`);
  };
  const chatAt = (index: number): Chat => {
    const chat = chats[index];
    if (!chat) throw new RangeError(`No chat ${index}`);
    return chat;
  };
  const personAt = (index: number) => {
    const person = people[index];
    if (!person) throw new RangeError(`No person ${index}`);
    return person;
  };
  const say = (chat: Chat, text: string) => receive([[chat, { kind: "text", text }]]);

  const does: { [K in Act["kind"]]: (act: Extract<Act, { kind: K }>) => Promise<unknown> } = {
    says: ({ chat, text }) => say(chatAt(chat), text),
    async presses({ chat: at, number, older }) {
      const chat = chatAt(at);
      const shown = chat.heard.filter(({ reply }) => reply.choices);
      const choices = shown.at(-1 - older)?.reply.choices ?? [];
      const choice = choices[number % Math.max(1, choices.length)];
      if (!choice) return say(chat, String(number));
      return receive([[chat, { kind: "text", text: String(choice.number), list: choice.list }]]);
    },
    async document({ chat: at, person }) {
      const chat = chatAt(at);
      chat.proofs.asked = { person, at: now.getTime() };
      await say(chat, personAt(person).document);
      await jobs.runJobs();
    },
    /** Whoever has the contact at hand: the document, and the code that came of it. */
    async proves({ chat: at, person }) {
      await does.document({ kind: "document", chat: at, person });
      await does.code({ kind: "code", chat: at, which: "last" });
    },
    digits: ({ chat, person }) => say(chatAt(chat), personAt(person).document.slice(0, 3)),
    async code({ chat, which }) {
      const code = sent.at(which === "earlier" ? -2 : -1)?.code;
      await say(chatAt(chat), which === "wrong" || code === undefined ? "000000" : code);
    },
    async contact({ chat: at, person }) {
      const chat = chatAt(at);
      const [phone] = personAt(person).phones;
      const own = chat.channel === "telegram" && person === at % people.length && phone !== undefined;
      // Somebody else's contact is no proof: the channels hand it in as what it is, a picture of a card.
      if (!own) return receive([[chat, { kind: "media", media: "contact" }]]);
      chat.proofs.phone = phone;
      return receive([[chat, { kind: "contact", phone }]]);
    },
    async link({ chat: at, person, stale }) {
      const chat = chatAt(at);
      const subscriber = await running.app.prisma.subscriber.findUniqueOrThrow({
        where: { externalId: personAt(person).mark },
      });
      const made = await createLoginLink(running.app.prisma, { subscriberId: subscriber.id, purpose: "chat" }, now);
      if (stale) await jobs.until(new Date(now.getTime() + 16 * 60_000));
      else {
        chat.proofs.link = person;
        delete chat.proofs.code;
        chat.proofs.everBeyondPhone.add(person);
      }
      await receive([[chat, { kind: "link", token: made.token }]]);
    },
    media: ({ chat, media }) => receive([[chatAt(chat), { kind: "media", media }]]),
    async again({ chat: at }) {
      const chat = chatAt(at);
      if (!chat.last) return;
      const before = chat.heard.length;
      await running.app.receive(chat.last);
      if (chat.heard.length > before) throw new Broken("always an answer", "one message was answered twice");
    },
    together: ({ chats: all, text }) => receive(all.map((at) => [chatAt(at), { kind: "text", text }])),
    waits: ({ seconds }) => jobs.until(new Date(now.getTime() + seconds * 1000)),
    async bank({ bank, outcome }) {
      const all = await running.app.prisma.bankWallet.findMany({ orderBy: { externalId: "asc" } });
      await running.app.prisma.bankWallet.update({
        where: { id: all[bank]?.id ?? "" },
        data: { sandboxOutcome: outcome },
      });
    },
    async pays({ nth }) {
      const boletos = await running.app.prisma.boleto.findMany({
        orderBy: { nossoNumero: "asc" },
        take: 10,
        skip: nth,
      });
      const [boleto] = boletos;
      if (!boleto || boleto.status === "rejected") return;
      const paidOn = new Date(now.getTime() - 3 * 3_600_000).toISOString().slice(0, 10);
      const registered = {
        ...boleto,
        cents: Number(boleto.amountCents),
        due: boleto.dueDate.toISOString().slice(0, 10),
      };
      await recordPayment(running.app.deps, {
        boletoId: boleto.id,
        amountCents: askedOn(registered, paidOn),
        paidOn: paidOn as never,
        externalId: `p${++nextId}`,
      });
      await jobs.runJobs();
    },
    async phone({ from, to }) {
      const [phone] = personAt(from).phones;
      if (phone === undefined || from === to) return;
      const { subscriber, subscriberPhone } = running.app.prisma;
      const { id: subscriberId } = await subscriber.findUniqueOrThrow({ where: { externalId: personAt(to).mark } });
      await subscriberPhone.deleteMany({ where: { phone } });
      await subscriberPhone.create({ data: { phone, subscriberId } });
      register.owners.set(phone, new Set([to]));
    },
    async authorises({ person, chat, on }) {
      const { phone } = chatAt(chat).proofs;
      if (phone === undefined) return;
      const { contract, contractPhone } = running.app.prisma;
      const { id: contractId } = await contract.findUniqueOrThrow({
        where: { externalId: personAt(person).contractMark },
      });
      const all = register.authorised.get(phone) ?? new Set();
      register.authorised.set(phone, all);
      if (on) await contractPhone.createMany({ data: [{ contractId, phone }], skipDuplicates: true });
      else await contractPhone.deleteMany({ where: { contractId, phone } });
      if (on) all.add(person);
      else all.delete(person);
    },
    async morning() {
      await expireBoletos(running.app.deps);
      await lockChoices(running.app.deps);
      await jobs.runJobs();
    },
    /** The process ends with a message taken in and not answered; the next one takes it up. */
    async restarts({ chat: at, text }) {
      const chat = chatAt(at);
      const before = chat.heard.length;
      await takeMessageIn(running.app.deps, hear(chat, messageOf(chat, { kind: "text", text })));
      await running.app.close();
      running = await open();
      jobs = movedJobs(running.app, clock);
      await running.app.recover();
      if (chat.heard.length === before) await maySilent(chat);
    },
  };
  let jobs = movedJobs(running.app, clock);

  return {
    get running() {
      return running;
    },
    chats,
    /** How far it went: what nobody came to was not tried. */
    async figures() {
      const [row] = await running.app.prisma.$queryRaw<{ boletos: number; payments: number; codes: number }[]>`
        SELECT (SELECT count(*) FROM boleto)::int AS boletos, (SELECT count(*) FROM payment)::int AS payments,
               (SELECT count(*) FROM one_time_code WHERE used_at IS NOT NULL)::int AS codes`;
      return { turns, messages, handedOver: watch.handedOver(), boletos: 0, payments: 0, codes: 0, ...row };
    },
    /** Does it, and sees that everything holds. Throws Broken where it does not. */
    async act(act: Act) {
      try {
        await (does[act.kind] as (act: Act) => Promise<unknown>)(act);
      } catch (error) {
        if (error instanceof Broken) throw error;
        throw new Broken("no exception", error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      }
      const [fault] = faults.splice(0);
      if (fault) throw fault;
      await watch.looks();
    },
    close: () => running.app.close(),
  };
}

function chatOf(channel: (typeof channels)[number], index: number): Chat {
  const [own] = people[index]?.phones ?? [];
  const stranger = `55219880000${String(index).padStart(2, "0")}`;
  // The terminal is whoever found a phone; Telegram and the page know none.
  const phone = channel === "whatsapp" ? (own ?? stranger) : channel === "console" ? `5521988100${index}00` : undefined;
  return { channel, address: `${channel}-${index}`, proofs: noProofs(phone), heard: [] };
}

async function start(
  database: Database,
  {
    clock,
    sender,
    courier,
    onLog,
  }: {
    clock: { now(): Date };
    sender: Sender;
    courier: { send(to: string, message: CodeMessage): Promise<void> };
    onLog: (line: string) => void;
  },
) {
  const app = await openApp(testConfig({ demo: false, logLevel: "warn" }), {
    logger: pino({ level: "warn" }, { write: onLog }),
    clock,
    works: false,
    openDatabase: async () => ({ ...database, close: async () => {} }),
    senders: { console: sender, web: sender, telegram: sender, whatsapp: sender },
  });
  app.deps.couriers = { sms: courier, email: courier };
  return { app };
}
