import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import type { PoolConfig } from "pg";
import type { Config } from "../../config.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { localDate, localTime } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import { weakSettings } from "../../database/durability.ts";
import { hasEmbedded } from "../../database/has-embedded.ts";
import { pendingMigrations } from "../../database/pending-migrations.ts";
import { createPrismaClient } from "../../database/prisma-client.ts";
import { refuseReadOnly } from "../../database/refuse-unfit.ts";
import { withSession } from "../../database/with-session.ts";
import { missingKey } from "../../panel/login/seal-totp.ts";
import { createSecretBox } from "../../storage/secret-box.ts";
import { nodeWithoutFixes } from "../node-without-fixes.ts";
import { bankFindings } from "./bank-findings.ts";
import type { Doctor, Finding } from "./doctor.ts";
import { secretFindings } from "./secret-findings.ts";
import { withDatabase } from "./with-database.ts";

const lowMegabytes = 1024;
const tooLowMegabytes = 200;
const clockToleranceSeconds = 30;

/** The checks of `faturabot doctor`. None of them changes anything. */
export const doctorChecks: Pick<
  Doctor,
  "checkDatabase" | "checkDataFolder" | "checkPort" | "checkSecrets" | "checkClock" | "checkNode"
> = {
  async checkDataFolder(config) {
    if (config.kind === "postgres") return [];
    const folder = nearestFolder(config.dataDir);
    try {
      accessSync(folder, constants.W_OK);
      // The path is a file, or lies on a virtual file system that stores nothing.
      if (!statSync(folder).isDirectory() || statfsSync(folder).blocks === 0) throw new Error("no folder");
    } catch {
      return [bad(`Pasta de dados "${config.dataDir}": não dá para gravar nela. Escolha outra em DATA_DIR.`)];
    }
    const { bavail, bsize } = statfsSync(folder);
    const megabytes = Math.floor((bavail * bsize) / 2 ** 20);
    const room = `Pasta de dados "${config.dataDir}": dá para gravar, ${megabytes} MB livres`;
    if (megabytes < tooLowMegabytes) return [bad(`${room}. É pouco: libere espaço ou escolha outra em DATA_DIR.`)];
    return [megabytes < lowMegabytes ? warning(`${room}. Está acabando.`) : good(`${room}.`)];
  },

  async checkDatabase(config) {
    const { database: where } = config;
    if (where.kind === "embedded" && !hasEmbedded(where.dataDir))
      return [warning("Banco de dados embutido: ainda não existe. O primeiro `faturabot start` o cria.")];
    return withDatabase(where, ({ connection }) => databaseFindings(config, connection));
  },

  async checkPort({ host, port, trustedProxies }) {
    const findings = await portFindings(host, port);
    const isOpen = !/^(127\.|::1$|localhost$)/.test(host);
    if (isOpen && typeof trustedProxies === "number" && trustedProxies > 0)
      findings.push(
        warning(
          `TRUSTED_PROXIES=${trustedProxies}: a porta está aberta em ${host}, e quem a alcança pela rede local sem passar pelo proxy escolhe o próprio endereço. Ponha os endereços dos proxies (TRUSTED_PROXIES=10.0.0.5), ou HOST=127.0.0.1.`,
        ),
      );
    return findings;
  },

  async checkSecrets(config) {
    return secretFindings(config);
  },

  async checkClock() {
    const now = new Date();
    return [
      good(`Relógio: em São Paulo são ${localTime(now, brasilia)} de ${fullDate(localDate(now, brasilia))}. Confira.`),
    ];
  },

  async checkNode() {
    const ended = nodeWithoutFixes(process.versions.node, localDate(new Date(), brasilia));
    return ended === undefined ? [] : [warning(ended)];
  },
};

const good = (text: string): Finding => ({ sign: "✔", text });
const bad = (text: string): Finding => ({ sign: "✘", text });
const warning = (text: string): Finding => ({ sign: "!", text });

async function portFindings(host: string, port: number): Promise<Finding[]> {
  if (port === 0) return [good("Porta: uma livre, escolhida ao abrir.")];
  const code = await listenError(host, port);
  if (code === undefined) return [good(`Porta ${port}: livre.`)];
  if (code === "EACCES") return [bad(`Porta ${port}: sem permissão para abrir. Escolha outra em PORT, acima de 1023.`)];
  if (code === "EADDRNOTAVAIL") return [bad(`O endereço ${host} não é desta máquina. Corrija HOST.`)];
  if (code !== "EADDRINUSE") return [bad(`Porta ${port}: não abriu (${code}). Confira PORT e HOST.`)];
  return [
    (await isOurs(host, port))
      ? good(`Porta ${port}: o Faturabot já está aberto nela.`)
      : bad(`Porta ${port}: outro programa está usando. Feche-o ou escolha outra em PORT.`),
  ];
}

async function databaseFindings(
  { database, demo, banks, secretsKeys }: Config,
  connection: PoolConfig,
): Promise<Finding[]> {
  const prisma = createPrismaClient(connection);
  try {
    const askedAt = Date.now();
    const [server] = await prisma.$queryRaw<{ name: string; most: number; now: Date }[]>`
      SELECT current_setting('server_version') AS name, current_setting('max_connections')::int AS most,
             clock_timestamp() AS now`;
    if (!server) return [bad("Banco de dados: não respondeu.")];
    const kind = database.kind === "embedded" ? "embutido" : "PostgreSQL";
    const findings = [good(`Banco de dados (${kind} ${server.name}): responde.`)];
    await withSession(connection, refuseReadOnly);
    const offSeconds = Math.round(Math.abs(server.now.getTime() - askedAt) / 1000);
    if (offSeconds > clockToleranceSeconds)
      findings.push(
        bad(`Relógio: ${offSeconds} s de diferença para o do banco de dados. Acerte os dois pela internet (NTP).`),
      );
    if (database.poolSize > server.most)
      findings.push(bad(`DATABASE_POOL: o servidor aceita no máximo ${server.most} conexões ao todo. Peça menos.`));
    for (const name of await weakSettings(connection))
      findings.push(bad(`Banco de dados: ${name} está desligado, e uma queda de energia perde dados. Ligue-o.`));
    const pending = await pendingMigrations(connection);
    if (pending.length > 0)
      return [
        ...findings,
        warning(`Banco de dados: faltam ${pending.length} atualizações. Rode \`faturabot migrate\`.`),
      ];
    findings.push(good("Banco de dados: atualizado."));
    findings.push(...(await providerFindings(prisma, demo)));
    const missing = await missingKey(prisma, createSecretBox(secretsKeys ?? []));
    if (missing) findings.push(bad(missing));
    return [...findings, ...(await bankFindings(prisma, banks.dir, new Date()))];
  } finally {
    await prisma.$disconnect();
  }
}

async function providerFindings(prisma: ReturnType<typeof createPrismaClient>, demo: boolean): Promise<Finding[]> {
  const provider = await prisma.provider.findUnique({ where: { id: 1 } });
  if (demo) return provider ? [good(`Provedor: ${provider.name}, inventado.`)] : [];
  if (!provider) return [bad('Provedor: falta cadastrar. Rode `faturabot provider --name "Seu Provedor"`.')];
  if (provider.isDemo)
    return [bad("Provedor: este banco tem os dados da demonstração. Use outro em DATABASE_URL, ou DEMO=on.")];
  const wallets = await prisma.bankWallet.groupBy({ by: ["registersBy"], where: { active: true }, _count: true });
  const findings = [good(`Provedor: ${provider.name}.`)];
  if (wallets.length === 0)
    findings.push(warning("Bancos: nenhuma carteira de banco ativa. Sem ela, ninguém recebe boleto."));
  if (wallets.some(({ registersBy }) => registersBy === "sandbox"))
    findings.push(warning("Bancos: há carteira no banco de teste. Os boletos dela não podem ser pagos."));
  return findings;
}

function nearestFolder(folder: string): string {
  const whole = path.resolve(folder);
  return existsSync(whole) ? whole : nearestFolder(path.dirname(whole));
}

function listenError(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "?"));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

async function isOurs(host: string, port: number): Promise<boolean> {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  try {
    const response = await fetch(`http://${name}:${port}/health/live`, { signal: AbortSignal.timeout(2000) });
    return (await response.text()) === '{"status":"ok"}';
  } catch {
    return false;
  }
}
