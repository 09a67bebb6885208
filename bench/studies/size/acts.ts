import { createHash, randomUUID } from "node:crypto";
import { makeDueRemittances } from "../../../src/core/use-cases/bank-files/make-remittance.ts";
import { expireBoletos } from "../../../src/core/use-cases/boletos/expire-boleto.ts";
import { lockChoices } from "../../../src/core/use-cases/boletos/lock-choices.ts";
import { lookUpPayable } from "../../../src/core/use-cases/boletos/look-up-payable.ts";
import { recoverLostWork } from "../../../src/core/use-cases/housekeeping/recover-lost-work.ts";
import { deliverDue } from "../../../src/core/use-cases/outbox/deliver-messages.ts";
import { importCsv } from "../../../src/csv/import-csv.ts";
import { createEventOutbox } from "../../../src/storage/event-outbox.ts";
import { createRegister } from "../../../src/storage/register/create-register.ts";
import type { Side } from "./open-side.ts";

/** Something that is done in both databases in turn; what it prepares does not count. */
export interface Act {
  prepare?(side: Side, round: number): Promise<unknown>;
  run(side: Side, round: number): Promise<unknown>;
  rounds?: number;
}

const page = (path: string | ((side: Side, round: number) => string)): Act => ({
  run: (side, round) => side.panel(typeof path === "string" ? path : path(side, round)),
});
const api = (path: string): Act => ({ run: (side) => side.api(path) });
/** Somebody with a year behind them, another one each time. */
const someone = ({ size }: Side, round: number) => 1 + ((round * 7919) % size.deep);
const uuidOf = (text: string) =>
  createHash("md5")
    .update(text)
    .digest("hex")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");
const today = () => new Date().toISOString().slice(0, 10);

/** What happens again and again by itself, with nothing to do. */
export const recurring: Record<string, Act> = {
  "each second: messages, answers, banks, calls": { run: ({ app }) => recoverLostWork(app.deps) },
  "each second: messages of unknown outcome": {
    run: ({ app }) => {
      const now = new Date();
      return app.storage.claimUnknown({ channels: ["whatsapp", "telegram"], now, claimedUntil: now });
    },
  },
  "each second: events for the provider's system": {
    run: ({ app }) => createEventOutbox(app.prisma, "http://127.0.0.1:9/").waiting(new Date()),
  },
  "twice a second: a queue is asked": { run: ({ app }) => app.queue.boss.fetch("mail-boleto") },
  "each five minutes: remessas": { run: ({ app }) => makeDueRemittances(app.deps) },
  "each morning: boletos that are over": { run: ({ app }) => expireBoletos(app.deps) },
  "each morning: choices that close": { run: ({ app }) => lockChoices(app.deps) },
  "each morning: banks asked for news": { run: ({ app }) => lookUpPayable(app.deps) },
};

/** 500 notices that are due, sent. */
export const outbox: Record<string, Act> = {
  "500 notices": {
    rounds: 20,
    async prepare({ query, size }, round) {
      await query(
        `INSERT INTO outbound_message (chat_id, body, kind, topic, dedupe_key, due_at)
         SELECT c.id, '{"text":"aviso"}', 'notice', 'bench', 'notice:bench:' || $1 || c.id, now()
           FROM generate_series(1, 500) k JOIN chat c ON c.phone = '55' || 11900100000 + 1 + (k * 4 + $2::int) % $3::int
         ON CONFLICT DO NOTHING`,
        [randomUUID(), round, size.people],
      );
    },
    run: ({ app }) =>
      deliverDue({
        clock: app.deps.clock,
        storage: app.storage,
        senders: { whatsapp: sender, telegram: sender },
        draw: app.draw,
      }),
  },
};
const sender = { send: async () => ({}) };

/** Pages and lists that people and systems wait for. */
export const lists: Record<string, Act> = {
  "panel: Início": page("/"),
  "panel: Hoje": page("/hoje"),
  "panel: Atendimento": page("/atendimento"),
  "panel: one talk": page((side, round) => `/atendimento/${side.firstChat + BigInt((round * 7) % 40)}`),
  "panel: Problemas": page("/problemas"),
  "panel: Faturas, open": page("/faturas"),
  "panel: Faturas, overdue": page("/faturas?lista=overdue"),
  "panel: Faturas, paid": page("/faturas?lista=paid"),
  "panel: Faturas, paid, from the middle": page(
    () => `/faturas?lista=paid&depois=${daysAgo(150)}~80000000-0000-4000-8000-000000000000`,
  ),
  "panel: Faturas, search by CPF": page(
    (side, round) => `/faturas?lista=paid&busca=${String(someone(side, round)).padStart(11, "0")}`,
  ),
  "panel: Faturas, search by a rare name": page(
    (side, round) =>
      `/faturas?lista=open&busca=${createHash("md5")
        .update(String(someone(side, round)))
        .digest("hex")
        .slice(0, 8)}`,
  ),
  "panel: one invoice's life": page((side, round) => `/faturas/${uuidOf(`i${someone(side, round)}-2`)}`),
  "panel: Devolver ou creditar": page("/devolver"),
  "panel: Faturamento automático": page("/faturamento"),
  "panel: Contratos": page("/contratos"),
  "panel: Contratos, search by CPF": page(
    (side, round) => `/contratos?busca=${String(someone(side, round)).padStart(11, "0")}`,
  ),
  "panel: Contratos, search by phone": page(
    (side, round) => `/contratos?busca=${11_900_100_000 + someone(side, round)}`,
  ),
  "panel: Carteiras de Cobrança": page("/carteiras"),
  "panel: Registro de alterações": page("/registro"),
  "Central: open invoices": { run: (side) => side.central("/faturas") },
  "Central: history": { run: (side) => side.central("/historico") },
  "API: subscribers": api("/subscribers?limit=50"),
  "API: contracts, from the middle": api("/contracts?limit=50&after=c-2"),
  "API: invoices, from the middle": api("/invoices?limit=50&after=f-2"),
  "API: boletos, from the middle": api("/boletos?limit=50&after=80000000-0000-4000-8000-000000000000"),
  "API: one invoice": { run: (side, round) => side.api(`/invoices/f-${someone(side, round)}-3`) },
  "API: events, from the middle": { run: (side) => side.api(`/events?limit=50&after=${side.middleEvent}`) },
  "API: events, the newest": { run: (side) => side.api(`/events?limit=50&after=${side.middleEvent * 2n - 60n}`) },
  "/metrics": { run: (side) => side.page("/metrics") },
  "/health/ready": { run: (side) => side.page("/health/ready") },
};

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** A CSV of 500 invoices. */
export const imports: Record<string, Act> = {
  "import of 500 new invoices": { rounds: 10, run: (side, round) => imported(side, `${side.run}-${round}`) },
  "the same 500 again": { rounds: 10, run: (side) => imported(side, `${side.run}-0`) },
};

async function imported({ app }: Side, name: string) {
  const lines = Array.from({ length: 500 }, (_, n) => `x-${name}-${n};c-${1001 + n};99,90;${today()};avulsa`);
  const bytes = Buffer.from(`id;contrato;valor;vencimento;descricao\n${lines.join("\n")}\n`);
  const register = createRegister(app.prisma, app.queue.enqueueIn);
  const report = await importCsv({ bytes, apply: true, register, now: new Date() });
  if (!report.written) throw new Error(JSON.stringify(report.lines.find(({ problem }) => problem)));
}
