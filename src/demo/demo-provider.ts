import type { BankCode } from "../core/billing/bank-code.ts";
import type { Role } from "../core/operator/role.ts";
import type { SandboxOutcome } from "../core/records/boleto-records.ts";

// "Vale Fibra" and all its people are invented; only the check digits are valid.

/** The beneficiary of the boletos of the demo. */
export const demoBeneficiary = {
  beneficiaryName: "VALE FIBRA TELECOM LTDA",
  beneficiaryDocument: "12345678000195",
  beneficiaryAddress: "Avenida das Águas, 1000, Centro, Vale Alegre - SP, 00000-000",
};

/** The operators of the demo. Their passwords are shown on the login page, because there is nothing to protect. */
export const demoOperators: readonly { email: string; name: string; role: Role; password: string }[] = [
  { email: "admin@valefibra.example", name: "Helena Prado", role: "administrador", password: "demo-vale-fibra" },
  { email: "atendente@valefibra.example", name: "Tiago Reis", role: "atendente", password: "demo-vale-fibra" },
];

/** The external ids of the subscribers, contracts and invoices of the demo, each by its number, which starts at 1. */
export const demoIds = {
  subscriber: (person: number) => `assinante-${person}`,
  contract: (person: number, contract: number) => `contrato-${person}-${contract}`,
  invoice: (person: number, contract: number, invoice: number) =>
    `${person}${contract}${String(invoice).padStart(2, "0")}`,
};

/** The opening hours (horário de atendimento) of the human agents in the demo. */
export const demoHours = {
  weekdays: {
    "1": ["08:00", "18:00"],
    "2": ["08:00", "18:00"],
    "3": ["08:00", "18:00"],
    "4": ["08:00", "18:00"],
    "5": ["08:00", "18:00"],
    "6": ["08:00", "12:00"],
  },
  holidays: [],
};

/** The bank wallets of the demo. */
export const demoBanks: readonly {
  key: string;
  bankCode: BankCode;
  account: Record<string, string>;
  outcome: SandboxOutcome;
  active?: boolean;
  /** The range of nosso números, from 0 to 0 if the bank assigns them. */
  from: number;
  to: number;
}[] = [
  {
    key: "itau",
    bankCode: "341",
    account: { agencia: "1234", conta: "56789", carteira: "109" },
    outcome: "registered",
    // Lower numbers belong to the provider's own system. The example in the documentation of the API uses one of them.
    from: 50_000_001,
    to: 99_999_999,
  },
  {
    key: "bradesco",
    bankCode: "237",
    account: { agencia: "1234", conta: "0056789", carteira: "09" },
    outcome: "registered",
    from: 1,
    to: 99_999_999_999,
  },
  {
    key: "sicoob",
    bankCode: "756",
    account: { agencia: "3041", beneficiario: "0123456", carteira: "1" },
    outcome: "early",
    from: 1,
    to: 9_999_999,
  },
  {
    key: "santander",
    bankCode: "033",
    account: { beneficiario: "1234567", carteira: "101" },
    outcome: "registered",
    from: 1,
    to: 9_999_999,
  },
  {
    key: "bb-recusa",
    bankCode: "001",
    account: { agencia: "1234", conta: "00056789", beneficiario: "1234567", carteira: "17" },
    outcome: "refused",
    from: 1,
    to: 999_999_999,
  },
  {
    key: "caixa-lenta",
    bankCode: "104",
    account: { beneficiario: "123456" },
    outcome: "slow",
    from: 1,
    to: 999_999_999,
  },
  {
    key: "sicredi-sem-consulta",
    bankCode: "748",
    account: { agencia: "0165", posto: "02", beneficiario: "00623" },
    outcome: "cannot_tell",
    from: 200_001,
    to: 999_999,
  },
  {
    key: "sicredi",
    bankCode: "748",
    account: { agencia: "0165", posto: "02", beneficiario: "00624" },
    outcome: "registered",
    from: 200_001,
    to: 999_999,
  },
  { key: "cora", bankCode: "403", account: {}, outcome: "early", from: 0, to: 0 },
  { key: "asaas", bankCode: "461", account: {}, outcome: "registered", from: 0, to: 0 },
  {
    key: "inter-desligado",
    bankCode: "077",
    account: { beneficiario: "1234567", carteira: "110" },
    outcome: "registered",
    active: false,
    from: 1,
    to: 999_999_999,
  },
];

/** The wallets of the demo. Some have several banks to choose from ("Fatura"), some a single bank. */
export const demoWallets: readonly {
  key: string;
  kind: "fatura" | "bank";
  description: string;
  banks: readonly string[];
  lockDays?: number;
  default?: string;
}[] = [
  {
    key: "fatura",
    kind: "fatura",
    description: "Fatura – Itaú, Bradesco ou Sicoob",
    banks: ["itau", "bradesco", "sicoob"],
  },
  { key: "banco-itau", kind: "bank", description: "Itaú", banks: ["itau"] },
  {
    key: "fatura-trava",
    kind: "fatura",
    description: "Fatura – trava 10 dias antes",
    banks: ["itau", "bradesco", "santander"],
    lockDays: 10,
    default: "santander",
  },
  {
    key: "fatura-recusa",
    kind: "fatura",
    description: "Fatura – Banco do Brasil recusa",
    banks: ["bb-recusa", "itau", "sicoob"],
  },
  { key: "fatura-lenta", kind: "fatura", description: "Fatura – Caixa demora", banks: ["caixa-lenta"] },
  {
    key: "fatura-sem-consulta",
    kind: "fatura",
    description: "Fatura – Sicredi não informa",
    banks: ["sicredi-sem-consulta"],
  },
  {
    key: "fatura-novos",
    kind: "fatura",
    description: "Fatura – Cora, Asaas ou Sicredi",
    banks: ["cora", "asaas", "sicredi"],
  },
  { key: "fatura-vazia", kind: "fatura", description: "Fatura – nenhum banco ativo", banks: ["inter-desligado"] },
];

/** An invoice of the demo. `due` is its due date, in days from today. */
export interface DemoInvoice {
  due: number;
  cents: number;
  /** The invoice already has a boleto, which can be paid. */
  boleto?: boolean;
}

/** The subscribers of the demo, with the phones 5511900000001 to 5511900000010, and what each of them demonstrates. */
export const demoPeople: readonly {
  name: string;
  document: string;
  story: string;
  contracts: readonly { address: string; wallet: string; invoices: readonly DemoInvoice[] }[];
}[] = [
  {
    name: "Maria Souza",
    document: "52998224725",
    story: "uma fatura vencida e uma a vencer; escolhe entre três bancos",
    contracts: [
      {
        address: "Rua das Acácias, 120",
        wallet: "fatura",
        invoices: [
          { due: -14, cents: 10_990 },
          { due: 16, cents: 10_990 },
        ],
      },
    ],
  },
  {
    name: "João Pereira",
    document: "11144477735",
    story: "dois contratos; um já tem boleto vencido que ainda pode ser pago",
    contracts: [
      { address: "Rua do Porto, 45", wallet: "banco-itau", invoices: [{ due: -14, cents: 9_990, boleto: true }] },
      { address: "Sítio Boa Vista, km 3", wallet: "fatura", invoices: [{ due: 8, cents: 14_990 }] },
    ],
  },
  {
    name: "Padaria Pão Quente Ltda",
    document: "12ABC34501DE35",
    story: "empresa com CNPJ de letras e onze faturas em aberto",
    contracts: [
      {
        address: "Avenida Central, 900",
        wallet: "fatura",
        invoices: Array.from({ length: 11 }, (_, month) => ({ due: 12 + 30 * month, cents: 24_990 })),
      },
    ],
  },
  {
    name: "Ana Lima",
    document: "39053344705",
    story: "perto do vencimento: o banco já está definido, Santander",
    contracts: [{ address: "Rua Bela, 7", wallet: "fatura-trava", invoices: [{ due: 5, cents: 8_990 }] }],
  },
  {
    name: "Carlos Dias",
    document: "86420864240",
    story: "não deve nada",
    contracts: [{ address: "Rua Nova, 33", wallet: "fatura", invoices: [] }],
  },
  {
    name: "Rita Gomes",
    document: "13579246828",
    story: "o primeiro banco, Banco do Brasil, recusa o boleto",
    contracts: [{ address: "Rua da Serra, 210", wallet: "fatura-recusa", invoices: [{ due: 10, cents: 11_990 }] }],
  },
  {
    name: "Pedro Alves",
    document: "24680135735",
    story: "o banco dele, a Caixa, demora mais que o prometido",
    contracts: [{ address: "Rua do Lago, 18", wallet: "fatura-lenta", invoices: [{ due: 10, cents: 9_990 }] }],
  },
  {
    name: "Lia Rocha",
    document: "70246813571",
    story: "o banco dela, o Sicredi, não informa se registrou",
    contracts: [{ address: "Rua Alta, 64", wallet: "fatura-sem-consulta", invoices: [{ due: 10, cents: 9_990 }] }],
  },
  {
    name: "Bruno Costa",
    document: "81357902441",
    story: "nenhum banco disponível: vai para uma pessoa",
    contracts: [{ address: "Rua Larga, 5", wallet: "fatura-vazia", invoices: [{ due: 10, cents: 9_990 }] }],
  },
  {
    name: "Vera Castro",
    document: "31415926590",
    story: "escolhe entre Cora, Asaas e Sicredi",
    contracts: [{ address: "Rua das Pedras, 88", wallet: "fatura-novos", invoices: [{ due: 10, cents: 10_990 }] }],
  },
];

/** Returns the phone of a subscriber of the demo, by the number of the subscriber, which starts at 1. */
export const demoPhone = (number: number) => `55119000000${String(number).padStart(2, "0")}`;
