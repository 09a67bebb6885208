import type { PrismaClient } from "../../database/generated/client.ts";

/** An event, as the feed shows it. Its id is the cursor from which to continue. */
export interface FeedEvent extends Record<string, unknown> {
  id: string;
  type: string;
  at: string;
  data: Record<string, unknown> | undefined;
}

/**
 * Returns at most `limit` events after the cursor, in the order of the feed. Whoever continues from the last id misses
 * no event.
 */
export async function readEvents(prisma: PrismaClient, after: string | undefined, limit: number): Promise<FeedEvent[]> {
  const rows = await prisma.$transaction(async (tx) => {
    // Events get their position in the feed when they are first read. Only one reader at a time assigns positions, so
    // no event appears before a position that was already read; an event that is not committed yet gets its position
    // from a later reader.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('event.position'))`;
    await tx.$executeRaw`
      UPDATE event SET position = fresh.position
        FROM (SELECT id, (SELECT coalesce(max(position), 0) FROM event) + row_number() OVER (ORDER BY id) AS position
                FROM event WHERE position IS NULL) fresh
       WHERE event.id = fresh.id`;
    return tx.event.findMany({
      where: { position: { gt: BigInt(after ?? 0) } },
      orderBy: { position: "asc" },
      take: limit,
    });
  });
  const named = await nameBoletos(
    prisma,
    rows.map(({ data }) => data as Record<string, unknown>),
  );
  return rows.map(({ position, type, at }, index) => ({
    id: String(position),
    type,
    at: at.toISOString(),
    data: named[index],
  }));
}

type Data = Readonly<Record<string, unknown>>;

/** Adds the external ids to events about boletos, because the provider's system knows no other ids. */
async function nameBoletos(prisma: PrismaClient, events: readonly Data[]): Promise<Data[]> {
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
