import { randomUUID } from "node:crypto";
import pg from "pg";
import { oneTurn, startBenchService } from "./service.ts";

interface Statement {
  text: string;
  values: unknown[];
}

/** Turns a second of the very statements of a turn, recorded once, over bare `pg`: no Prisma, no dialog. */
export async function bareTurns(url: string, clients: number, seconds: number): Promise<number> {
  const recorded = await record(url);
  const pool = new pg.Pool({ connectionString: url, max: clients });
  let turns = 0;
  const end = Date.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const connection = await pool.connect();
      const { rows } = await connection.query(
        "INSERT INTO chat (channel, address, phone) VALUES ('console', $1, '5511900000001') RETURNING id",
        [`bare-${client}-${randomUUID()}`],
      );
      const address = (await connection.query("SELECT address FROM chat WHERE id = $1", [rows[0].id])).rows[0]
        .address as string;
      while (Date.now() < end) {
        await replay(connection, recorded, {
          [recorded.address]: address,
          [recorded.chatId]: String(rows[0].id),
          [recorded.externalId]: randomUUID(),
        });
        turns++;
      }
      connection.release();
    }),
  );
  await pool.end();
  return turns / seconds;
}

async function replay(
  connection: pg.PoolClient,
  recorded: Awaited<ReturnType<typeof record>>,
  swaps: Record<string, string>,
): Promise<void> {
  for (const { text, values } of recorded.statements) {
    const { rows } = await connection.query(
      text,
      values.map((value) => swapped(value, swaps)),
    );
    const messageId = (rows?.[0] as { messageId?: string } | undefined)?.messageId;
    if (messageId) swaps[recorded.messageId] = String(messageId);
    const ids =
      rows?.filter((row: { dedupeKey?: string }) => row.dedupeKey).map(({ id }: { id: string }) => String(id)) ?? [];
    if (ids[0]) swaps[recorded.replyId] = ids[0];
  }
}

function swapped(value: unknown, swaps: Record<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => swapped(one, swaps));
  if (typeof value !== "string" && typeof value !== "bigint" && typeof value !== "number") return value;
  const text = String(value);
  const [, messageId = ""] = /^reply:(\d+):/.exec(text) ?? [];
  if (messageId) return text.replace(messageId, swaps[messageId] ?? messageId);
  return swaps[text] ?? value;
}

/** One turn's statements as they reach the database. */
async function record(url: string) {
  const statements: Statement[] = [];
  const app = await startBenchService(url, false);
  const externalId = randomUUID();
  const address = `bench-${900_000 + Math.floor(Math.random() * 99_999)}`;
  const chat = Number(address.slice(6));
  await oneTurn(app, chat);
  const query = pg.Client.prototype.query as unknown as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function patched(this: pg.Client, ...args: unknown[]) {
    const [config] = args as [string | { text: string; values?: unknown[] }];
    statements.push(
      typeof config === "string" ? { text: config, values: [] } : { text: config.text, values: config.values ?? [] },
    );
    return query.apply(this, args);
  } as typeof pg.Client.prototype.query;
  await oneTurn(app, chat, externalId);
  pg.Client.prototype.query = query as unknown as typeof pg.Client.prototype.query;
  const row = await app.prisma.inboundMessage.findFirstOrThrow({ where: { externalId }, include: { chat: true } });
  const reply = await app.prisma.outboundMessage.findFirstOrThrow({ where: { dedupeKey: `reply:${row.id}:0` } });
  await app.close();
  return {
    statements,
    externalId,
    address,
    chatId: String(row.chatId),
    messageId: String(row.id),
    replyId: String(reply.id),
  };
}
