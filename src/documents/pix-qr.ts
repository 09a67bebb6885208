import bwip from "bwip-js/node";

/** A PIX as a QR code to be scanned: a PNG, with the quiet zone that readers need. The same text gives the same bytes. */
export async function drawPixQr(copiaECola: string): Promise<Uint8Array> {
  const png: Buffer = await bwip.toBuffer({
    bcid: "qrcode",
    text: copiaECola,
    scale: 6,
    // Four modules of two points each.
    padding: 8,
    backgroundcolor: "FFFFFF",
  });
  return new Uint8Array(png);
}
