import bwip from "bwip-js/node";

/**
 * Draws a PIX code as a QR code: a PNG with the margin that scanners need. The same text always yields the same bytes.
 */
export async function drawPixQr(copiaECola: string): Promise<Uint8Array> {
  const png: Buffer = await bwip.toBuffer({
    bcid: "qrcode",
    text: copiaECola,
    scale: 6,
    // In points: four modules of two points each.
    padding: 8,
    backgroundcolor: "FFFFFF",
  });
  return new Uint8Array(png);
}
