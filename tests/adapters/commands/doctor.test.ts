import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runDoctor } from "../../../src/app/commands/doctor.ts";
import { doctorChecks } from "../../../src/app/commands/doctor-checks.ts";
import { readConfig } from "../../../src/config.ts";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { openDatabase } from "../../../src/database/open-database.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

let folder: string;
let database: TestDatabase | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-doctor-"));
});
afterEach(async () => {
  await database?.drop();
  database = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const settingsOf = (settings: Record<string, string>) => {
  const url = database?.connection.connectionString;
  return { PORT: "0", DATA_DIR: path.join(folder, "data"), ...(url && { DATABASE_URL: url }), ...settings };
};
async function doctor(settings: Record<string, string> = {}) {
  let said = "";
  const output = new Writable({
    write(chunk, _, done) {
      said += chunk;
      done();
    },
  });
  const code = await runDoctor({ env: settingsOf(settings), readConfig, ...doctorChecks, output });
  return { code, said };
}
/** What `faturabot migrate` and `faturabot provider` do to the embedded database. */
async function withEmbedded(act: (prisma: ReturnType<typeof createPrismaClient>) => Promise<unknown>): Promise<void> {
  const opened = await openDatabase({ kind: "embedded", dataDir: path.join(folder, "data"), poolSize: 2 });
  await applyMigrations(opened.connection);
  const prisma = createPrismaClient(opened.connection);
  await act(prisma);
  await prisma.$disconnect();
  await opened.close();
}

describe("faturabot doctor on the embedded database", () => {
  it("finds a fresh folder fit for the demo, says that it is one, and changes nothing", async () => {
    const command = runFaturabot(["doctor"], settingsOf({}));
    const code = await command.ended;
    const said = command.said();
    expect(said).toMatch(/^! DEMONSTRAÇÃO ligada.*DEMO=off, numa pasta de dados nova/m);
    expect(said).toMatch(/^✔ Pasta de dados ".*": dá para gravar, \d+ MB livres/m);
    expect(said).toMatch(/^! Banco de dados embutido: ainda não existe. O primeiro `faturabot start` o cria/m);
    expect(said).toMatch(/^✔ Relógio: em São Paulo são \d\d:\d\d de \d\d\/\d\d\/\d{4}/m);
    expect(said).toContain("Nada impede de abrir.");
    expect(code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not promise to make a database where a former one lies, or the folder of one is gone", async () => {
    const data = path.join(folder, "data");
    mkdirSync(path.join(data, "postgres"), { recursive: true });
    writeFileSync(path.join(data, "postgres/PG_VERSION"), "17\n");
    expect((await doctor()).said).toMatch(/^✘ Banco de dados: .*versão anterior \(PGlite\)/m);
    rmSync(path.join(data, "postgres"), { recursive: true });
    writeFileSync(path.join(data, "postgresql.path"), path.join(folder, "gone"));
    expect((await doctor()).said).toMatch(/^✘ Banco de dados: .*gone", que não existe/m);
  });

  it("finds an up-to-date database without a provider, says how to make one, then is content", async () => {
    const real = { DEMO: "off" };
    await withEmbedded(async () => {});
    const before = await doctor(real);
    expect(before.said).toMatch(/^✔ Banco de dados \(embutido [\d.]+\): responde/m);
    expect(before.said).toMatch(/^✔ Banco de dados: atualizado/m);
    expect(before.said).toMatch(/^✘ Provedor: falta cadastrar. Rode `faturabot provider --name/m);
    expect(before.said).not.toContain("DEMONSTRAÇÃO");
    expect(before.code).toBe(1);
    await withEmbedded((prisma) => prisma.provider.create({ data: { name: "Rede Boa", attendanceHours: {} } }));
    const after = await doctor(real);
    expect(after.said).toMatch(/^✔ Provedor: Rede Boa\.$/m);
    expect(after.said).toMatch(/^! Bancos: nenhuma carteira de banco ativa/m);
    expect(after.code).toBe(0);
  });

  it("looks at a database that a service is using, and leaves it running", async () => {
    const opened = await openDatabase({ kind: "embedded", dataDir: path.join(folder, "data"), poolSize: 2 });
    await applyMigrations(opened.connection);
    const { code, said } = await doctor();
    expect(said).toMatch(/^✔ Banco de dados \(embutido [\d.]+\): responde/m);
    expect(code).toBe(0);
    const prisma = createPrismaClient(opened.connection);
    expect(await prisma.provider.count()).toBe(0);
    await prisma.$disconnect();
    await opened.close();
  });

  it("names every wrong setting at once, and never a value", async () => {
    const { code, said } = await doctor({ PORT: "s3cret", DEMO: "s3cret", DATABASE_POOL: "s3cret" });
    expect(said).toMatch(/^✘ Configuração:\nPORT: esperado .*\nDATABASE_POOL: esperado .*\nDEMO: esperado .*/);
    expect(said).not.toContain("s3cret");
    expect(code).toBe(1);
  });

  it("tells a port that another program uses from one where Faturabot is open already", async () => {
    let answer = "";
    const other = createServer((_, response) => response.end(answer));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const PORT = String(port);
    const taken = await doctor({ PORT });
    expect(taken.said).toContain(`✘ Porta ${port}: outro programa está usando. Feche-o ou escolha outra em PORT.`);
    expect(taken.said).toContain("Corrija o que está marcado com ✘");
    expect(taken.code).toBe(1);
    answer = '{"status":"ok"}';
    const ours = await doctor({ PORT });
    expect(ours.said).toContain(`✔ Porta ${port}: o Faturabot já está aberto nela.`);
    expect(ours.code).toBe(0);
    other.close();
  });

  it("says that the address is not of this machine", async () => {
    const { code, said } = await doctor({ DEMO: "off", PORT: "3999", HOST: "203.0.113.7" });
    expect(said).toContain("✘ O endereço 203.0.113.7 não é desta máquina. Corrija HOST.");
    expect(code).toBe(1);
  });
});

describe("faturabot doctor on proxies in front", () => {
  it.each([
    [{ TRUSTED_PROXIES: "1", HOST: "0.0.0.0" }, true],
    [{ TRUSTED_PROXIES: "1", HOST: "127.0.0.1" }, false],
    [{ TRUSTED_PROXIES: "10.0.0.5", HOST: "0.0.0.0" }, false],
    [{ TRUSTED_PROXIES: "0", HOST: "0.0.0.0" }, false],
  ])(
    "tells that others may pass for one if only their number is known and the port is open: %o",
    async (given, told) => {
      const { said } = await doctor({ DEMO: "off", ...given });
      expect(/^! TRUSTED_PROXIES=1: a porta está aberta em 0\.0\.0\.0/m.test(said)).toBe(told);
    },
  );
});

describe("faturabot doctor on a PostgreSQL", () => {
  it("says what does not answer, without the password, and goes on to the rest", async () => {
    const { code, said } = await doctor({ DATABASE_URL: "postgresql://u:s3cret@127.0.0.1:1/nowhere" });
    expect(said).toMatch(/^✘ Banco de dados: O PostgreSQL em 127\.0\.0\.1:1\/nowhere não respondeu/m);
    expect(said).toContain("✔ Porta");
    expect(said).not.toContain("s3cret");
    expect(code).toBe(1);
  });

  it("says what to run where the database lacks migrations, and leaves it so", async () => {
    database = await createEmptyDatabase();
    const { said } = await doctor();
    expect(said).toMatch(/^! Banco de dados: faltam \d+ atualizações. Rode `faturabot migrate`/m);
    const client = new pg.Client(database.connection);
    await client.connect();
    expect((await client.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).rows).toEqual([]);
    await client.end();
  });

  it("refuses an edited migration by name, and the demo's data for a real provider", async () => {
    database = await createTestDatabase();
    const client = new pg.Client(database.connection);
    await client.connect();
    await client.query(
      "INSERT INTO provider (id, name, is_demo, attendance_hours, updated_at) VALUES (1, 'x', true, '{}', now())",
    );
    expect((await doctor()).said).toMatch(/^✘ Provedor: este banco tem os dados da demonstração/m);
    await client.query("UPDATE _prisma_migrations SET checksum = 'x'");
    await client.end();
    const { code, said } = await doctor();
    expect(said).toMatch(/^✘ Banco de dados: A migração "\w+" mudou depois de aplicada/m);
    expect(code).toBe(1);
    // No other test may be handed a database whose migrations were tampered with.
    await database.destroy();
    database = undefined;
  });
});
