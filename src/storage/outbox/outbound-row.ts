import type { BoletoStatus } from "../../core/boleto/boleto-status.ts";
import type { ChannelName, OutboundMessage } from "../../core/channel-ports.ts";
import type { Reply } from "../../core/conversation/turn.ts";
import { zoneOf } from "../places.ts";

/** An outgoing message, as statements return it. */
export interface OutboundRow {
  id: string;
  chatId: string;
  channel: ChannelName;
  address: string;
  body: Reply;
  kind: OutboundMessage["kind"];
  topic?: string | null;
  part: number;
  attempts: number;
  dueAt?: Date;
  boletoId?: string | null;
  boletoStatus?: BoletoStatus | null;
  zone?: string | null;
}

/** Converts a row to a message of the use cases. */
export function outboundOf(row: OutboundRow, claimedUntil?: Date): OutboundMessage {
  return {
    id: row.id,
    chatId: row.chatId,
    channel: row.channel,
    address: row.address,
    reply: row.body,
    kind: row.kind,
    part: row.part,
    attempts: row.attempts,
    ...(claimedUntil && { claimedUntil }),
    ...(row.dueAt && { dueAt: row.dueAt }),
    ...(row.boletoId && { boletoId: row.boletoId }),
    ...(row.topic && { topic: row.topic }),
    ...(row.boletoStatus && { boletoStatus: row.boletoStatus }),
    ...(row.zone && { zone: zoneOf(row.zone) }),
  };
}
