import type { InboundBody } from "../../core/channel-ports.ts";
import type { PhoneOwners } from "../../core/identity/proof.ts";
import type { NextTurn } from "../../core/ports.ts";
import type { Chat } from "../../core/records.ts";
import type { Sql, Statement } from "../sql.ts";

/** A chat and a message of it, as they are read. */
export interface TurnRow {
  chatId: string;
  version: string;
  channel: Chat["channel"];
  address: string;
  phone: string | null;
  state: unknown;
  lastActiveAt: Date | null;
  personUntil: Date | null;
  loopWindowAt: Date | null;
  loopCount: number;
  owners: OwnersRow;
  linked: { id: string; name: string } | null;
  proven: { id: string; name: string } | null;
  provenUntil: Date | null;
  confirmedId: string | null;
  messageId: string;
  body: InboundBody;
  attempts: number;
}

interface OwnersRow {
  subscribers: { id: string; name: string }[] | null;
  authorised: { contractId: string; subscriberId: string }[] | null;
}

/** Whose a phone is, as one value. */
const ownersOfPhone = (phone: string) => `
  json_build_object(
    'subscribers', (SELECT json_agg(json_build_object('id', s.id, 'name', s.name))
       FROM subscriber_phone p JOIN subscriber s ON s.id = p.subscriber_id WHERE p.phone = ${phone}),
    'authorised', (SELECT json_agg(json_build_object('contractId', k.id, 'subscriberId', k.subscriber_id))
       FROM contract_phone q JOIN contract k ON k.id = q.contract_id WHERE q.phone = ${phone} AND k.active))`;
const ownersFrom = ({ subscribers, authorised }: OwnersRow): PhoneOwners => ({
  subscribers: subscribers ?? [],
  authorised: authorised ?? [],
});

/** What a turn has to know of its chat `c`. */
export const chatColumns = `
         c.id::text AS "chatId", c.xmin::text AS version, c.channel::text AS channel, c.address, c.phone, c.state, c.last_active_at AS "lastActiveAt",
         c.person_until AS "personUntil", c.loop_window_at AS "loopWindowAt", c.loop_count AS "loopCount",
         ${ownersOfPhone("c.phone")} AS owners,
         (SELECT json_build_object('id', s.id, 'name', s.name) FROM subscriber s WHERE s.id = c.subscriber_id) AS linked,
         (SELECT json_build_object('id', s.id, 'name', s.name) FROM subscriber s WHERE s.id = c.proven_id) AS proven,
         c.proven_until AS "provenUntil", c.confirmed_id::text AS "confirmedId"`;

/** The turn that a row tells of. */
export function nextTurnOf(row: TurnRow): NextTurn {
  const { lastActiveAt, personUntil, loopWindowAt } = row;
  return {
    chat: {
      id: row.chatId,
      version: row.version,
      channel: row.channel,
      address: row.address,
      ...(row.phone !== null && { phone: row.phone }),
      state: row.state,
      ...(lastActiveAt && { lastActiveAt }),
      ...(personUntil && { personUntil }),
      ...(loopWindowAt && { loopWindowAt }),
      loopCount: row.loopCount,
      owners: ownersFrom(row.owners),
      ...(row.linked && { linked: row.linked }),
      ...(row.proven && row.provenUntil && { proven: { ...row.proven, until: row.provenUntil } }),
      ...(row.confirmedId !== null && { confirmedId: row.confirmedId }),
    },
    message: { id: row.messageId, body: row.body, attempts: row.attempts },
  };
}

const owners: Statement = { name: "owners-of-phone", text: `SELECT ${ownersOfPhone("$1")} AS owners` };

/** Whose a phone is. */
export async function ownersOf(sql: Sql, phone: string): Promise<PhoneOwners> {
  const [row] = await sql<{ owners: OwnersRow }>(owners, [phone]);
  return ownersFrom(row?.owners ?? { subscribers: null, authorised: null });
}
