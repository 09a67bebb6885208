import type { ContractFile } from "./contract-file.ts";

/** Says what a change of the wallet means for the open invoices of a contract. */
export function describeWalletChange({
  openInvoices,
  livingBoletos,
}: Pick<ContractFile, "openInvoices" | "livingBoletos">): string {
  const free = openInvoices - livingBoletos;
  const follows =
    free === 0
      ? "nenhuma fatura em aberto está sem boleto"
      : free === 1
        ? "1 fatura em aberto sem boleto passa para a nova carteira"
        : `${free} faturas em aberto sem boleto passam para a nova carteira`;
  if (livingBoletos === 0) return `${follows}.`;
  const stays =
    livingBoletos === 1
      ? "1 boleto já emitido fica como está"
      : `${livingBoletos} boletos já emitidos ficam como estão`;
  return `${follows}; ${stays}.`;
}
