import { chmodSync, mkdirSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Config, ConfigError, readConfig } from "../../config.ts";
import { AppError } from "../../core/app-error.ts";
import { addDays, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import { normalisePhone } from "../../core/identity/phone.ts";
import { makeInvoices } from "../../core/use-cases/invoices/make-invoices.ts";
import { previewInvoices } from "../../core/use-cases/invoices/preview-invoices.ts";
import { applyMigrations } from "../../database/apply-migrations.ts";
import type { Database } from "../../database/open-database.ts";
import { demoHours } from "../../demo/demo-provider.ts";
import { createLogger } from "../../logger.ts";
import type { Team } from "../../panel/team/create-team.ts";
import { nameProvider } from "../../storage/create-storage.ts";
import { createChannelStore } from "../../storage/outbox/channel-store.ts";
import { createRegister } from "../../storage/register/create-register.ts";
import { externalChannels } from "../channels.ts";
import { nodeWithoutFixes } from "../node-without-fixes.ts";
import type { App } from "../open-app.ts";
import { apiKeyCommands } from "./api-key.ts";
import { fileCommands } from "./bank-files.ts";
import { rangeCommand } from "./bank-range.ts";
import { bankCommands } from "./bank-webhook.ts";
import { type Billing, runBilling, runBillingPreview } from "./billing.ts";
import { runBoletoCommand } from "./boleto.ts";
import { chatOf, runChat } from "./chat.ts";
import { databaseCommands } from "./database.ts";
import { runDoctor } from "./doctor.ts";
import { doctorChecks } from "./doctor-checks.ts";
import { endInWords, stopSignal } from "./end-in-words.ts";
import { runLgpd } from "./lgpd.ts";
import { inviteAddress, operatorCommands } from "./operator.ts";
import type { Commands } from "./program.ts";
import { withApp } from "./with-app.ts";
import { withDatabase } from "./with-database.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** The commands, each connected with its dependencies. */
export const commands: Commands = {
  start: guarded(async ({ only, window }) => {
    // The first signal, even during start-up, makes the service stop cleanly once it is open. A second one ends the
    // process at once.
    const stopped = stopSignal();
    const config = readConfig(process.env);
    const logger = createLogger(config.logLevel);
    const broken = endInWords(logger);
    const has = (part: string) => only === undefined || only.includes(part);
    const serve = async (app: App) => {
      // Modules that only some parts or commands need are imported where they are used, because a loaded module stays
      // in memory.
      const server = has("http") ? await (await import("../site.ts")).openSite(app) : undefined;
      try {
        await announce(app, server?.url);
        return await Promise.race([stopped.then(() => 0), broken.happened]);
      } finally {
        await server?.close();
      }
    };
    return withApp(config, serve, {
      logger,
      onGivenUp: broken.giveUp,
      works: has("jobs"),
      channels: externalChannels.filter(has),
      ...(window !== undefined && { windowSeconds: window }),
    });
  }),
  chat: guarded(async ({ phone: given, json, dataDir, window, wait }) => {
    const phone = normalisePhone(given) ?? (/^\d{8,15}$/.test(given) ? given : undefined);
    if (!phone) throw new AppError("phone", "--phone: esperado um telefone com DDD, como 5511900000001.");
    const config = configOn(dataDir);
    const logger = createLogger(process.env.LOG_LEVEL ? config.logLevel : "error");
    const folder = documentsFolder(config);
    const talk = async (app: App) => {
      await runChat(chatOf(app), {
        phone,
        input: process.stdin,
        waitMs: wait * 1000,
        ...(process.stdin.isTTY && { prompt: process.stderr }),
      });
      return 0;
    };
    return withApp(config, talk, {
      logger,
      console: { output: process.stdout, folder, json },
      ...(window !== undefined && { windowSeconds: window }),
    });
  }),
  boleto: guarded(async ({ pdf }) =>
    runBoletoCommand({
      input: process.stdin,
      output: process.stdout,
      ...(pdf !== undefined && {
        pdf: { path: pdf, draw: (await import("../../documents/boleto-pdf.ts")).drawBoletoPdf },
      }),
    }),
  ),
  migrate: guarded<void>(async () => {
    const { database } = readConfig(process.env);
    const names = await withDatabase(database, ({ connection }) => applyMigrations(connection));
    say(names.length === 0 ? "O banco de dados já está atualizado." : `Aplicadas: ${names.join(", ")}.`);
    return 0;
  }),
  doctor: () => runDoctor({ env: process.env, readConfig, ...doctorChecks, output: process.stdout }),
  import: guarded(({ file, apply, mended, dataDir }) =>
    withApp(configOn(dataDir), async ({ prisma, queue, deps }) => {
      const { runImport } = await import("./import.ts");
      return runImport({
        file,
        apply,
        ...(mended !== undefined && { mended }),
        register: createRegister(prisma, queue.enqueueIn),
        now: deps.clock.now(),
        output: process.stdout,
        progress: process.stderr,
      });
    }),
  ),
  lgpd: guarded(({ action, document }) =>
    withApp(readConfig(process.env), ({ deps }) => runLgpd(deps, { action, document, output: process.stdout })),
  ),
  ...fileCommands({ guarded, configOn }),
  ...bankCommands(guarded),
  ...rangeCommand({ guarded, configOn }),
  ...databaseCommands({ guarded, configOn }),
  apiKeyCreate: guarded(async (given) => {
    const now = new Date();
    const key = await withApp(readConfig(process.env), ({ prisma }) => apiKeyCommands.create(prisma, given, now));
    process.stdout.write(`${key}\n`);
    say("Guarde a chave agora: ela não será mostrada de novo.");
    return 0;
  }),
  apiKeyList: guarded<void>(async () => {
    await withApp(readConfig(process.env), ({ prisma }) => apiKeyCommands.list(prisma, process.stdout));
    return 0;
  }),
  apiKeyRevoke: guarded(async (given) => {
    const now = new Date();
    const name = await withApp(readConfig(process.env), ({ prisma }) => apiKeyCommands.revoke(prisma, given, now));
    say(`A chave "${name}" não vale mais.`);
    return 0;
  }),
  billingPreview: guarded(async ({ until }) =>
    withBilling((billing, today) => runBillingPreview(billing, until ?? addDays(today, 1))),
  ),
  billingRun: guarded<void>(() => withBilling(runBilling)),
  whatsappPair: guarded(async ({ phone }) => {
    const config = readConfig(process.env);
    const settings = config.whatsapp;
    if (!settings) throw new AppError("whatsapp-off", "O WhatsApp está desligado. Ligue com WHATSAPP=on.");
    const given = phone ?? settings.number;
    const { pairWhatsapp } = await import("../../bots/whatsapp/pair.ts");
    return withApp(config, ({ prisma, deps }) =>
      pairWhatsapp({
        settings,
        desk: createChannelStore(prisma, "whatsapp", deps.clock),
        output: process.stdout,
        stopped: stopSignal(),
        ...(given !== undefined && { phone: given }),
      }),
    );
  }),
  operatorCreate: guarded(async (given) => sayInvite(await withTeam((team) => operatorCommands.create(team, given)))),
  operatorLink: guarded(async (given) => sayInvite(await withTeam((team) => operatorCommands.link(team, given)))),
  provider: guarded(async ({ name: given }) => {
    const name = given.trim();
    if (name === "" || name.length > 100)
      throw new AppError("provider-name", "--name: esperado o nome do provedor, com até 100 letras.");
    await withApp(readConfig(process.env), ({ prisma }) => nameProvider(prisma, name, demoHours));
    say(`Provedor: ${name}.`);
    return 0;
  }),
};

const withTeam = <T>(work: (team: Team) => Promise<T>): Promise<T> =>
  withApp(readConfig(process.env), async (app) => work(await teamOf(app)));

const teamOf = async ({ prisma, deps }: App): Promise<Team> =>
  (await import("../../panel/team/create-team.ts")).createTeam(prisma, deps.clock);

const withBilling = (work: (billing: Billing, today: IsoDate) => Promise<number>): Promise<number> =>
  withApp(readConfig(process.env), ({ deps }) => {
    const billing: Billing = {
      preview: (page) => previewInvoices(deps, page),
      run: () => makeInvoices(deps),
      output: process.stdout,
    };
    return work(billing, localDate(deps.clock.now(), brasilia));
  });

function sayInvite(token: string): number {
  const config = readConfig(process.env);
  process.stdout.write(`${inviteAddress(config, token)}\n`);
  const proxyHint = config.publicUrl === undefined ? " Atrás de um proxy, ponha o endereço dele em PUBLIC_URL." : "";
  say(`Neste endereço se escolhe a senha, uma vez só, até amanhã a esta hora.${proxyHint}`);
  return 0;
}

/** Reads the configuration. `dataDir`, if given, selects the embedded database in that folder. */
function configOn(dataDir: string | undefined): Config {
  return readConfig(dataDir ? { ...process.env, DATABASE_URL: "", DATA_DIR: dataDir } : process.env);
}

/** Wraps a command so that a known error ends in a sentence and exit code 1, not in a stack trace. */
function guarded<O>(command: (options: O) => Promise<number>): (options: O) => Promise<number> {
  return async (options: O) => {
    try {
      return await command(options);
    } catch (error) {
      if (!(error instanceof AppError || error instanceof ConfigError)) throw error;
      say(error.message);
      return 1;
    }
  };
}

async function announce(app: App, url: string | undefined): Promise<void> {
  const { database, config, prisma } = app;
  const first = url ? await (await teamOf(app)).inviteFirst() : undefined;
  const old = nodeWithoutFixes(process.versions.node, localDate(new Date(), brasilia));
  const lines = [
    ...(old === undefined ? [] : [old]),
    ...(database.embedded ? [describeEmbedded(database.embedded)] : []),
    ...((await prisma.provider.count()) === 0
      ? ['Falta cadastrar o provedor: faturabot provider --name "Seu Provedor". Até lá ninguém é respondido.']
      : []),
    ...(config.demo ? ['DEMONSTRAÇÃO: provedor inventado "Vale Fibra". Os boletos não podem ser pagos.'] : []),
    ...(url ? [`Faturabot aberto em ${url}`] : []),
    ...(url && config.demo ? [`Converse em ${url}/conversa`, `Painel do operador em ${url}/painel`] : []),
    ...(url && first ? [`Primeira conta do painel, até amanhã a esta hora: ${inviteAddress(config, first, url)}`] : []),
  ];
  if (lines.length > 0) say(lines.join("\n"));
}

const describeEmbedded = ({ folder, elsewhere }: NonNullable<Database["embedded"]>) =>
  elsewhere
    ? `Banco de dados em "${folder}": o PostgreSQL não roda como root, e na pasta de dados só o root entra.`
    : `Banco de dados em "${folder}".`;

function documentsFolder({ database }: Config): string {
  if (database.kind === "postgres") return mkdtempSync(path.join(os.tmpdir(), "faturabot-chat-"));
  const folder = path.join(database.dataDir, "chat");
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  return folder;
}
