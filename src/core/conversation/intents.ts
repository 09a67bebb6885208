import { deniesPayment } from "./denies-payment.ts";
import { plainText } from "./plain-text.ts";

/** What a phrase asks for, wherever in the talk it is said. */
export type Intent =
  | "greet"
  | "menu"
  | "back"
  | "leave"
  | "person"
  | "help"
  | "pay"
  | "pix"
  | "boleto-again"
  | "paid"
  | "not-paid"
  | "receipt"
  | "no-internet"
  | "not-found"
  | "switch-bank"
  | "more"
  | "yes"
  | "no"
  | "decline"
  | "thanks"
  | "notify-me"
  | "central"
  | "personal-data"
  | "erase-data"
  | "stop-notices"
  | "resume-notices";

/**
 * Phrases by intent, already in plain form, the most particular first: "não consegui pagar" is no wish to
 * pay, and "boleto não encontrado" is no wish for a boleto.
 */
const phrases: readonly [Intent, { whole?: readonly string[]; within?: readonly string[] }][] = [
  [
    "erase-data",
    {
      within: [
        "apagar meus dados",
        "apague meus dados",
        "apaga meus dados",
        "apagar os meus dados",
        "excluir meus dados",
        "esquecer meus dados",
      ],
    },
  ],
  [
    "stop-notices",
    {
      within: [
        "parar avisos",
        "parar os avisos",
        "pare os avisos",
        "parar lembretes",
        "nao quero avisos",
        "nao quero receber avisos",
      ],
    },
  ],
  ["resume-notices", { within: ["voltar avisos", "voltar os avisos", "voltar lembretes"] }],
  ["notify-me", { within: ["me avise", "me avisa", "avise me", "me avisem"] }],
  ["central", { whole: ["site", "portal", "central"], within: ["central do assinante", "pelo site", "link do site"] }],
  ["personal-data", { within: ["meus dados", "lgpd"] }],
  [
    "not-found",
    {
      within: [
        "nao encontrado",
        "nao foi encontrado",
        "nao encontra",
        "nao achou",
        "nao registrado",
        "nao esta registrado",
        "nao passa",
        "nao passou",
        "nao funciona",
        "nao funcionou",
        "nao aceita",
        "nao aceitou",
        "nao consegui pagar",
        "nao consigo pagar",
        "nao deu para pagar",
        "nao deu certo",
        "deu erro",
        "da erro",
        "codigo invalido",
        "boleto invalido",
      ],
    },
  ],
  [
    "paid",
    {
      whole: ["pago", "paguei", "quitei", "foi pago", "pagamento feito", "pagamento realizado"],
      within: [
        "ja paguei",
        "ja foi pago",
        "ja esta pago",
        "ja pago",
        "ja quitei",
        "eu paguei",
        "paguei o",
        "paguei a",
        "paguei ontem",
        "paguei hoje",
        "acabei de pagar",
        "fiz o pagamento",
        "efetuei o pagamento",
      ],
    },
  ],
  ["receipt", { within: ["recibo", "comprovante", "quitacao"] }],
  [
    "person",
    {
      whole: ["humano", "pessoa", "alguem", "suporte", "atendimento", "ajuda humana"],
      within: [
        "atendente",
        "falar com alguem",
        "falar com uma pessoa",
        "falar com pessoa",
        "falar com humano",
        "chamar alguem",
        "quero falar com",
      ],
    },
  ],
  [
    "no-internet",
    {
      within: [
        "sem internet",
        "internet caiu",
        "internet parou",
        "sem sinal",
        "sem conexao",
        "fui bloqueado",
        "estou bloqueado",
        "bloquearam",
        "bloqueada",
        "bloqueado",
        "cortaram",
        "desbloque",
        "caiu a internet",
        "internet nao funciona",
      ],
    },
  ],
  ["switch-bank", { within: ["trocar", "troca de banco", "outro banco", "mudar de banco", "mudar o banco"] }],
  ["leave", { whole: ["sair", "tchau", "encerrar", "fim", "finalizar", "ate logo", "ate mais", "cancelar conversa"] }],
  ["back", { whole: ["voltar", "volta", "volte", "anterior"] }],
  ["more", { whole: ["mais", "ver mais", "mostrar mais", "outras", "proxima", "proximas", "proximo"] }],
  [
    "menu",
    {
      whole: [
        "menu",
        "inicio",
        "comecar",
        "voltar ao inicio",
        "voltar ao menu",
        "faturas",
        "minhas faturas",
        "ver faturas",
        "lista",
        "opcoes",
      ],
    },
  ],
  ["help", { whole: ["ajuda", "help", "socorro", "como funciona", "nao sei", "nao entendi", "me ajuda", "me ajude"] }],
  ["pix", { within: ["pix"] }],
  [
    "boleto-again",
    {
      whole: ["linha", "codigo", "pdf", "o codigo", "o boleto"],
      within: [
        "linha digitavel",
        "codigo de barra",
        "codigo do boleto",
        "manda de novo",
        "mande de novo",
        "enviar de novo",
        "reenviar",
        "boleto de novo",
        "boleto novamente",
        "outra vez",
      ],
    },
  ],
  [
    "pay",
    {
      whole: ["conta", "contas", "debito", "debitos"],
      within: [
        "boleto",
        "fatura",
        "2 via",
        "2a via",
        "2ª via",
        "segunda via",
        "quero pagar",
        "pagar",
        "pagamento",
        "mensalidade",
        "minha conta",
        "quanto devo",
        "quanto eu devo",
        "vencimento",
      ],
    },
  ],
  ["yes", { whole: ["sim", "s", "quero", "pode", "pode ser", "isso", "claro", "confirmo", "ok quero"] }],
  ["no", { whole: ["nao", "n", "ainda nao"] }],
  ["decline", { whole: ["nao quero", "agora nao", "nunca", "deixa", "deixa pra la", "deixa para la"] }],
  [
    "thanks",
    {
      whole: [
        "ok",
        "okay",
        "beleza",
        "blz",
        "certo",
        "ta",
        "ta bom",
        "ta certo",
        "entendi",
        "perfeito",
        "show",
        "joia",
        "legal",
        "otimo",
        "combinado",
      ],
      within: ["obrigad", "valeu", "agradec", "brigado", "brigada"],
    },
  ],
  [
    "greet",
    {
      whole: [
        "oi",
        "ola",
        "oie",
        "oii",
        "oiii",
        "opa",
        "e ai",
        "eai",
        "alo",
        "hey",
        "hi",
        "hello",
        "start",
        "iniciar",
        "bom dia",
        "boa tarde",
        "boa noite",
        "tudo bem",
        "ei",
        "oi tudo bem",
        "ola tudo bem",
        "salve",
      ],
      within: ["oi bom dia", "oi boa tarde", "oi boa noite", "ola bom dia", "ola boa tarde", "ola boa noite"],
    },
  ],
];

const wholePhrases = new Map(
  phrases.flatMap(([intent, { whole = [] }]) => whole.map((words) => [words, intent] as const)),
);

/** The intent of a phrase, accents, capitals and punctuation ignored; undefined where none is recognised. */
export function recogniseIntent(text: string): Intent | undefined {
  if (deniesPayment(text)) return "not-paid";
  const plain = plainText(text);
  const whole = wholePhrases.get(plain);
  if (whole) return whole;
  const found = phrases.find(([, { within = [] }]) => within.some((words) => ` ${plain}`.includes(` ${words}`)));
  return found?.[0];
}
