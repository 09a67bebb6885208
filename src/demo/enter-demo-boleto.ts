import { addDays, type IsoDate } from "../core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../core/boleto/boleto.ts";
import { composeNossoNumero } from "../core/boleto/compose-nosso-numero.ts";
import type { Prisma } from "../database/generated/client.ts";
import { type DemoInvoice, demoBeneficiary, type demoPeople } from "./demo-provider.ts";

/** Stores the boleto of an invoice of the demo: at Itaú, payable, issued ten days before the due date. */
export async function enterDemoBoleto(
  tx: Prisma.TransactionClient,
  {
    invoiceId,
    invoice,
    person,
    address,
    dueDate,
    now,
  }: {
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
  const issueDate = addDays(dueDate, -10);
  const numbered = composeNossoNumero("341", account, bank.nossoNumeroNext, issueDate);
  const built = numbered.ok
    ? buildBoleto({
        banco: "341",
        ...account,
        nossoNumero: numbered.nossoNumero,
        valorCentavos: invoice.cents,
        vencimento: dueDate,
      })
    : numbered;
  if (!built.ok) throw new Error(`Demo boleto: ${built.error.message}`);
  const { boleto } = built;
  const { beneficiaryName: name, beneficiaryAddress } = demoBeneficiary;
  await tx.boleto.create({
    data: {
      invoiceId,
      bankWalletId: bank.id,
      status: "payable",
      bankCode: "341",
      nossoNumero: boleto.nossoNumero,
      campoLivre: boleto.campoLivre,
      codigoBarras: boleto.codigoBarras,
      linhaDigitavel: boleto.linhaDigitavel,
      amountCents: invoice.cents,
      principalCents: invoice.cents,
      multaBasisPoints: 200,
      jurosPerDayCents: Math.floor(invoice.cents / 3000),
      dueDate: new Date(dueDate),
      payableUntil: new Date(addDays(dueDate, 59)),
      slip: {
        boleto: { ...boleto },
        beneficiary: { name, document: "12.345.678/0001-95", address: beneficiaryAddress },
        payer: { name: person.name, document: person.document, address },
        especie: "DS",
        aceite: "N",
        issueDate,
        instructions: ["Após o vencimento, multa de 2% e juros de 1% ao mês."],
        demo: true,
      },
      issuedAt: new Date(issueDate),
      promisedAt: new Date(issueDate),
      payableAt: now,
    },
  });
  await tx.bankWallet.update({ where: { id: bank.id }, data: { nossoNumeroNext: { increment: 1 } } });
}
