import { type BankCode, hasLayout } from "../../src/core/billing/bank-code.ts";
import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { numberingYear } from "../../src/core/boleto/numbering-year.ts";
import { parseBankAccount } from "../../src/core/boleto/parse-bank-account.ts";
import { sequenceRange } from "../../src/core/boleto/sequence-range.ts";
import type { Prisma } from "../../src/database/generated/client.ts";
import { demoBanks } from "../../src/demo/demo-provider.ts";
import type { Service } from "./start-chat.ts";

type Rows = Omit<Prisma.InvoiceCreateInput, "externalId" | "contract" | "amountCents" | "dueDate" | "description">;
type Bank = Partial<Prisma.BankWalletCreateInput> & { code: BankCode };

/** A subscriber as a story needs one. */
export interface StorySubscriber {
  name?: string;
  subscriber?: Partial<Prisma.SubscriberCreateInput>;
  banks?: readonly (BankCode | Bank)[];
  wallet?: Partial<Prisma.WalletCreateInput>;
  /** Its place among the banks. */
  defaultBank?: number;
  contract?: Partial<Prisma.ContractCreateInput>;
  invoices?: readonly ({ due: string; cents?: number; about?: string } & Partial<Rows>)[];
}

let entered = 0;

/** Enters a subscriber of its own, with a phone, a contract, a wallet and banks that nobody else has. */
export async function enterSubscriber({ app: { prisma } }: Pick<Service, "app">, story: StorySubscriber) {
  const number = ++entered;
  const key = `story-${number}`;
  const phone = `5521970000${String(number).padStart(3, "0")}`;
  const { id: subscriberId } = await prisma.subscriber.create({
    data: {
      externalId: key,
      name: story.name ?? "Eva Prado",
      document: "52998224725",
      // Whole: a bank's API asks for all of it.
      address: "Rua Um, 1",
      district: "Centro",
      city: "Niterói",
      state: "RJ",
      postalCode: "24000000",
      ...story.subscriber,
      phones: { create: { phone } },
    },
  });
  const bankIds: string[] = [];
  for (const [index, bank] of (story.banks ?? ["341", "237"]).entries()) {
    const { code, ...more } = typeof bank === "string" ? { code: bank } : bank;
    bankIds.push(await enterBank(prisma, `${key}-${index}`, code, more));
  }
  const { id: walletId } = await prisma.wallet.create({
    data: {
      externalId: key,
      kind: "fatura",
      description: key,
      ...story.wallet,
      defaultBankWalletId: story.defaultBank === undefined ? null : (bankIds[story.defaultBank] ?? null),
      banks: { create: bankIds.map((bankWalletId, position) => ({ bankWalletId, position })) },
    },
  });
  const contract = await prisma.contract.create({
    data: {
      externalId: key,
      subscriber: { connect: { id: subscriberId } },
      wallet: { connect: { id: walletId } },
      address: "Rua Um, 1",
      ...story.contract,
    },
  });
  const invoiceIds: string[] = [];
  for (const [index, { due, cents = 10_000, about = "uso do mês", ...more }] of (story.invoices ?? []).entries()) {
    const row = { contractId: contract.id, amountCents: cents, dueDate: new Date(due), description: about };
    const { id } = await prisma.invoice.create({
      data: { ...row, ...more, externalId: `${key}-${index}` } as Prisma.InvoiceUncheckedCreateInput,
    });
    invoiceIds.push(id);
  }
  return { phone, subscriberId, walletId, contractId: contract.id, bankIds, invoiceIds, externalId: key };
}

async function enterBank(
  prisma: Service["app"]["prisma"],
  externalId: string,
  bankCode: BankCode,
  more: Partial<Prisma.BankWalletCreateInput>,
): Promise<string> {
  const demo = demoBanks.find((bank) => bank.bankCode === bankCode);
  const parsed = parseBankAccount(bankCode, (more.account ?? demo?.account ?? {}) as Record<string, string>);
  if (!parsed.ok) throw new Error(`No account at ${bankCode}`);
  const possible = hasLayout(bankCode) ? sequenceRange(bankCode, parsed.account) : { min: 0, max: 0 };
  const { from: first, to } = demo ?? { from: possible.min, to: possible.max };
  // Every story has its own part of the demo's range: one account, one nosso número.
  const width = Math.floor((to - first) / 100);
  const from = first + width * (entered % 90) + Number(externalId.split("-")[2]) * Math.floor(width / 8);
  const { id } = await prisma.bankWallet.create({
    data: {
      externalId,
      bankCode,
      beneficiaryName: "VALE FIBRA TELECOM LTDA",
      beneficiaryDocument: "12345678000195",
      registersBy: more.registersBy ?? "sandbox",
      sandboxOutcome:
        (more.registersBy ?? "sandbox") !== "sandbox" ? null : bankCode === "341" ? "registered" : "early",
      cutOff: "20:00",
      bankNumbers: !hasLayout(bankCode),
      nossoNumeroFrom: from,
      nossoNumeroTo: to,
      nossoNumeroNext: from,
      nossoNumeroYear: numberingYear(bankCode, isoDate("2026-11-24")),
      ...more,
      account: parsed.account,
    },
  });
  return id;
}
