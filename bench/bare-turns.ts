import { randomUUID } from "node:crypto";
import pg from "pg";
import { oneTurn, startBenchService } from "./service.ts";

/** A statement as it reached the database, prepared under its name as there. */
interface Recorded {
  name: string;
  text: string;
  values: unknown[];
}

/** What a statement gave that the next ones take up. */
interface Row {
  messageId?: string;
  version?: string;
  /** Of the replies that were stored. */
  ids?: string[];
}

/** Turns a second of the very statements of a turn, recorded once, over bare `pg`: no Prisma, no dialog. */
export async function bareTurns(url: string, clients: number, seconds: number): Promise<number> {
  const { statements, known } = await record(url);
  const pool = new pg.Pool({ connectionString: url, max: clients });
  let turns = 0;
  let end = Number.POSITIVE_INFINITY;
  const talk = async (until: () => boolean) => {
    const address = `bare-${randomUUID()}`;
    const { rows } = await pool.query(
      "INSERT INTO chat (channel, address, phone) VALUES ('console', $1, '5511900000001') RETURNING id::text AS id",
      [address],
    );
    while (!until()) {
      const now = new Map([
        [known.address, address],
        [known.chatId, rows[0].id],
        [known.externalId, randomUUID()],
      ]);
      for (const { name, text, values } of statements) {
        const answer = await pool.query<Row>({ name, text, values: values.map((value) => swapped(value, now)) });
        for (const { messageId, version, ids } of answer.rows) {
          if (messageId) now.set(known.messageId, messageId);
          if (version) now.set(known.version, version);
          if (ids?.[0]) now.set(known.replyId, ids[0]);
        }
      }
      turns++;
    }
  };
  await Promise.all(
    Array.from({ length: clients }, () => {
      let warm = 20;
      return talk(() => warm-- === 0);
    }),
  );
  turns = 0;
  const begun = performance.now();
  end = begun + seconds * 1000;
  await Promise.all(Array.from({ length: clients }, () => talk(() => performance.now() > end)));
  const took = (performance.now() - begun) / 1000;
  const { rows } = await pool.query(`
    SELECT count(*)::int AS left FROM chat c JOIN inbound_message m ON m.chat_id = c.id
      LEFT JOIN outbound_message o ON o.dedupe_key = 'reply:' || m.id || ':0' AND o.status = 'sent'
     WHERE c.address LIKE 'bare-%' AND (m.status <> 'done' OR o.id IS NULL)`);
  await pool.end();
  if (rows[0].left > 0) throw new Error(`${rows[0].left} bare turns did not do what a turn does`);
  return turns / took;
}

/** The value with what was recorded replaced by what it is now, also inside of JSON. */
function swapped(value: unknown, now: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => swapped(one, now));
  if (typeof value !== "string") return value;
  return now.get(value) ?? value.replace(/(?<=[":])[\w-]+(?=[":])/g, (word) => now.get(word) ?? word);
}

/** One turn's statements as they reach the database. */
async function record(url: string) {
  const statements: Recorded[] = [];
  const known = { address: `bench-${900_000 + Math.floor(Math.random() * 99_999)}`, externalId: randomUUID() };
  const seen = { chatId: "", messageId: "", version: "", replyId: "" };
  const app = await startBenchService(url, false);
  const chat = Number(known.address.slice(6));
  // Values are told apart by what they are: no two of them may be alike.
  await app.prisma.$executeRaw`
    SELECT setval('chat_id_seq', 10000000), setval('inbound_message_id_seq', 20000000), setval('outbound_message_id_seq', 30000000)`;
  await oneTurn(app, chat);
  const query = pg.Pool.prototype.query as unknown as (...args: unknown[]) => Promise<{ rows: Row[] }>;
  const patched = async function (this: pg.Pool, config: Recorded) {
    const answer = await query.call(this, config);
    statements.push({ name: config.name, text: config.text, values: config.values });
    for (const { messageId, version, ids } of answer.rows) {
      seen.messageId = messageId ?? seen.messageId;
      seen.version = version ?? seen.version;
      seen.replyId = ids?.[0] ?? seen.replyId;
    }
    return answer;
  };
  pg.Pool.prototype.query = patched as unknown as typeof pg.Pool.prototype.query;
  await oneTurn(app, chat, known.externalId);
  pg.Pool.prototype.query = query as unknown as typeof pg.Pool.prototype.query;
  const { chatId } = await app.prisma.inboundMessage.findFirstOrThrow({ where: { externalId: known.externalId } });
  await app.close();
  const all = { ...known, ...seen, chatId: String(chatId) };
  if (new Set(Object.values(all)).size < Object.keys(all).length) throw new Error("Two ids are alike: run it again");
  return { statements, known: all };
}
