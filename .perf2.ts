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
const connection = { connectionString: `postgresql://postgres@127.0.0.1:5432/${name}`, max: 4 };
const c = new pg.Client(connection); await c.connect();
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
await prisma.$disconnect(); await c.end(); await admin.end();
