import type { Writable } from "node:stream";
import { type Config, readConfig } from "../../config.ts";
import { AppError } from "../../core/app-error.ts";
import type { BankWebhooks, PostAttempt } from "../../core/bank-ports.ts";
import type { Clock } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { createBankDesk } from "../../storage/bank-desk.ts";
import { bankWalletOf } from "../../storage/turn/invoice-case.ts";
import { webhooksOf } from "../banks.ts";
import type { Guarded } from "./bank-files.ts";
import type { Commands } from "./program.ts";
import { withApp } from "./with-app.ts";

/** Options of `faturabot banks webhook`. */
export interface WebhookCommand {
  webhooks: BankWebhooks;
  /** Our address at the bank, with the secret. */
  ours: string;
  register: boolean;
  /** Replaces the address of another system. */
  replace: boolean;
  repeat: boolean;
  now: Date;
  output: Writable;
}

const callMs = 15_000;

/** Returns the commands for banks with an API. */
export function bankCommands(guarded: Guarded): Pick<Commands, "banksWebhook"> {
  return {
    banksWebhook: guarded(async ({ wallet, ...options }) => {
      const config = readConfig(process.env);
      return withApp(config, async ({ prisma, deps: { clock } }) => {
        const found = await openWebhooks(prisma, { config, wallet, clock });
        return runBankWebhook({ ...found, ...options, now: clock.now(), output: process.stdout });
      });
    }),
  };
}

/** Finds a bank wallet's webhook at its bank, and our address for it. Throws AppError with a sentence if there is none. */
export async function openWebhooks(
  prisma: PrismaClient,
  { config, wallet, clock }: { config: Pick<Config, "banks" | "publicUrl">; wallet: string; clock: Clock },
): Promise<{ webhooks: BankWebhooks; ours: string }> {
  const row = await prisma.bankWallet.findUnique({ where: { externalId: wallet } });
  if (!row) throw new AppError("wallet", `--wallet: não existe a carteira de banco "${wallet}".`);
  const { dir: folder, webhookSecret } = config.banks;
  const desk = createBankDesk(prisma);
  const { slug, webhooks } = webhooksOf(bankWalletOf(row), { folder, desk, clock, callMs });
  if (webhookSecret === undefined)
    throw new AppError("webhook-secret", "Falta BANK_WEBHOOK_SECRET: um segredo de 24 letras ou mais.");
  if (!config.publicUrl?.startsWith("https://"))
    throw new AppError("public-url", "PUBLIC_URL: os bancos só avisam um endereço https:// que se abre de fora.");
  return { webhooks, ours: `${config.publicUrl}/webhooks/${slug}/${webhookSecret}` };
}

const lookBackMs = 7 * 86_400_000;
const mostShown = 10;

/**
 * Runs `faturabot banks webhook`: shows what the bank has registered and what became of its posts, and on request
 * registers our address or has lost posts repeated. Another system's address is replaced only on request.
 */
export async function runBankWebhook(command: WebhookCommand): Promise<number> {
  const { webhooks, ours, register, replace, output } = command;
  const say = (line: string) => void output.write(`${line}\n`);
  const current = await webhooks.current();
  say(`Cadastrado no banco: ${current ? shownAddress(current.url, ours) : "nada"}.`);
  if (current?.state !== undefined) say(`Situação no banco: ${current.state}.`);
  const isOurs = current?.url === ours;
  if (register || replace) {
    if (current && !isOurs && !replace)
      throw new AppError(
        "webhook-foreign",
        "Este endereço é de outro sistema, que deixaria de ser avisado. Para trocar assim mesmo, use --replace.",
      );
    if (isOurs) say("Já é o do Faturabot: nada a fazer.");
    else {
      await webhooks.register(ours);
      const after = await webhooks.current();
      if (after?.url !== ours) throw new AppError("webhook-kept", "O banco aceitou, mas ainda mostra outro endereço.");
      say("Pronto: o banco agora avisa o Faturabot. Confira amanhã com este comando se os avisos chegam.");
    }
    return 0;
  }
  const attempts = await webhooks.attempts({ from: new Date(command.now.getTime() - lookBackMs), to: command.now });
  sayAttempts(attempts, say);
  if (command.repeat) await repeatLost(webhooks, { attempts, isOff: current?.isOff === true, say });
  else if (!current) say("Para cadastrar o do Faturabot: --register.");
  return 0;
}

/** The rest of an address may be a secret, ours or another system's. */
function shownAddress(url: string, ours: string): string {
  if (url === ours) return `${originOf(url)}/… (o do Faturabot)`;
  const isOld = originOf(url) === originOf(ours) && /\/webhooks\/\w+\/[^/]+$/.test(url);
  return `${originOf(url)}/… (${isOld ? "do Faturabot, com outro segredo" : "de outro sistema"})`;
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : "um endereço ilegível");

function sayAttempts(attempts: readonly PostAttempt[], say: (line: string) => void): void {
  const failed = attempts.filter(({ isDelivered }) => !isDelivered);
  say(`Avisos dos últimos 7 dias: ${attempts.length - failed.length} entregues, ${failed.length} com erro.`);
  for (const { at, reason } of failed.slice(0, mostShown)) say(`  ${at}: ${reason || "sem motivo"}`);
  if (failed.length > mostShown) say(`  e mais ${failed.length - mostShown}.`);
}

async function repeatLost(
  webhooks: BankWebhooks,
  { attempts, isOff, say }: { attempts: readonly PostAttempt[]; isOff: boolean; say(line: string): void },
): Promise<void> {
  if (isOff && webhooks.switchOn) {
    await webhooks.switchOn();
    say("O aviso estava desligado no banco e foi religado.");
  }
  const delivered = new Set(referencesOf(attempts, true));
  const lost = [...new Set(referencesOf(attempts, false))].filter((reference) => !delivered.has(reference));
  if (!webhooks.repeat)
    return say("Este banco não repete avisos. O Faturabot pergunta sozinho sobre os pagamentos, uma vez por dia.");
  if (lost.length === 0) return say("Nenhum aviso perdido para repetir.");
  say(`O banco vai repetir os avisos de ${await webhooks.repeat(lost)} de ${lost.length} boletos.`);
}

const referencesOf = (attempts: readonly PostAttempt[], isDelivered: boolean): string[] =>
  attempts.filter((one) => one.isDelivered === isDelivered).flatMap(({ references }) => references);
