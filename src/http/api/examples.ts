import type { ResourceName } from "../../core/register/schemas.ts";

/**
 * An example of each resource for the documentation. If they are put in the order of `resourceNames`, each one refers
 * only to those before it.
 */
export const examples: Readonly<Record<ResourceName, { id: string; value: Readonly<Record<string, unknown>> }>> = {
  branches: {
    id: "Manaus",
    value: {
      zone: "America/Manaus",
      holidays: ["2026-09-05", "2026-10-24", "2026-12-08"],
      hours: { monday: "08:00-18:00", saturday: "08:00-12:00" },
    },
  },
  "bank-wallets": {
    id: "itau-1",
    value: {
      bankCode: "341",
      account: { agencia: "4321", conta: "98765", carteira: "109" },
      beneficiaryName: "VALE FIBRA TELECOM LTDA",
      beneficiaryDocument: "12.345.678/0001-95",
      nossoNumeroFrom: 50_000_001,
      nossoNumeroTo: 59_999_999,
    },
  },
  wallets: {
    id: "fatura-1",
    value: {
      kind: "fatura",
      description: "Fatura: o assinante escolhe",
      bankWalletIds: ["itau-1"],
      defaultBankWalletId: "itau-1",
      lockDays: 3,
    },
  },
  subscribers: {
    id: "1001",
    value: {
      name: "Clara Nunes",
      document: "529.982.247-25",
      phones: ["(11) 98765-4321"],
      email: "clara@exemplo.com.br",
    },
  },
  contracts: {
    id: "C-77",
    value: {
      subscriberId: "1001",
      walletId: "fatura-1",
      address: "Rua das Flores, 10",
      plan: "500 mega",
      authorisedPhones: ["(11) 98888-7777"],
    },
  },
  invoices: {
    id: "F-2026-12",
    value: { contractId: "C-77", amountCents: 10_990, dueDate: "2026-12-10", description: "uso de novembro" },
  },
  boletos: {
    id: "B-900",
    value: {
      invoiceId: "F-2026-12",
      linhaDigitavel: "34191090080000028123845678970000316560000010990",
      nossoNumero: "109/00000281-2",
      beneficiaryName: "VALE FIBRA TELECOM LTDA",
      beneficiaryDocument: "12.345.678/0001-95",
    },
  },
};
