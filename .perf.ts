import pg from "pg";
import { applyMigrations } from "/tmp/wt-billing/src/storage/apply-migrations.ts";
import { createPrismaClient } from "/tmp/wt-billing/src/storage/prisma-client.ts";
import { listInvoices } from "/tmp/wt-billing/src/storage/panel/list-invoices.ts";
import { invoiceLife } from "/tmp/wt-billing/src/storage/panel/invoice-life.ts";
import { contractsToBill } from "/tmp/wt-billing/src/storage/billing-store.ts";
import { isoDate } from "/tmp/wt-billing/src/core/billing/iso-date.ts";
const base = "postgresql://postgres@127.0.0.1:5432/postgres";
const admin = new pg.Client(base); await admin.connect();
const name = "billing_perf_1";
await admin.query(`DROP DATABASE IF EXISTS ${name}`); await admin.query(`CREATE DATABASE ${name}`);
const connection = { connectionString: `postgresql://postgres@127.0.0.1:5432/${name}`, max: 4 };
await applyMigrations(connection);
const c = new pg.Client(connection); await c.connect();
const contracts = Number(process.argv[2]), per = 10;
await c.query(`INSERT INTO provider (id, name, attendance_hours, updated_at) VALUES (1,'P','{"weekdays":{}}', now())`);
await c.query(`INSERT INTO subscriber (external_id, name, document, updated_at) SELECT 's'||i, (ARRAY['Maria','João','José','Ana','Pedro'])[1+i%5]||' '||(ARRAY['Souza','Pereira','Lima','Rocha'])[1+i%4]||' '||to_hex(i*7919), lpad(i::text,11,'0'), now() FROM generate_series(1,${contracts}) i`);
await c.query(`INSERT INTO contract (external_id, subscriber_id, address, updated_at, bills_here, plan_price_cents, due_day, bills_from) SELECT 'c'||substr(external_id,2), id, 'Rua '||external_id, now(), true, 10990, 1+(substr(external_id,2)::int % 28), '2026-11-01' FROM subscriber`);
await c.query(`INSERT INTO invoice (external_id, contract_id, amount_cents, due_date, description, status, updated_at) SELECT c.external_id||'-'||g, c.id, 10990, date '2026-12-10' - (g*30) - (substr(c.external_id,2)::int % 28), 'uso', (CASE WHEN g<1 THEN 'open' WHEN g=1 AND substr(c.external_id,2)::int % 20=0 THEN 'open' WHEN g=2 AND substr(c.external_id,2)::int%50=0 THEN 'em_acordo' ELSE 'paid' END)::invoice_status, now() FROM contract c, generate_series(0,${per - 1}) g`);
await c.query("ANALYZE");
const prisma = createPrismaClient(connection);
const today = isoDate("2026-11-25");
const p = async (label: string, run: () => Promise<unknown>) => {
  const times: number[] = [];
  for (let i = 0; i < 60; i++) { const t = performance.now(); await run(); times.push(performance.now() - t); }
  times.sort((a, b) => a - b);
  console.log(contracts * per, label, `p50 ${times[30]!.toFixed(1)} p99 ${times[59]!.toFixed(1)} ms`);
};
const rnd = () => Math.ceil(Math.random() * contracts);
for (const filter of ["open", "overdue", "paid", "em_acordo"] as const) {
  await p(`first page ${filter}`, () => listInvoices(prisma, { filter, limit: 50, today }));
  const deep = await prisma.$queryRawUnsafe<{ d: string; id: string }[]>(`SELECT due_date::text d, id::text FROM invoice WHERE status='${filter === "overdue" ? "open" : filter}' ORDER BY due_date, id OFFSET 1000 LIMIT 1`);
  if (deep[0]) await p(`deep page ${filter}`, () => listInvoices(prisma, { filter, limit: 50, today, after: `${deep[0]!.d}~${deep[0]!.id}` }));
}
await p("search name (frequent)", () => listInvoices(prisma, { filter: "open", limit: 50, today, search: "maria souza" }));
await p("search name (frequent), paid", () => listInvoices(prisma, { filter: "paid", limit: 50, today, search: "maria" }));
await p("search name (rare)", () => listInvoices(prisma, { filter: "open", limit: 50, today, search: `maria ${((rnd() * 5) * 7919).toString(16)}` }));
await p("search document", () => listInvoices(prisma, { filter: "open", limit: 50, today, search: "52998224725" }));
await p("search contract", () => listInvoices(prisma, { filter: "paid", limit: 50, today, search: `c${rnd()}` }));
const { id } = await prisma.invoice.findFirstOrThrow({ where: { externalId: `c${rnd()}-0` } });
await p("life", () => invoiceLife(prisma, id));
const t = performance.now(); let after: string | undefined; let n = 0;
do { const page = await contractsToBill(prisma, today, { limit: 500, ...(after && { after }) }); n += page.length; after = page.length === 500 ? page.at(-1)!.id : undefined; } while (after && n < 5000);
console.log("billing look at", n, "contracts", ((performance.now() - t) / 1000).toFixed(1), "s");
await prisma.$disconnect(); await c.end(); await admin.query(`DROP DATABASE ${name} WITH (FORCE)`); await admin.end();
