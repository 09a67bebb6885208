import fc from "fast-check";
import { people } from "./people.ts";

/** One thing that happens. Pure data: any part of a day of them is a day as well, so that a failing one can be shrunk. */
export type Act =
  | { kind: "says"; chat: number; text: string }
  | { kind: "presses"; chat: number; number: number; older: number }
  | { kind: "document"; chat: number; person: number }
  | { kind: "proves"; chat: number; person: number }
  | { kind: "digits"; chat: number; person: number }
  | { kind: "code"; chat: number; which: "last" | "earlier" | "wrong" }
  | { kind: "contact"; chat: number; person: number }
  | { kind: "link"; chat: number; person: number; stale: boolean }
  | { kind: "media"; chat: number; media: string }
  | { kind: "again"; chat: number }
  | { kind: "together"; chats: readonly number[]; text: string }
  | { kind: "waits"; seconds: number }
  | { kind: "bank"; bank: number; outcome: (typeof outcomes)[number] }
  | { kind: "pays"; nth: number }
  | { kind: "phone"; from: number; to: number }
  | { kind: "authorises"; person: number; chat: number; on: boolean }
  | { kind: "morning" }
  | { kind: "restarts"; chat: number; text: string };

/** Every chat: each person's WhatsApp, Telegram, page, and a terminal whose phone is nobody's. */
export const channels = ["whatsapp", "telegram", "web", "console"] as const;
const outcomes = ["registered", "early", "slow", "cannot_tell", "refused", "lost_answer"] as const;

const person = fc.nat(people.length - 1);
const whatsapp = person;
const chat = fc.oneof({ weight: 3, arbitrary: whatsapp }, { weight: 2, arbitrary: fc.nat(4 * people.length - 1) });

const phrases = [
  ...["oi", "menu", "menu", "voltar", "0", "sair", "atendente", "ajuda", "obrigado", "sim", "não", "mais", "boleto"],
  ...["2 via", "pix", "já paguei", "não encontrado", "trocar", "outro banco", "recibo", "estou sem internet", "outro"],
  ...["meus dados", "apagar meus dados", "parar avisos", "voltar avisos", "linha digitável", "não passou", "zzz"],
  ...["itau", "Bradesco!", "sicoob", "santander", "caixa", "bb", "sicredi", "341", "nubank", "itau ou bradesco"],
];
/** Whatever a keyboard, a broken client or an attacker may bring, lone surrogates and NUL among it. */
const broken = fc.oneof(
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 40 }),
  fc.constantFrom("", " ", "\u0000", "\ud800", "\u202e1\u202c", "１", "1️⃣", "\r\n", "1\n--\nEnviado do meu iPhone"),
  fc.constantFrom("1'; DROP TABLE chat; --", "*".repeat(5000), "<script>1</script>", "%00", "/start", "/start x"),
);
const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom("1", "1", "1", "2", "2", "3", "4", "7", "99") },
  { weight: 5, arbitrary: fc.constantFrom(...phrases) },
  { weight: 1, arbitrary: broken },
);

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 150, arbitrary: fc.record({ kind: fc.constant("says"), chat, text }) },
  {
    weight: 75,
    arbitrary: fc.record({
      kind: fc.constant("presses"),
      chat,
      number: fc.nat(4),
      older: fc.constantFrom(0, 0, 0, 1, 2),
    }),
  },
  { weight: 15, arbitrary: fc.record({ kind: fc.constant("document"), chat, person }) },
  { weight: 9, arbitrary: fc.record({ kind: fc.constant("digits"), chat, person }) },
  { weight: 12, arbitrary: fc.record({ kind: fc.constant("proves"), chat: fc.nat(4 * people.length - 1), person }) },
  {
    weight: 18,
    arbitrary: fc.record({
      kind: fc.constant("code"),
      chat,
      which: fc.constantFrom("last", "last", "earlier", "wrong"),
    }),
  },
  { weight: 12, arbitrary: fc.record({ kind: fc.constant("contact"), chat, person }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("link"), chat, person, stale: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("media"), chat, media: fc.constantFrom("image", "voice", "?") }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("again"), chat }) },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant("together"),
      chats: fc.array(chat, { minLength: 2, maxLength: 5 }),
      text,
    }),
  },
  {
    weight: 42,
    arbitrary: fc.record({
      kind: fc.constant("waits"),
      seconds: fc.constantFrom(5, 60, 600, 1800, 1900, 7200, 43_200),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("bank"), bank: fc.nat(6), outcome: fc.constantFrom(...outcomes) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("pays"), nth: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("phone"), from: person, to: person }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("authorises"), person, chat, on: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("morning") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restarts"), chat, text }) },
) as fc.Arbitrary<Act>;

/** So many acts at most, of any length. */
export const days = (most: number) => fc.noBias(fc.array(act, { minLength: 1, maxLength: most, size: "max" }));
