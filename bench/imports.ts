import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { cpf } from "cpf-cnpj-validator";
import { builtCommand } from "../tests/support/built-command.ts";
import { createBenchDatabase } from "./bench-database.ts";
import { machine } from "./machine.ts";

// A provider's whole register handed in by CSV, and the same files once more, beside COPY of the same rows into bare tables.
const subscribers = Number(process.argv[2] ?? 20_000);
const invoicesEach = 4;
const database = await createBenchDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-imports-"));
const many = Array.from({ length: subscribers }, (_, index) => index);
const files = {
  subscriber: [
    "id;nome;documento;telefones;email;endereco",
    ...many.map(
      (n) => `${n};Assinante ${n};${cpf.generate()};55119${80_000_000 + n};a${n}@exemplo.com.br;Rua das Flores, ${n}`,
    ),
  ],
  contract: ["id;assinante;carteira;endereco", ...many.map((n) => `C-${n};${n};fatura-1;Rua das Flores, ${n}`)],
  invoice: [
    "id;contrato;valor;vencimento;descricao",
    ...many.flatMap((n) =>
      Array.from(
        { length: invoicesEach },
        (_, nth) => `F-${n}-${nth};C-${n};${90 + (n % 50)},90;2027-0${nth + 1}-10;Internet`,
      ),
    ),
  ],
};

try {
  await command("migrate");
  await command("provider", "--name", "Rede de Teste");
  await handIn("banks", [
    "id;banco;agencia;conta;carteira;beneficiario_nome;beneficiario_documento;nosso_numero_de;nosso_numero_ate",
    "itau-1;341;4321;98765;109;VALE FIBRA TELECOM LTDA;12.345.678/0001-95;50000001;59999999",
  ]);
  await handIn("wallets", ["id;descricao;tipo;bancos", "fatura-1;Fatura;fatura;itau-1"]);
  console.log(
    `${machine()}\n\n| what | lines | first | peak of memory | once more | each changed | COPY | first beside COPY |\n|---|---|---|---|---|---|---|---|`,
  );
  for (const [table, lines] of Object.entries(files)) {
    const count = lines.length - 1;
    const first = await handIn(table, lines);
    const again = await handIn(table, lines);
    const changed = await handIn(table, [lines[0] ?? "", ...lines.slice(1).map((line) => `${line} B`)]);
    const copied = await copy(table);
    console.log(
      `| ${table}s | ${count} | ${perSecond(count, first.seconds)} | ${first.peakMb} MB | ${perSecond(count, again.seconds)} | ${perSecond(count, changed.seconds)} | ${perSecond(count, copied)} | ${(copied / first.seconds).toFixed(2)} |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
}

function perSecond(count: number, seconds: number): string {
  return `${(count / seconds).toFixed(0)}/s`;
}

/** A whole process, from its start: gives how long it took, and the most memory it had. */
async function handIn(name: string, lines: readonly string[]): Promise<{ seconds: number; peakMb: string }> {
  const file = path.join(folder, `${name}.csv`);
  writeFileSync(file, lines.join("\n"));
  const begun = performance.now();
  const said = await command("import", file, "--apply");
  return { seconds: (performance.now() - begun) / 1000, peakMb: /peak (\d+)/.exec(said)?.[1] ?? "?" };
}

async function command(...args: string[]): Promise<string> {
  const tellsPeak = `process.on("exit", () => console.error("peak " + Math.round(process.resourceUsage().maxRSS / 1024)))`;
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(tellsPeak)}`, builtCommand(), ...args],
    { env: { PATH: process.env.PATH, DATABASE_URL: database.direct, LOG_LEVEL: "error" }, stdio: "pipe" },
  );
  let said = "";
  const hear = (chunk: unknown) => {
    said = `${said}${chunk}`.slice(-20_000);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`faturabot ${args.join(" ")}:\n${said}`);
  return said;
}

/** The rows of a table copied into a bare one with the same indexes: gives seconds. */
async function copy(table: string): Promise<number> {
  const file = path.join(folder, `${table}.copy`);
  const psql = (statement: string) => execFileSync("psql", ["-q", "-c", statement, database.direct]);
  psql(`CREATE TABLE copied_${table} (LIKE ${table} INCLUDING ALL)`);
  psql(`\\copy ${table} TO '${file}'`);
  const begun = performance.now();
  psql(`\\copy copied_${table} FROM '${file}'`);
  return (performance.now() - begun) / 1000;
}
