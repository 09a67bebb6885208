import { cnpj, cpf } from "cpf-cnpj-validator";
import fc from "fast-check";
import { normalisePhone } from "../../../src/core/identity/phone.ts";
import type { Entry } from "../../../src/core/register/register.ts";

/** Ids as providers' systems have them; what a spreadsheet takes for numbers and dates is among them. */
const id = (at: number) =>
  fc.oneof(
    fc.constantFrom(
      `00${at}77`,
      `C-${at}`,
      `9${at}01`,
      `2026120000000000${String(at).padStart(4, "0")}`,
      `00012345678901${at}`,
      `${at + 1}1E4`,
      `${at + 1}-11`,
      `20${30 + at}-12`,
      `número ${at}`,
    ),
  );
const ids = (most: number) =>
  fc.tuple(...Array.from({ length: most }, (_, at) => id(at))).map((list) => [...new Set(list)]);

const name = fc.constantFrom(
  "João Antônio da Conceição",
  "MARIA JOSÉ GONÇALVES",
  "José D’Ávila",
  "Ana D'Ávila".normalize("NFD"),
  "Łukasz Żółty",
  "IRMÃOS SÃO JOÃO – ME",
  "Ângela Müller",
  "=1+1",
  'Zoë & Filhos; Cia, "Ltda"',
  "Sebastião\u00A0Araújo",
  "Rua 10 ½",
);
const shortText = fc.constantFrom(
  "500 mega",
  "0500",
  "10/11",
  "11/2026",
  "Plano família",
  "1-2",
  "2E3",
  "100,0",
  "Centro",
);
const digits = (length: number) =>
  fc.array(fc.constantFrom(..."0123456789"), { minLength: length, maxLength: length }).map((all) => all.join(""));
const zeros = fc.constantFrom("", "0", "00", "000");
const withCheck = (base: string, isValid: (text: string) => boolean) =>
  Array.from({ length: 100 }, (_, at) => base + String(at).padStart(2, "0")).find((text) => isValid(text)) ?? "";
const document = fc
  .oneof(
    fc.tuple(zeros, digits(9)).map(([start, rest]) => withCheck(`${start}${rest}`.slice(0, 9), cpf.isValid)),
    fc.tuple(zeros, digits(8)).map(([start, rest]) => withCheck(`${`${start}${rest}`.slice(0, 8)}0001`, cnpj.isValid)),
    fc.constantFrom("12ABC34501DE35", "ABCDE123000100"),
  )
  .filter((text) => text !== "");
const phone = fc
  .tuple(fc.constantFrom("11", "21", "71"), fc.constantFrom("9", ""), digits(7))
  .map(([area, ninth, rest]) => normalisePhone(`${area}${ninth}${ninth === "" ? "3" : "8"}${rest}`) ?? "5511987654321");
const cep = fc.constantFrom("01310100", "20000001", "00100000");
const cents = fc.integer({ min: 1, max: 9_999_999 });
const day = fc
  .integer({ min: 0, max: 3000 })
  .map((days) => new Date(Date.UTC(2027, 0, 1 + days)).toISOString().slice(0, 10));
const month = fc.constantFrom("2026-12", "2027-01", "2026-11");

const bankWallet = fc.record({
  bankCode: fc.constant("001"),
  account: fc.constantFrom(
    { agencia: "0123", conta: "00045678", beneficiario: "1234567", carteira: "17" },
    { agencia: "4321", conta: "00098765", beneficiario: "0234567", carteira: "17" },
  ),
  beneficiaryName: name,
  beneficiaryDocument: document,
  beneficiaryAddress: fc.constantFrom("", "Rua São João, 10"),
  windowSeconds: fc.constantFrom(60, 1800, 3600),
  cutOff: fc.constantFrom("08:00", "20:00", "09:30"),
  daysAfterDue: fc.integer({ min: 0, max: 99 }),
  active: fc.boolean(),
});
const subscriber = fc.record(
  {
    name,
    document,
    phones: fc.uniqueArray(phone, { maxLength: 3 }),
    email: fc.constantFrom("ana@exemplo.com.br", "joao+1@exemplo.com.br"),
    address: fc.constantFrom("Rua das Flores, 10", "Praça à Beira-Mar, 0012", "Av. 7 de Setembro – 33"),
    district: fc.constantFrom("Centro", "São José", "0800"),
    city: fc.constantFrom("São Paulo", "Maringá", "Florianópolis"),
    state: fc.constantFrom("SP", "PR"),
    postalCode: cep,
  },
  { requiredKeys: ["name", "document", "phones"] },
);

/** A whole register: each record with an id of its own, and everything that refers to another by its id. */
export const anyRegister: fc.Arbitrary<Entry[]> = fc
  .record({ banks: ids(4), wallets: ids(4), people: ids(12), contracts: ids(15), invoices: ids(25) })
  .chain((all) =>
    fc
      .tuple(
        ...all.banks.map((of, at) =>
          // The ranges of one account must not overlap.
          bankWallet.map((value) => ({
            resource: "bank-wallets",
            id: of,
            value: { ...value, nossoNumeroFrom: at * 1000 + 1, nossoNumeroTo: at * 1000 + 1000 },
          })),
        ),
        ...all.wallets.map((of) =>
          fc
            .record({
              description: name,
              kind: fc.constant("fatura"),
              banks: fc.subarray(all.banks, { minLength: 1 }),
              branch: shortText,
            })
            .map(({ banks, ...rest }) => ({
              resource: "wallets",
              id: of,
              value: { ...rest, bankWalletIds: banks, defaultBankWalletId: banks[0], lockDays: 3, active: true },
            })),
        ),
        ...all.people.map((of) => subscriber.map((value) => ({ resource: "subscribers", id: of, value }))),
        ...all.contracts.map((of) =>
          fc
            .record({
              subscriberId: fc.constantFrom(...all.people),
              walletId: fc.constantFrom(null, ...all.wallets),
              address: fc
                .constantFrom("Rua Nova, 1", "Travessa São Jorge, 0001")
                .map((street) => `${street} casa ${of.length}`),
              plan: shortText,
              branch: shortText,
              active: fc.boolean(),
              authorisedPhones: fc.uniqueArray(phone, { maxLength: 2 }),
              multaBasisPoints: fc.constantFrom(200, 150, 0),
              jurosBasisPointsMonth: fc.constantFrom(100, 33),
              startsOn: day,
              billsHere: fc.constant(true),
              billsFrom: month,
              planPriceCents: cents.map((price) => price + 1000),
              planDiscountCents: fc.constantFrom(0, 500, 550),
              dueDay: fc.integer({ min: 1, max: 31 }),
              daysBefore: fc.integer({ min: 0, max: 28 }),
            })
            .map((value) => ({ resource: "contracts", id: of, value })),
        ),
        ...all.invoices.map((of) =>
          fc
            .record({
              contractId: fc.constantFrom(...all.contracts),
              amountCents: cents.map((amount) => amount + 1000),
              dueDate: day,
              description: shortText,
              status: fc.constantFrom("open", "em_acordo", "cancelled"),
              discountCents: fc.constantFrom(0, 250),
              abatementCents: fc.constantFrom(0, 100),
            })
            .map((value) => ({ resource: "invoices", id: of, value })),
        ),
      )
      .map((entries) => entries as Entry[]),
  );
