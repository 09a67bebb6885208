import { AppError } from "../core/app-error.ts";
import type { BoletoSlip } from "../core/boleto/slip.ts";
import type { PrismaClient } from "./generated/client.ts";

/** What is printed on a boleto that may be paid. Throws AppError on any other: it is not handed over. */
export async function boletoSlip(prisma: PrismaClient, boletoId: string): Promise<BoletoSlip> {
  const boleto = await prisma.boleto.findUnique({ where: { id: boletoId }, select: { status: true, slip: true } });
  if (boleto?.status !== "payable") throw new AppError("not-payable", "Este boleto não pode ser entregue agora.");
  return boleto.slip as unknown as BoletoSlip;
}
