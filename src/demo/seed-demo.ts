import { AppError } from "../core/app-error.ts";
import { hasLayout } from "../core/billing/bank-code.ts";
import { monthName } from "../core/billing/calendar/date-words.ts";
import { addDays, type IsoDate } from "../core/billing/calendar/iso-date.ts";
import { addMonths, monthOf } from "../core/billing/calendar/month.ts";
import { numberingYear } from "../core/boleto/numbering-year.ts";
import { parseBankAccount } from "../core/boleto/parse-bank-account.ts";
import type { Prisma, PrismaClient } from "../database/generated/client.ts";
import { demoBanks, demoBeneficiary, demoHours, demoIds, demoPeople, demoPhone, demoWallets } from "./demo-provider.ts";
import { enterDemoBoleto } from "./enter-demo-boleto.ts";

const tables = `provider, subscriber, subscriber_phone, wallet, wallet_bank, bank_wallet, contract, invoice, boleto, payment, chat,
  inbound_message, outbound_message, attendance, event, sandbox_title, sent_file, channel_memory, billing_run, billing_skip`;
/**
 * Fills a database with the demo provider, with dates relative to today. A database that was filled on an earlier day
 * is filled anew, unless somebody has entered data of their own: then everything is kept. Throws AppError if the
 * database belongs to a real provider.
 */
export async function seedDemo(
  prisma: PrismaClient,
  today: IsoDate,
  now: Date,
): Promise<"filled" | "current" | "kept"> {
  // The first check takes no lock, so that a restart on the same day blocks nobody and cannot cause a deadlock.
  if (await isCurrent(prisma, today)) return "current";
  return prisma.$transaction(
    async (tx) => {
      // Checked again, now under a lock, so that nobody can write between the check and the TRUNCATE.
      await tx.$executeRawUnsafe(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
      const provider = await tx.provider.findUnique({ where: { id: 1 } });
      if (!(provider ? provider.isDemo : await isEmpty(tx)))
        throw new AppError(
          "demo-refused",
          "Este banco tem dados de um provedor de verdade. A demonstração não abre nele: use DEMO=off ou outro banco.",
        );
      if (await isCurrent(tx, today)) return "current";
      if (provider && (await hasForeignData(tx))) return "kept";
      await tx.$executeRawUnsafe(`TRUNCATE ${tables} RESTART IDENTITY CASCADE`);
      await fill(tx, today, now);
      return "filled";
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

async function isCurrent(tx: Prisma.TransactionClient, today: IsoDate): Promise<boolean> {
  const provider = await tx.provider.findUnique({ where: { id: 1 } });
  if (!provider?.isDemo) return false;
  return (await tx.event.count({ where: { type: "demo.seeded", data: { equals: { today } } } })) > 0;
}

async function isEmpty(tx: Prisma.TransactionClient): Promise<boolean> {
  const [{ filled } = { filled: true }] = await tx.$queryRaw<{ filled: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM subscriber) OR EXISTS (SELECT 1 FROM bank_wallet) OR EXISTS (SELECT 1 FROM wallet)
        OR EXISTS (SELECT 1 FROM contract) OR EXISTS (SELECT 1 FROM chat) AS filled`;
  return !filled;
}

async function fill(tx: Prisma.TransactionClient, today: IsoDate, now: Date): Promise<void> {
  await tx.provider.create({
    data: { name: "Vale Fibra", isDemo: true, checksFirstContact: false, attendanceHours: demoHours },
  });
  const banks = new Map<string, string>();
  for (const bank of demoBanks) banks.set(bank.key, await enterBank(tx, bank, today));
  const wallets = new Map<string, string>();
  for (const { key, kind, description, lockDays = 0, banks: keys, default: defaultKey } of demoWallets) {
    const { id } = await tx.wallet.create({
      data: {
        externalId: key,
        kind,
        description,
        lockDays,
        defaultBankWalletId: defaultKey ? idOf(banks, defaultKey) : null,
        banks: { create: keys.map((bank, position) => ({ bankWalletId: idOf(banks, bank), position })) },
      },
    });
    wallets.set(key, id);
  }
  for (const [index, person] of demoPeople.entries()) await enterPerson(tx, person, index + 1, wallets, today, now);
  await tx.event.create({ data: { type: "demo.seeded", data: { today }, at: now } });
}

async function enterBank(
  tx: Prisma.TransactionClient,
  bank: (typeof demoBanks)[number],
  today: IsoDate,
): Promise<string> {
  const parsed = parseBankAccount(bank.bankCode, bank.account);
  if (!parsed.ok) throw new Error(`Demo bank ${bank.key}: ${parsed.errors.map(({ message }) => message).join(" ")}`);
  const { id } = await tx.bankWallet.create({
    data: {
      externalId: bank.key,
      bankCode: bank.bankCode,
      account: parsed.account,
      ...demoBeneficiary,
      registersBy: "sandbox",
      sandboxOutcome: bank.outcome,
      active: bank.active ?? true,
      cutOff: "23:00",
      bankNumbers: !hasLayout(bank.bankCode),
      nossoNumeroFrom: bank.from,
      nossoNumeroTo: bank.to,
      nossoNumeroNext: bank.from,
      nossoNumeroYear: numberingYear(bank.bankCode, today),
    },
  });
  return id;
}

async function enterPerson(
  tx: Prisma.TransactionClient,
  person: (typeof demoPeople)[number],
  number: number,
  wallets: Map<string, string>,
  today: IsoDate,
  now: Date,
): Promise<void> {
  const { id: subscriberId } = await tx.subscriber.create({
    data: {
      externalId: demoIds.subscriber(number),
      name: person.name,
      document: person.document,
      address: person.contracts[0]?.address ?? null,
      phones: { create: { phone: demoPhone(number) } },
    },
  });
  for (const [contractIndex, { address, wallet, invoices }] of person.contracts.entries()) {
    const { id: contractId } = await tx.contract.create({
      data: {
        externalId: demoIds.contract(number, contractIndex + 1),
        subscriberId,
        walletId: idOf(wallets, wallet),
        address,
        plan: "Fibra 500 Mega",
      },
    });
    for (const [index, invoice] of invoices.entries()) {
      const dueDate = addDays(today, invoice.due);
      const used = monthName(addMonths(monthOf(dueDate), -1));
      const row = await tx.invoice.create({
        data: {
          externalId: demoIds.invoice(number, contractIndex + 1, index + 1),
          contractId,
          amountCents: invoice.cents,
          dueDate: new Date(dueDate),
          description: `uso de ${used}`,
        },
      });
      if (invoice.boleto) await enterDemoBoleto(tx, { invoiceId: row.id, invoice, person, address, dueDate, now });
    }
  }
}

function idOf(ids: Map<string, string>, key: string): string {
  const id = ids.get(key);
  if (!id) throw new Error(`The demo names "${key}", which is not there`);
  return id;
}

const { beneficiaryDocument } = demoBeneficiary;
const people = demoPeople.map(({ document }, index) => ({ externalId: demoIds.subscriber(index + 1), document }));
const contracts = demoPeople.flatMap((person, index) =>
  person.contracts.map((contract, at) => ({ ...contract, ids: [index + 1, at + 1] as const })),
);
const contractIds = contracts.map(({ ids }) => demoIds.contract(...ids));
const invoiceIds = contracts.flatMap(({ ids, invoices }) => invoices.map((_, at) => demoIds.invoice(...ids, at + 1)));

/**
 * Returns true if the database of a demo contains other data than ours. Data that somebody stored under an id of the
 * demo counts as well.
 */
async function hasForeignData(tx: Prisma.TransactionClient): Promise<boolean> {
  const banks = demoBanks.map(({ key: externalId, bankCode }) => ({ externalId, bankCode, beneficiaryDocument }));
  const foreign = [
    await tx.subscriber.count({ where: { NOT: { OR: people } } }),
    await tx.bankWallet.count({ where: { NOT: { OR: banks } } }),
    await tx.wallet.count({ where: { externalId: { notIn: demoWallets.map(({ key }) => key) } } }),
    await tx.contract.count({ where: { externalId: { notIn: contractIds } } }),
    await tx.invoice.count({ where: { externalId: { notIn: invoiceIds } } }),
    await tx.boleto.count({ where: { externalId: { not: null } } }),
  ];
  return foreign.some((count) => count > 0);
}
