import { AppError } from "../core/app-error.ts";
import type { OutboundFile } from "../core/channel-ports.ts";
import { listHeldData } from "../core/conversation/replies/held-data.ts";
import type { ReplyDocument } from "../core/conversation/turn.ts";
import type { Clock, RegistrarOf, Storage } from "../core/ports.ts";
import { registrationRequest } from "../core/use-cases/boletos/registration-request.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { boletoSlip, receiptOf } from "../storage/receipt-of.ts";

/** What files are drawn from. */
export interface DocumentParts {
  prisma: PrismaClient;
  storage: Storage;
  registrarOf: RegistrarOf;
  clock: Clock;
}

/** Draws the files that replies bring, as things stand when they are sent. Throws AppError on what may not be handed over. */
export function documentDrawer(parts: DocumentParts) {
  const { storage, clock } = parts;
  return async (document: ReplyDocument): Promise<OutboundFile> => {
    if ("boletoId" in document) return paperOf(parts, document);
    const held = await storage.transaction((records) => records.heldData(document.dataOf));
    if (!held) throw new AppError("nobody", "Este assinante não está mais no cadastro.");
    return { mediaType: "text/plain", bytes: Buffer.from(listHeldData(held, clock.now()), "utf8") };
  };
}

async function paperOf(
  parts: DocumentParts,
  { boletoId, of }: Extract<ReplyDocument, { boletoId: string }>,
): Promise<OutboundFile> {
  const { prisma, clock } = parts;
  const pdf = (bytes: Uint8Array) => ({ mediaType: "application/pdf" as const, bytes });
  if (of === "receipt") {
    const { drawReceiptPdf } = await drawing(import("../documents/receipt-pdf.ts"));
    return pdf(await drawReceiptPdf(await receiptOf(prisma, boletoId, clock.now())));
  }
  const slip = await boletoSlip(prisma, boletoId);
  if (of === undefined) {
    const { drawBoletoPdf } = await drawing(import("../documents/boleto-pdf.ts"));
    return pdf((await bankPdf(parts, boletoId)) ?? (await drawBoletoPdf(slip)));
  }
  if (slip.pixCopiaECola === undefined) throw new AppError("no-pix", "Este boleto não tem PIX.");
  const { drawPixQr } = await drawing(import("../documents/pix-qr.ts"));
  return { mediaType: "image/png", bytes: await drawPixQr(slip.pixCopiaECola) };
}

/** What draws is read for the first paper. While a version is put over another its files may be missing: the next process has them. */
function drawing<M>(read: Promise<M>): Promise<M> {
  return read.catch((cause: unknown) => {
    throw new AppError("not-read", "O programa está sendo trocado.", { cause, retry: true });
  });
}

/** The bank's own drawing, where it has one and gives it now. */
async function bankPdf({ storage, registrarOf }: DocumentParts, boletoId: string): Promise<Uint8Array | undefined> {
  const request = await storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    return boleto && registrationRequest(records, boleto);
  });
  if (request?.bankWallet.registersBy !== "api") return undefined;
  const pdf = await registrarOf(request.bankWallet)
    .pdf?.(request)
    .catch(() => undefined);
  return pdf && isPdf(pdf) ? pdf : undefined;
}

const isPdf = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes.subarray(0, 5)) === "%PDF-";
