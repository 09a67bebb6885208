import { AppError } from "./core/app-error.ts";
import type { OutboundFile } from "./core/channel-ports.ts";
import { heldInFull } from "./core/conversation/replies-held-data.ts";
import type { ReplyDocument } from "./core/conversation/turn.ts";
import type { Clock, Storage } from "./core/ports.ts";
import { drawBoletoPdf } from "./documents/boleto-pdf.ts";
import { boletoSlip } from "./storage/boleto-slip.ts";
import type { PrismaClient } from "./storage/generated/client.ts";

/** Draws the files that replies bring, as things stand when they are sent. Throws AppError on what may not be handed over. */
export function documentDrawer(prisma: PrismaClient, storage: Storage, clock: Clock) {
  return async (document: ReplyDocument): Promise<OutboundFile> => {
    if ("boletoId" in document)
      return { mediaType: "application/pdf", bytes: await drawBoletoPdf(await boletoSlip(prisma, document.boletoId)) };
    const held = await storage.transaction((records) => records.heldData(document.dataOf));
    if (!held) throw new AppError("nobody", "Este assinante não está mais no cadastro.");
    return { mediaType: "text/plain", bytes: Buffer.from(heldInFull(held, clock.now()), "utf8") };
  };
}
