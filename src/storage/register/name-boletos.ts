import type { PrismaClient } from "../generated/client.ts";

type Data = Readonly<Record<string, unknown>>;

/** What events say, with their boletos by the provider's system's own ids too: the only ones it knows. */
export async function nameBoletos(prisma: PrismaClient, events: readonly Data[]): Promise<Data[]> {
  const ids = events.flatMap(({ boletoId }) => (typeof boletoId === "string" ? [boletoId] : []));
  const rows = await prisma.boleto.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, externalId: true, invoice: { select: { externalId: true } } },
  });
  const boletos = new Map(rows.map((row) => [row.id, row]));
  return events.map((data) => {
    const boleto = boletos.get(String(data.boletoId));
    if (!boleto) return data;
    return {
      ...data,
      ...(boleto.externalId !== null && { externalId: boleto.externalId }),
      invoiceId: boleto.invoice.externalId,
    };
  });
}
