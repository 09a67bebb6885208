import { buildBoleto } from "../src/core/boleto/boleto.ts";
import type { BoletoSlip } from "../src/core/boleto/slip.ts";
import { drawBoletoPdf } from "../src/documents/boleto-pdf.ts";
import type { Bench } from "./bench.ts";

/** Boletos and their papers, on one core. */
export async function measureDocuments({ row }: Bench): Promise<void> {
  const input = {
    banco: "341",
    agencia: "1234",
    conta: "56789",
    carteira: "109",
    nossoNumero: "56789012",
    valorCentavos: 8950,
    vencimento: "2027-01-31",
  };
  const built = buildBoleto(input);
  if (!built.ok) throw new Error(built.error.message);
  let boletos = 0;
  for (const end = performance.now() + 3000; performance.now() < end; boletos++)
    buildBoleto({ ...input, valorCentavos: 1 + (boletos % 99_999) });
  row("boletos, one core", `${(boletos / 3).toFixed(0)}/s`);
  const party = { name: "VALE FIBRA TELECOM LTDA", document: "12.345.678/0001-95", address: "Avenida das Águas, 1000" };
  const slip: BoletoSlip = {
    boleto: built.boleto,
    beneficiary: party,
    payer: party,
    instructions: ["Após o vencimento, multa de 2%."],
  };
  let pdfs = 0;
  const begun = performance.now();
  for (; performance.now() - begun < 5000; pdfs++) await drawBoletoPdf(slip);
  row("PDFs, one core", `${(pdfs / ((performance.now() - begun) / 1000)).toFixed(0)}/s`);
}
