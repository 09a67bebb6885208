import { AppError } from "../core/app-error.ts";
import type { OutboundFile } from "../core/channel-ports.ts";
import { listHeldData } from "../core/conversation/replies/held-data.ts";
import type { ReplyDocument } from "../core/conversation/turn.ts";
import type { Clock, RegistrarOf, Storage } from "../core/ports.ts";
import { registrationRequest } from "../core/use-cases/boletos/registration-request.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { boletoSlip, receiptOf } from "../storage/receipt-of.ts";
import { inTurns } from "./in-turns.ts";

/**
 * Most files that may wait where anybody can ask for them. A drawing takes some 30 ms in which nothing else is done, so
 * the last one waits about a second.
 */
export const mostDrawings = 30;

/** What is needed to draw files. */
export interface DocumentParts {
  prisma: PrismaClient;
  storage: Storage;
  registrarOf: RegistrarOf;
  clock: Clock;
}

/**
 * Returns a function that draws the file of a reply: a boleto, a receipt, the QR code of a PIX, or the list of personal
 * data. The file shows the data at the time of the call, which is when the reply is sent. The function throws AppError
 * if the document may not be handed over. Files are drawn one after the other; with `mostWaiting` in the queue, it
 * throws AppError.
 */
export function documentDrawer(parts: DocumentParts, mostWaiting = Number.POSITIVE_INFINITY) {
  const { storage, clock } = parts;
  const inTurn = inTurns(mostWaiting);
  return async (document: ReplyDocument): Promise<OutboundFile> => {
    if ("boletoId" in document) return drawPaper(parts, document, inTurn);
    const held = await storage.transaction((records) => records.heldData(document.dataOf));
    if (!held) throw new AppError("nobody", "Este assinante não está mais no cadastro.");
    const { place } = await storage.provider();
    return { mediaType: "text/plain", bytes: Buffer.from(listHeldData(held, clock.now(), place.zone), "utf8") };
  };
}

async function drawPaper(
  parts: DocumentParts,
  { boletoId, of: kind }: Extract<ReplyDocument, { boletoId: string }>,
  inTurn: ReturnType<typeof inTurns>,
): Promise<OutboundFile> {
  const { prisma, clock } = parts;
  const pdf = (bytes: Uint8Array) => ({ mediaType: "application/pdf" as const, bytes });
  if (kind === "receipt") {
    const { drawReceiptPdf } = await loadRenderer(import("../documents/receipt-pdf.ts"));
    const receipt = await receiptOf(prisma, boletoId, clock.now());
    return pdf(await inTurn(() => drawReceiptPdf(receipt)));
  }
  const slip = await boletoSlip(prisma, boletoId);
  if (kind === undefined) {
    const { drawBoletoPdf } = await loadRenderer(import("../documents/boleto-pdf.ts"));
    return pdf((await bankPdf(parts, boletoId)) ?? (await inTurn(() => drawBoletoPdf(slip))));
  }
  const code = slip.pixCopiaECola;
  if (code === undefined) throw new AppError("no-pix", "Este boleto não tem PIX.");
  const { drawPixQr } = await loadRenderer(import("../documents/pix-qr.ts"));
  return { mediaType: "image/png", bytes: await inTurn(() => drawPixQr(code)) };
}

/**
 * Waits for the import of a renderer. It fails if an upgrade of the program has removed the files; the message is then
 * tried again, by which time the new version runs.
 */
function loadRenderer<M>(importing: Promise<M>): Promise<M> {
  return importing.catch((cause: unknown) => {
    throw new AppError("not-read", "O programa está sendo trocado.", { cause, retry: true });
  });
}

/** Returns the PDF that the bank itself draws; undefined if the bank offers none or does not answer. */
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
