import { AppError } from "../core/app-error.ts";
import type { BankCode } from "../core/billing/bank-code.ts";
import { addDays, type IsoDate } from "../core/billing/iso-date.ts";
import { buildBoleto } from "../core/boleto/boleto.ts";
import { composeNossoNumero } from "../core/boleto/compose-nosso-numero.ts";
import { parseBankAccount } from "../core/boleto/parse-bank-account.ts";
import type { Prisma, PrismaClient } from "../storage/generated/client.ts";
import { type DemoInvoice, demoBanks, demoHours, demoPeople, demoPhone, demoWallets } from "./demo-provider.ts";

const beneficiary = {
  beneficiaryName: "VALE FIBRA TELECOM LTDA",
  beneficiaryDocument: "12345678000195",
  beneficiaryAddress: "Avenida das Águas, 1000, Centro, Vale Alegre - SP, 00000-000",
};
const months = [
  "janeiro",
  "fevereiro",
  "março",
  "abril",
  "maio",
  "junho",
  "julho",
  "agosto",
  "setembro",
  "outubro",
  "novembro",
  "dezembro",
];

/**
 * Fills a database with the demo provider, dates relative to today; one filled on an earlier day is filled anew. Throws
 * AppError where there is anybody else's data: nothing is touched then.
 */
export async function seedDemo(prisma: PrismaClient, today: IsoDate, now: Date): Promise<void> {
  const provider = await prisma.provider.findUnique({ where: { id: 1 } });
  const foreign = provider ? !provider.isDemo : (await prisma.subscriber.count()) > 0;
  if (foreign)
    throw new AppError(
      "demo-refused",
      "Este banco tem dados de um provedor de verdade. A demonstração não abre nele: use DEMO=off ou outro banco.",
    );
  if (provider && (await prisma.event.count({ where: { type: "demo.seeded", data: { equals: { today } } } })) > 0)
    return;
  await prisma.$transaction((tx) => fill(tx, today, now), { timeout: 60_000 });
}

async function fill(tx: Prisma.TransactionClient, today: IsoDate, now: Date): Promise<void> {
  await tx.$executeRaw`
    TRUNCATE provider, subscriber, subscriber_phone, wallet, wallet_bank, bank_wallet, contract, invoice, boleto, payment, chat,
             inbound_message, outbound_message, attendance, event, sandbox_title, sent_file, channel_memory RESTART IDENTITY CASCADE`;
  await tx.provider.create({ data: { name: "Vale Fibra", isDemo: true, attendanceHours: demoHours } });
  const banks = new Map<string, string>();
  for (const bank of demoBanks) banks.set(bank.key, await enterBank(tx, bank, today));
  const wallets = new Map<string, string>();
  for (const { key, kind, description, lockDays = 0, banks: keys, default: byDefault } of demoWallets) {
    const { id } = await tx.wallet.create({
      data: {
        externalId: key,
        kind,
        description,
        lockDays,
        defaultBankWalletId: byDefault ? idOf(banks, byDefault) : null,
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
  const parsed = parseBankAccount(bank.bankCode as BankCode, bank.account);
  if (!parsed.ok) throw new Error(`Demo bank ${bank.key}: ${parsed.errors.map(({ message }) => message).join(" ")}`);
  const { id } = await tx.bankWallet.create({
    data: {
      externalId: bank.key,
      bankCode: bank.bankCode,
      account: parsed.account,
      ...beneficiary,
      registersBy: "sandbox",
      sandboxOutcome: bank.outcome,
      active: bank.active ?? true,
      cutOff: "23:00",
      nossoNumeroFrom: bank.from,
      nossoNumeroTo: bank.to,
      nossoNumeroNext: bank.from,
      nossoNumeroYear: bank.bankCode === "748" ? Number(today.slice(0, 4)) : null,
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
      externalId: `assinante-${number}`,
      name: person.name,
      document: person.document,
      address: person.contracts[0]?.address ?? null,
      phones: { create: { phone: demoPhone(number) } },
    },
  });
  for (const [contractIndex, { address, wallet, invoices }] of person.contracts.entries()) {
    const { id: contractId } = await tx.contract.create({
      data: {
        externalId: `contrato-${number}-${contractIndex + 1}`,
        subscriberId,
        walletId: idOf(wallets, wallet),
        address,
        plan: "Fibra 500 Mega",
      },
    });
    for (const [index, invoice] of invoices.entries()) {
      const dueDate = addDays(today, invoice.due);
      const used = months[(Number(dueDate.slice(5, 7)) + 10) % 12] ?? "";
      const row = await tx.invoice.create({
        data: {
          externalId: `${number}${contractIndex + 1}${String(index + 1).padStart(2, "0")}`,
          contractId,
          amountCents: invoice.cents,
          dueDate: new Date(dueDate),
          description: `uso de ${used}`,
        },
      });
      if (invoice.boleto) await enterBoleto(tx, { invoiceId: row.id, invoice, person, address, dueDate, now });
    }
  }
}

async function enterBoleto(
  tx: Prisma.TransactionClient,
  of: {
    invoiceId: string;
    invoice: DemoInvoice;
    person: (typeof demoPeople)[number];
    address: string;
    dueDate: IsoDate;
    now: Date;
  },
): Promise<void> {
  const bank = await tx.bankWallet.findUniqueOrThrow({ where: { externalId: "itau" } });
  const account = bank.account as Record<string, string>;
  const issueDate = addDays(of.dueDate, -10);
  const numbered = composeNossoNumero("341", account, bank.nossoNumeroNext, issueDate);
  const built = numbered.ok
    ? buildBoleto({
        banco: "341",
        ...account,
        nossoNumero: numbered.nossoNumero,
        valorCentavos: of.invoice.cents,
        vencimento: of.dueDate,
      })
    : numbered;
  if (!built.ok) throw new Error(`Demo boleto: ${built.error.message}`);
  const { boleto } = built;
  const { beneficiaryName: name, beneficiaryAddress } = beneficiary;
  await tx.boleto.create({
    data: {
      invoiceId: of.invoiceId,
      bankWalletId: bank.id,
      status: "payable",
      bankCode: "341",
      nossoNumero: boleto.nossoNumero,
      campoLivre: boleto.campoLivre,
      codigoBarras: boleto.codigoBarras,
      linhaDigitavel: boleto.linhaDigitavel,
      amountCents: of.invoice.cents,
      principalCents: of.invoice.cents,
      multaBasisPoints: 200,
      jurosPerDayCents: Math.floor(of.invoice.cents / 3000),
      dueDate: new Date(of.dueDate),
      payableUntil: new Date(addDays(of.dueDate, 59)),
      slip: {
        boleto: { ...boleto },
        beneficiary: { name, document: "12.345.678/0001-95", address: beneficiaryAddress },
        payer: { name: of.person.name, document: of.person.document, address: of.address },
        especie: "DS",
        aceite: "N",
        issueDate,
        instructions: ["Após o vencimento, multa de 2% e juros de 1% ao mês."],
        demo: true,
      },
      issuedAt: new Date(issueDate),
      promisedAt: new Date(issueDate),
      payableAt: of.now,
    },
  });
  await tx.bankWallet.update({ where: { id: bank.id }, data: { nossoNumeroNext: { increment: 1 } } });
}

function idOf(ids: Map<string, string>, key: string): string {
  const id = ids.get(key);
  if (!id) throw new Error(`The demo names "${key}", which is not there`);
  return id;
}
