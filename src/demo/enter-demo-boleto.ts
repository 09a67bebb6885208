import { addDays, type IsoDate } from "../core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../core/boleto/boleto.ts";
import { composeNossoNumero } from "../core/boleto/compose-nosso-numero.ts";
import type { Prisma } from "../database/generated/client.ts";
import { type DemoInvoice, demoBeneficiary, type demoPeople } from "./demo-provider.ts";

/** Enters the boleto that a demo invoice has had since ten days before it was due, payable at Itaú. */
export async function enterDemoBoleto(
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
  const { beneficiaryName: name, beneficiaryAddress } = demoBeneficiary;
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
