import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { cpf } from "cpf-cnpj-validator";
import { addDays } from "../../src/core/billing/calendar/iso-date.ts";
import { localDate } from "../../src/core/billing/calendar/local-time.ts";
import { machine } from "../machine.ts";
import { createRandom } from "../random.ts";
import { waitUntil } from "../wait-until.ts";
import { breaks } from "./breaks.ts";
import { checkRecord, rules } from "./check-record.ts";
import { type Contact, onTelegram, onWhatsapp } from "./contacts.ts";
import { type Fault, faults } from "./faults.ts";
import { openStage } from "./open-stage.ts";
import { newStory, runSubscriber, type Story } from "./subscriber.ts";

// Everything goes wrong under load, one at a time, then at random; afterwards the record is read. Runs as root, on Linux.
const { values: asked } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
    minutes: { type: "string", default: "5" },
    seconds: { type: "string", default: "15" },
    people: { type: "string", default: "12" },
    // How many minutes somebody waits for a bank: one that was gone is left alone for up to ten minutes.
    patience: { type: "string" },
    // The database's time of day when it begins, so that a run goes over midnight.
    from: { type: "string" },
    only: { type: "string", default: "" },
    break: { type: "string" },
  },
});
const [seed, minutes, seconds, people] = [asked.seed, asked.minutes, asked.seconds, asked.people].map(Number) as [
  number,
  number,
  number,
  number,
];
const breakRule = asked.break === undefined ? undefined : breaks[asked.break];
if (asked.break !== undefined && !breakRule) throw new Error(`--break: one of ${Object.keys(breaks).join(", ")}`);
if (process.getuid?.() !== 0)
  throw new Error("Only root can make hosts and disks: run it as root, in a machine of its own");

const invoicesEach = 4;
const quietMs = 5000;
/** A fault has begun by then. */
const biteMs = 2000;
const recoveryMs = 120_000;
const patienceMs = 180_000;
/** WhatsApp's notices go out one by one, seconds apart: more people than these would wait for each other. */
const onWhatsappAtOnce = 2;
/** Whoever waits in a run that breaks a rule waits in vain. */
const patience = {
  answerMs: (seconds + 240) * 1000,
  bankMs: Number(asked.patience ?? (breakRule ? 2 : 15)) * 60_000 + seconds * 1000,
};
const random = createRandom(seed);
const stage = await openStage({ from: asked.from });
let isClosing = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    // A second one must not leave hosts and disks behind.
    if (!isClosing) void stage.close().then(() => process.exit(130));
    isClosing = true;
  });
const stories: Story[] = [];
const chosen = faults.filter(({ name }) => name.includes(asked.only));
let isOver = false;
let strangers = 0;
const timeline: { name: string; from: Date; to: Date }[] = [];

try {
  console.log(
    `${machine()}\nseed ${seed}, ${people} people at a time on Telegram and ${onWhatsappAtOnce} on WhatsApp, faults of ${seconds} s\n`,
  );
  const load = Promise.all(Array.from({ length: people + onWhatsappAtOnce }, (_, lane) => live(lane)));
  load.catch(() => {});
  await sleep(quietMs);
  console.log(
    "| what | Telegram meanwhile | Telegram again after | WhatsApp meanwhile | WhatsApp again after | pages again after |\n|---|---|---|---|---|---|",
  );
  for (const fault of chosen) await suffer(fault);
  if (breakRule) {
    // Where nothing was given to anybody yet, nothing can be broken.
    await waitUntil(() => stage.inter.titles.length > 0 && stories.some(({ lines }) => lines.length > 0), patienceMs);
    await breakRule(stage);
  }
  for (const end = Date.now() + minutes * 60_000; Date.now() < end; ) {
    const fault = chosen[Math.floor(random() * chosen.length)];
    if (fault) await suffer(fault);
  }
  isOver = true;
  await load;
  // What is on its way out at the end gets there, or it never would.
  await sleep(quietMs);
  await report();
} finally {
  await stage.close();
}

/** Whether the database's clock was set a moment ago. */
function jumped(): boolean {
  const now = Date.now();
  const moments = stage.cluster.clock.jumps().flatMap(({ from, to }) => [from, to]);
  return moments.some((moment) => now >= moment && now < moment + recoveryMs / 4);
}

/** One person after the other, each entered by the provider's system first. */
async function live(lane: number): Promise<void> {
  for (let nth = 0; !isOver; nth++) {
    const id = 100_000 + lane * 1000 + nth;
    const phone = `55119${String(id).padStart(8, "9")}`;
    const document = cpf.generate();
    const invoices = Array.from({ length: invoicesEach }, (_, index) => ({
      id: `${id}-${index}`,
      amountCents: 5000 + Math.floor(random() * 10_000),
      dueDate: addDays(localDate(new Date(), "America/Sao_Paulo"), 10 + index),
    }));
    await stage.erp.enter({ id: String(id), phone, document, invoices });
    const errands = invoices.map(({ id: invoiceId }, index) => ({
      invoiceId,
      place: index + 1,
      bank: random() < 0.5 ? "itau" : "inter",
    }));
    const thinks = () => sleep(300 + random() * 1500);
    const contact = lane < people ? onTelegram(stage.telegram, { id, phone }) : onWhatsapp(stage.whatsapp, { phone });
    stories.push(await runSubscriber(contact, { document, errands, patience, thinks, jumped }));
  }
}

/** Strangers who say hello, one on each channel, others each time: gives how long each answer took. */
function probe(): Promise<number[]> {
  const id = ++strangers;
  const phone = `55218${String(id).padStart(8, "0")}`;
  return Promise.all([onTelegram(stage.telegram, { id }), onWhatsapp(stage.whatsapp, { phone })].map(greet));
}

async function greet(contact: Contact): Promise<number> {
  const story = newStory(contact);
  stories.push(story);
  const begun = Date.now();
  contact.says("oi");
  story.written += 1;
  const isAnswered = () => contact.texts().length > 0;
  if (!(await waitUntil(isAnswered, recoveryMs + seconds * 1000))) story.unanswered.push(`${contact.channel}: oi`);
  return Date.now() - begun;
}

async function suffer({ name, happens }: Fault): Promise<void> {
  const from = Date.now();
  const meanwhile = sleep(biteMs).then(probe);
  await happens(stage, seconds);
  const begun = Date.now();
  const lasted = begun - from;
  timeline.push({ name, from: new Date(from), to: new Date(begun) });
  const pages = async () => {
    while (!(await stage.isOpen()) && Date.now() - begun < recoveryMs) await sleep(100);
    return Date.now() - begun;
  };
  const [again, open] = await Promise.all([probe(), pages()]);
  const inIt = (await meanwhile).map((ms) => (lasted < quietMs ? "" : biteMs + ms < lasted ? "yes" : "no"));
  const cells = again.flatMap((ms, index) => [inIt[index], `${(ms / 1000).toFixed(1)} s`]);
  console.log(`| ${name} | ${cells.join(" | ")} | ${(open / 1000).toFixed(1)} s |`);
  await sleep(quietMs);
}

async function report(): Promise<void> {
  const { found, brokenPromises } = await checkRecord(stage, stories, (seconds + 60) * 1000);
  const promised = stories.flatMap((story) => story.promised).length;
  const written = stories.reduce((sum, story) => sum + story.written, 0);
  const late = stories.flatMap((story) => story.promised).filter(({ toldLate }) => toldLate).length;
  console.log(
    `\n${stories.length} people, ${written} messages, ${promised} boletos, ${late} of them told to be late, ${stage.erp.acknowledged.length} entries of the provider's system, longest wait for an answer ${Math.max(...stories.map(({ slowestMs }) => slowestMs)) / 1000} s\n`,
  );
  console.log("| rule | broken |\n|---|---|");
  for (const rule of rules) console.log(`| ${rule} | ${found[rule]} |`);
  for (const { unanswered } of stories) for (const what of unanswered) console.log(`unanswered: ${what}`);
  for (const broken of brokenPromises) console.log(`broken promise: ${JSON.stringify(broken)}`);
  if (Object.values(found).some((count) => count !== 0)) {
    process.exitCode = 1;
    for (const { name, from, to } of timeline) console.log(`${from.toISOString()} to ${to.toISOString()}: ${name}`);
    console.log(stage.said().slice(-4000));
  }
}
