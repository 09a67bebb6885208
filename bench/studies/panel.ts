import { randomBytes } from "node:crypto";
import os from "node:os";
import { performance } from "node:perf_hooks";
import pg from "pg";
import { siteRouters } from "../../src/app/site.ts";
import { demoOperators } from "../../src/demo/demo-provider.ts";
import { startServer } from "../../src/http/server.ts";
import { panelClient } from "../../tests/support/panel-client.ts";
import { startBenchService } from "../service.ts";

// The panel's list, search and save over HTTP with a session, pages drawn and all: many contracts against few.
const few = 1000;
const many = Number(process.argv[2] ?? 200_000);
const rounds = Number(process.argv[3] ?? 200);
const server = new URL(process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres");

const [small, large] = [await measure(few), await measure(many)];
console.log(
  `${os.cpus()[0]?.model ?? "?"}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}, Node ${process.version}\n`,
);
console.log(
  `| what | p50, ${few} | p99, ${few} | p50, ${many} | p99, ${many} | p99 of many to few |\n|---|---|---|---|---|---|`,
);
for (const [what, times] of Object.entries(large)) {
  const before = small[what] ?? [];
  const figures = [at(before, 0.5), at(before, 0.99), at(times, 0.5), at(times, 0.99)];
  const ratio = at(times, 0.99) / at(before, 0.99);
  console.log(`| ${what} | ${figures.map((ms) => `${ms.toFixed(1)} ms`).join(" | ")} | ${ratio.toFixed(1)} × |`);
}
process.exit(0);

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function measure(contracts: number): Promise<Record<string, number[]>> {
  const name = `faturabot_bench_${randomBytes(4).toString("hex")}`;
  await administer(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(server.href), { pathname: `/${name}` }).href;
  const app = await startBenchService(url, false);
  await fill(url, contracts);
  const { url: address, close } = await startServer({ host: "127.0.0.1", port: 0, routers: await siteRouters(app) });
  const client = panelClient(address);
  const [operator] = demoOperators;
  await client.logIn(operator?.email ?? "", operator?.password ?? "");
  const csrf = await client.csrf("/conta");
  const wallets = await app.prisma.wallet.findMany({ where: { kind: "fatura", branch: null } });
  const ids = (await app.prisma.contract.findMany({ take: rounds, select: { id: true }, orderBy: { id: "asc" } })).map(
    ({ id }) => id,
  );
  const middle = new URLSearchParams({
    depois: Buffer.from(JSON.stringify(["m", "00000000-0000-4000-8000-000000000000"])).toString("base64url"),
  });
  const number = (round: number) => 1 + ((round * 7919) % contracts);
  const acts: Record<string, (round: number) => Promise<unknown>> = {
    list: () => client.text("/contratos"),
    "list, from the middle": () => client.text(`/contratos?${middle}`),
    "search: a rare name": (round) => client.text(`/contratos?busca=zuleica${number(round)}`),
    "search: a name that one in ten has": () => client.text("/contratos?busca=maria"),
    "search: name and street": (round) => client.text(`/contratos?busca=maria+acacias+${round % 2000}`),
    "search: CPF": (round) => client.text(`/contratos?busca=${String(number(round)).padStart(11, "0")}`),
    "search: phone": (round) => client.text(`/contratos?busca=${11_900_000_000 + number(round)}`),
    "search: in one wallet": () => client.text(`/contratos?carteira=${wallets[0]?.id}`),
    save: (round) =>
      client.send(`/contratos/${ids[round % ids.length]}/faturamento`, { csrf, wallet: wallets[round % 2]?.id ?? "" }),
  };
  const times: Record<string, number[]> = {};
  for (const [what, act] of Object.entries(acts)) {
    for (let round = 0; round < 20; round++) await act(round);
    const taken: number[] = [];
    for (let round = 20; round < rounds + 20; round++) {
      const begun = performance.now();
      await act(round);
      taken.push(performance.now() - begun);
    }
    times[what] = taken;
  }
  await close();
  await app.close();
  await administer(`DROP DATABASE ${name} WITH (FORCE)`);
  return times;
}

/** Contracts with ten invoices each, on two wallets. */
async function fill(url: string, contracts: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `INSERT INTO subscriber (external_id, name, document, updated_at)
     SELECT 's' || n, (ARRAY['Maria','José','Ana','João','Antônio','Francisca','Carlos','Paulo','Lúcia','Zuleica' || n])[1 + n % 10] || ' ' ||
            (ARRAY['Souza','Silva','Pereira','Lima','Gomes','Alves','Rocha'])[1 + n % 7] || ' ' || md5(n::text), lpad(n::text, 11, '0'), now()
       FROM generate_series(1, $1::int) n`,
    [contracts],
  );
  await client.query(
    "INSERT INTO subscriber_phone SELECT id, '55' || (11900000000 + substr(external_id, 2)::bigint) FROM subscriber WHERE external_id LIKE 's%'",
  );
  await client.query(
    `INSERT INTO contract (external_id, subscriber_id, wallet_id, address, updated_at)
     SELECT 'c-' || n, s.id, (SELECT id FROM wallet WHERE external_id = 'fatura'),
            (ARRAY['Rua das Acácias','Avenida Central','Rua do Porto','Rua Bela'])[1 + n % 4] || ', ' || n % 2000, now()
       FROM subscriber s, LATERAL (SELECT substr(s.external_id, 2)::int AS n) numbered WHERE s.external_id LIKE 's%'`,
  );
  await client.query(
    `INSERT INTO invoice (external_id, contract_id, amount_cents, due_date, description, status, updated_at)
     SELECT c.external_id || '-' || m, c.id, 9990, date '2026-11-10' - m * 30, 'uso', CASE WHEN m < 2 THEN 'open' ELSE 'paid' END::invoice_status, now()
       FROM contract c, generate_series(0, 9) m WHERE c.external_id LIKE 'c-%'`,
  );
  await client.query("VACUUM ANALYZE");
  await client.end();
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}
