import { hasLayout } from "../../src/core/billing/bank-code.ts";
import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { numberingYear } from "../../src/core/boleto/numbering-year.ts";
import { parseBankAccount } from "../../src/core/boleto/parse-bank-account.ts";
import type { PrismaClient } from "../../src/database/generated/client.ts";
import { demoBanks, demoHours } from "../../src/demo/demo-provider.ts";
import { people } from "./people.ts";

/** The provider, its banks, each with a temper of its own, and the people. */
export async function fillWorld(prisma: PrismaClient, checksFirstContact: boolean): Promise<void> {
  await prisma.provider.create({ data: { name: "Vale Fibra", checksFirstContact, attendanceHours: demoHours } });
  const bankIds = new Map<string, string>();
  for (const { key, bankCode, account, outcome, active = true, from, to } of demoBanks) {
    const parsed = parseBankAccount(bankCode, account);
    if (!parsed.ok) throw new Error(`No account at ${bankCode}`);
    const { id } = await prisma.bankWallet.create({
      data: {
        externalId: key,
        bankCode,
        account: parsed.account,
        beneficiaryName: "VALE FIBRA TELECOM LTDA",
        beneficiaryDocument: "12345678000195",
        registersBy: "sandbox",
        sandboxOutcome: bankCode === "033" ? "lost_answer" : outcome,
        active,
        bankNumbers: !hasLayout(bankCode),
        nossoNumeroFrom: from,
        nossoNumeroTo: to,
        nossoNumeroNext: from,
        nossoNumeroYear: numberingYear(bankCode, isoDate("2026-11-24")),
      },
    });
    bankIds.set(key, id);
  }
  const walletIds = new Map<string, string>();
  const wallet = async (name: string, kind: "fatura" | "bank", keys: readonly string[], lockDays = 0) => {
    const ids = keys.map((key) => bankIds.get(key) ?? "");
    const data = { externalId: name, kind, description: name, lockDays };
    const banks = { create: ids.map((bankWalletId, position) => ({ bankWalletId, position })) };
    const { id } = await prisma.wallet.create({
      data: { ...data, banks, defaultBankWalletId: lockDays > 0 ? (ids[0] ?? null) : null },
    });
    walletIds.set(name, id);
  };
  await wallet("all", "fatura", [...bankIds.keys()]);
  await wallet("bank", "bank", ["sicoob"]);
  await wallet("locks", "fatura", ["bradesco", "itau"], 5);
  for (const person of people) {
    const { id: subscriberId } = await prisma.subscriber.create({
      data: {
        externalId: person.mark,
        name: person.name,
        document: person.document,
        email: person.email ?? null,
        address: `Rua ${person.contractMark}, 1`,
        phones: { create: person.phones.map((phone) => ({ phone })) },
      },
    });
    const { id: contractId } = await prisma.contract.create({
      data: {
        externalId: person.contractMark,
        subscriberId,
        walletId: walletIds.get(person.wallet) ?? null,
        address: `Rua ${person.contractMark}, 1`,
      },
    });
    await prisma.invoice.createMany({
      data: person.invoices.map(({ externalId, cents, due, status = "open" as const, discountCents = 0 }) => ({
        externalId,
        contractId,
        amountCents: cents,
        dueDate: new Date(due),
        description: `uso ${person.contractMark}`,
        status,
        discountCents,
        discountUntil: discountCents > 0 ? new Date(due) : null,
      })),
    });
  }
}
