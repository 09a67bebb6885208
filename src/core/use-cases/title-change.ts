import type { BoletoChange, BoletoRecord } from "../records.ts";
import type { SoundTitle } from "../registration/decide-registration.ts";

/** What a boleto gets from its bank's word once that was checked: its numbers, its PIX, and the slip with both. */
export function titleChange({ slip }: BoletoRecord, { boleto, pixCopiaECola }: SoundTitle) {
  const { nossoNumero, campoLivre, codigoBarras, linhaDigitavel } = boleto;
  const pix = pixCopiaECola === undefined ? {} : { pixCopiaECola };
  return {
    nossoNumero,
    campoLivre,
    codigoBarras,
    linhaDigitavel,
    ...pix,
    slip: { ...slip, boleto, ...pix },
  } satisfies BoletoChange;
}
