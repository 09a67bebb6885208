import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { advance } from "../../../src/core/conversation/advance.ts";
import { type State, stateSchema } from "../../../src/core/conversation/state.ts";
import type {
  BoletoCard,
  Context,
  Input,
  InvoiceLine,
  OfferLine,
  Result,
} from "../../../src/core/conversation/turn.ts";
import { understand } from "../../../src/core/conversation/understand.ts";

const now = new Date("2026-11-24T17:02:00Z");
const maria: Context = { now, provider: "Vale Fibra", proven: true, firstName: "Maria" };
const stranger: Context = { now, provider: "Vale Fibra", proven: false };
const candidate: Context = { ...stranger, confirms: true };
const invoice: InvoiceLine = {
  invoiceId: "i1",
  contract: "Rua A, 1",
  description: "uso de novembro",
  status: "open",
  dueDate: isoDate("2026-12-10"),
  today: isoDate("2026-11-24"),
  todayCents: 10_990,
  overdue: false,
  charged: false,
};
const offers: OfferLine[] = [
  { bankWalletId: "w1", bankCode: "341", name: "Itaú", dueDate: isoDate("2026-12-10"), amountCents: 10_990 },
  { bankWalletId: "w2", bankCode: "237", name: "Bradesco", dueDate: isoDate("2026-12-10"), amountCents: 10_990 },
];
const boleto: BoletoCard = {
  boletoId: "b1",
  invoiceId: "i1",
  bankName: "Itaú",
  bankCode: "341",
  status: "registering",
  dueDate: isoDate("2026-12-10"),
  amountCents: 10_990,
  principalCents: 10_990,
  multaCents: 0,
  jurosCents: 0,
  abatementCents: 0,
  todayCents: 10_990,
  overdue: false,
  promise: { kind: "moment", at: new Date("2026-11-24T17:32:00Z") },
  zone: "America/Sao_Paulo",
  unconfirmed: false,
  linhaDigitavel: "3".repeat(47),
  beneficiaryName: "VALE FIBRA TELECOM LTDA",
  beneficiaryDocument: "CNPJ 12.345.678/0001-95",
};
const common = { list: 4, misunderstood: 0 };
const asked = offers.map(({ bankWalletId, bankCode, name }) => ({ bankWalletId, bankCode, name }));
const states: { [S in State["step"]]: Extract<State, { step: S }> } = {
  start: { step: "start", ...common },
  identify: { step: "identify", ...common },
  "confirm-digits": { step: "confirm-digits", ...common },
  "enter-code": { step: "enter-code", ...common },
  "confirm-erase": { step: "confirm-erase", ...common },
  "choose-invoice": {
    step: "choose-invoice",
    ...common,
    purpose: "pay",
    invoiceIds: ["i1", "i2"],
    lines: ["Vence *10/12*", "Vence *10/01*"],
    shown: 2,
  },
  "choose-bank": { step: "choose-bank", ...common, invoiceId: "i1", offers: asked },
  "confirm-switch": {
    step: "confirm-switch",
    ...common,
    invoiceId: "i1",
    to: { bankWalletId: "w2", bankCode: "237", name: "Bradesco" },
    replacing: { boletoId: "b1", name: "Itaú" },
  },
  "has-boleto": { step: "has-boleto", ...common, invoiceId: "i1", boletoId: "b1" },
  "offer-person": { step: "offer-person", ...common, subject: "x" },
  "choose-wish": { step: "choose-wish", ...common, wishes: ["pay", "promise"] },
};
const says = (text: string, list?: number): Input => ({
  kind: "text",
  said: understand(text),
  ...(list !== undefined && { list }),
});
const texts = [
  "oi",
  "",
  " ",
  "😀",
  "0",
  "1",
  "2",
  "9",
  "999",
  "-1",
  "1️⃣",
  "itau",
  "ITAÚ!!",
  "bradeco",
  "bb",
  "caixa",
  "itau ou bradesco",
  "menu",
  "voltar",
  "sair",
  "mais",
  "atendente",
  "ajuda",
  "pix",
  "2 via",
  "segunda via",
  "linha digitável",
  "código de barras",
  "já paguei",
  "recibo",
  "estou sem internet",
  "fui bloqueado",
  "não encontrado",
  "não passa",
  "deu erro",
  "trocar",
  "sim",
  "não",
  "obrigado",
  "meus dados",
  "apagar meus dados",
  "parar avisos",
  "voltar avisos",
  "123456",
  "529",
  "outro",
  "529.982.247-25",
  "11144477734",
  "x".repeat(100_000),
  "<b>&\u0000\u202e",
  "Ana\n2\n--\nEnviado do meu celular",
];
const inputs: Input[] = [
  ...texts.map((text) => says(text)),
  says("1", 3),
  { kind: "text", said: understand("1"), stale: true },
  ...["voice", "image", "sticker", "location"].map((media): Input => ({ kind: "media", media })),
];
const results: Result[] = [
  { kind: "invoices-listed", purpose: "greet", invoices: [] },
  { kind: "invoices-listed", purpose: "paid", invoices: [invoice] },
  { kind: "invoices-listed", purpose: "no-internet", invoices: [{ ...invoice, status: "em_acordo" }] },
  { kind: "invoice-opened", purpose: "pay", invoice, options: { kind: "choose", offers } },
  { kind: "invoice-opened", purpose: "switch", invoice, living: boleto, options: { kind: "choose", offers } },
  { kind: "invoice-opened", purpose: "switch", invoice, living: boleto, options: { kind: "none" } },
  { kind: "invoice-opened", purpose: "pay", invoice, options: { kind: "none" } },
  {
    kind: "invoice-opened",
    purpose: "pay",
    invoice,
    options: { kind: "choose", offers },
    awaiting: { bankName: "Itaú", lastDay: isoDate("2026-11-23"), wordOn: isoDate("2026-11-25") },
  },
  { kind: "invoice-opened", purpose: "pay", invoice: { ...invoice, status: "paid" }, options: { kind: "none" } },
  { kind: "boleto-issued", boleto },
  { kind: "boleto-issued", boleto: { ...boleto, status: "payable" } },
  { kind: "boleto-not-issued", invoiceId: "i1", bankGone: false },
  { kind: "boleto-not-issued", invoiceId: "i1", bankGone: true },
  { kind: "bank-asked", about: "paid" },
  { kind: "bank-asked", about: "not-found", bankName: "Itaú" },
  { kind: "handed-over", protocol: "1", again: false },
  { kind: "handed-over", protocol: "1", again: true, answersAt: "amanhã" },
  ...(["sent", "off"] as const).map(
    (kind) => ({ kind: "code-requested", document: "cpf", outcome: { kind } }) as const,
  ),
  { kind: "code-requested", document: "cnpj", outcome: { kind: "limited", until: now } },
  ...(["right", "over"] as const).map((kind) => ({ kind: "code-checked", outcome: { kind } }) as const),
  { kind: "code-checked", outcome: { kind: "wrong", triesLeft: 2 } },
  { kind: "code-checked", outcome: { kind: "limited", until: now } },
  { kind: "digits-checked", outcome: { kind: "right" } },
  { kind: "digits-checked", outcome: { kind: "a-word" } },
  { kind: "digits-checked", outcome: { kind: "wrong", triesLeft: 0 } },
  { kind: "digits-checked", outcome: { kind: "limited", until: now } },
  { kind: "data-described", about: [] },
  { kind: "data-described", about: [{ subscriberId: "s1", words: "tudo" }] },
  { kind: "data-erased" },
  { kind: "notices-set", choice: "stop" },
  { kind: "notices-set", choice: "resume" },
];

describe("the dialog", () => {
  it("answers every kind of input in every step, and its state survives storage", () => {
    let tried = 0;
    for (const state of Object.values(states))
      for (const context of [maria, stranger, candidate])
        for (const input of [...inputs, ...results]) {
          const move = advance(state, input, context);
          const answers = (move.replies?.length ?? 0) + (move.effects?.length ?? 0);
          expect(answers, `${state.step}: ${JSON.stringify(input).slice(0, 80)}`).toBeGreaterThan(0);
          for (const { text } of move.replies ?? []) expect(text.trim()).not.toBe("");
          expect(stateSchema.parse(JSON.parse(JSON.stringify(move.state)))).toEqual(move.state);
          tried++;
        }
    expect(tried).toBe(11 * 3 * (inputs.length + results.length));
  });

  it("asks a stranger who it is and shows nothing", () => {
    const harmless = ["hand-over", "request-code", "check-code", "check-digits", "set-notices", "erase-data"];
    for (const state of Object.values(states))
      for (const context of [stranger, candidate])
        for (const text of texts) {
          const { effects = [] } = advance(state, says(text), context);
          expect(effects.filter(({ kind }) => !harmless.includes(kind))).toEqual([]);
        }
  });

  it("refuses a button of an older list and repeats the list of now", () => {
    const { replies, effects } = advance(states["choose-bank"], says("1", 3), maria);
    expect(effects).toBeUndefined();
    expect(replies?.[0]?.text).toMatch(/lista antiga[\s\S]*1\. Itaú/);
  });

  it("offers a person at the third message in a row that is not understood", () => {
    let state: State = states["choose-bank"];
    for (const expected of [/Não entendi/, /Não entendi/, /Falar com uma pessoa/]) {
      const move = advance(state, says("qwerty"), maria);
      expect(move.replies?.[0]?.text).toMatch(expected);
      state = move.state;
    }
    expect(state.step).toBe("offer-person");
  });

  it("never throws a boleto away without a clear answer", () => {
    const issues = (text: string) =>
      (advance(states["confirm-switch"], says(text), maria).effects ?? []).some(({ kind }) => kind === "issue-boleto");
    const clear = ["1", "não", "N", "Não paguei", "ainda não", "Ainda não paguei.", "não, ainda não paguei"];
    const clearToo = ["não paguei o boleto", "não paguei nem agendei", "não foi pago", "nunca paguei"];
    for (const text of [...clear, ...clearToo]) expect([text, issues(text)]).toEqual([text, true]);
    const unclear = ["deixa pra lá", "agora não", "não quero", "nunca", "talvez", "0", "itau", "acho que não paguei"];
    const paid = ["2", "sim", "já paguei", "não, já paguei", "Não. Paguei ontem", "não paguei hoje, paguei ontem"];
    const doubtful = ["não sei se paguei", "não lembro se não paguei", "não paguei?", "não agendei mas paguei"];
    for (const text of [...unclear, ...paid, ...doubtful]) expect([text, issues(text)]).toEqual([text, false]);
  });

  it("keeps the boleto that there is where the switch is no longer wanted, and shows it", () => {
    for (const text of ["deixa pra lá", "não quero", "agora não"])
      expect(advance(states["confirm-switch"], says(text), maria).effects).toEqual([
        { kind: "open-invoice", invoiceId: "i1", purpose: "pay" },
      ]);
  });

  it("takes nobody for one who paid who says not to have", () => {
    for (const text of ["não paguei o boleto", "ainda não paguei", "não fiz o pagamento"]) {
      expect(advance(states.start, says(text), maria).effects).toMatchObject([
        { kind: "list-invoices", purpose: "pay" },
      ]);
      expect(advance(states["has-boleto"], says(text), maria).effects).toEqual([
        { kind: "open-invoice", invoiceId: "i1", purpose: "pay" },
      ]);
    }
    expect(advance(states.start, says("já paguei o boleto"), maria).effects).toMatchObject([
      { kind: "list-invoices", purpose: "paid" },
    ]);
  });

  it.each([
    ["1", "w1"],
    ["2", "w2"],
    ["itau", "w1"],
    ["Itaú!!", "w1"],
    ["quero do bradesco", "w2"],
    ["bradeco", "w2"],
    ["341", "w1"],
  ])("takes %s for a bank", (text, bankWalletId) => {
    expect(advance(states["choose-bank"], says(text), maria).effects).toEqual([
      { kind: "issue-boleto", invoiceId: "i1", bankWalletId },
    ]);
  });

  it("shows a boleto's line alone in its message, with whose it is before and the paper after", () => {
    const { replies = [] } = advance(
      states.start,
      { kind: "boleto-issued", boleto: { ...boleto, status: "payable" } },
      maria,
    );
    expect(replies.map(({ text }) => text)).toEqual([
      expect.stringMatching(/VALE FIBRA TELECOM LTDA\*, CNPJ 12\.345\.678\/0001-95/),
      "3".repeat(47),
      "boleto-vence-10-12.pdf",
    ]);
  });

  it("hands over neither line nor paper before the boleto can be paid", () => {
    const { replies = [] } = advance(states.start, { kind: "boleto-issued", boleto }, maria);
    expect(replies).toHaveLength(1);
    expect(replies[0]?.text).toMatch(/até as 14:32/);
    expect(replies[0]?.text).not.toMatch(/\d{47}/);
  });
});

describe("a picture", () => {
  const picture: Input = { kind: "media", media: "image" };
  const asksBank = [{ kind: "ask-bank", invoiceId: "i1", about: "paid" }];

  it("after 'já paguei' asks the bank, whichever way it was said", () => {
    const said = advance(states["has-boleto"], says("já paguei"), maria).state;
    expect(advance(said, picture, maria).effects).toEqual(asksBank);
    const paid = { ...states["choose-invoice"], purpose: "paid" as const };
    expect(advance({ ...paid, invoiceIds: ["i1"], lines: ["x"], shown: 1 }, picture, maria).effects).toEqual(asksBank);
    expect(advance(advance(paid, says("1"), maria).state, picture, maria).effects).toEqual(asksBank);
  });

  it("asks nothing where nobody said so, or of which invoice is not known", () => {
    const paid = { ...states["choose-invoice"], purpose: "paid" as const };
    for (const state of [states["choose-invoice"], paid, states["choose-bank"]])
      expect(advance(state, picture, maria).effects).toBeUndefined();
  });

  it("shows a stranger nothing", () => {
    for (const state of Object.values(states)) {
      const { effects = [] } = advance(state, picture, stranger);
      expect(effects).toEqual([]);
    }
  });
});

describe("a number", () => {
  it("that stands behind 'mais' chooses nothing before it was shown", () => {
    const state = { ...states["choose-invoice"], shown: 1 };
    const { effects, replies } = advance(state, says("2"), maria);
    expect(effects).toBeUndefined();
    expect(replies?.[0]?.text).toMatch(/não está na lista/);
    expect(advance({ ...state, shown: 2 }, says("2"), maria).effects).toHaveLength(1);
  });

  it("counts below a long quoted message", () => {
    expect(understand(`> ${"x".repeat(2000)}\n2`).number).toBe(2);
  });
});
