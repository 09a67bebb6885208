import { type Subject, subjects } from "./replies/subjects.ts";

/** The phrases of an intent, in the form to which `plainText` converts a text. */
export interface Phrases {
  /** These phrases must be the whole message. */
  whole?: readonly string[];
  /** These phrases may be anywhere in the message, beginning at the start of a word. */
  within?: readonly string[];
}

const rows = {
  // Boletos and paying.
  pay: {
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
  pix: { within: ["pix"] },
  "boleto-again": {
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
  paid: {
    whole: ["pago", "paguei", "quitei", "foi pago", "pagamento feito", "pagamento realizado"],
  },
  // Recognised by the grammar in understanding/payment-words.ts.
  "not-paid": {},
  "ready-when": {
    within: ["ja ta pronto", "ja esta pronto", "quanto tempo", "por que demora", "vai demorar", "ta demorando"],
  },
  "any-bank": { within: ["qualquer um", "qualquer banco", "tanto faz"] },
  receipt: { within: ["recibo", "comprovante", "quitacao"] },
  "not-found": {
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
  "switch-bank": { within: ["trocar", "troca de banco", "outro banco", "mudar de banco", "mudar o banco"] },
  "no-internet": {
    // Only as whole messages: within a longer message, "não funciona" is taken to be about a boleto.
    whole: ["internet nao funciona", "a internet nao funciona", "minha internet nao funciona"],
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
    ],
  },
  // The conversation itself.
  greet: {
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
  menu: {
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
  back: { whole: ["voltar", "volta", "volte", "anterior"] },
  more: { whole: ["mais", "ver mais", "mostrar mais", "outras", "proxima", "proximas", "proximo"] },
  leave: { whole: ["sair", "tchau", "encerrar", "fim", "finalizar", "ate logo", "ate mais", "cancelar conversa"] },
  help: { whole: ["ajuda", "help", "socorro", "como funciona", "nao sei", "nao entendi", "me ajuda", "me ajude"] },
  person: {
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
  thanks: {
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
  yes: { whole: ["sim", "s", "ss", "sim sim", "isso", "isso mesmo", "claro", "confirmo", "aham", "uhum"] },
  // Says yes to an offer. It does not answer whether something was paid.
  consent: {
    whole: ["quero", "pode", "pode ser", "ok quero", "quero sim", "pode sim", "bora", "vamos", "aceito"],
  },
  no: { whole: ["nao", "n", "ainda nao"] },
  decline: {
    within: ["deixa assim", "deixa quieto", "deixa como", "melhor nao", "nao precisa", "desisti"],
    whole: ["nao quero", "agora nao", "nunca", "deixa", "deixa pra la", "deixa para la"],
  },
  // Notices, the Central, personal data.
  "notify-me": { within: ["me avise", "me avisa", "avise me", "me avisem"] },
  "stop-notices": {
    within: [
      "parar avisos",
      "parar os avisos",
      "pare os avisos",
      "parar lembretes",
      "nao quero avisos",
      "nao quero receber avisos",
    ],
  },
  "resume-notices": { within: ["voltar avisos", "voltar os avisos", "voltar lembretes"] },
  central: { whole: ["site", "portal", "central"], within: ["central do assinante", "pelo site", "link do site"] },
  "personal-data": { within: ["meus dados", "lgpd"] },
  "erase-data": {
    within: [
      "apagar meus dados",
      "apague meus dados",
      "apaga meus dados",
      "apagar os meus dados",
      "excluir meus dados",
      "esquecer meus dados",
    ],
  },
} satisfies Record<string, Phrases>;

/** What Faturabot does itself. */
export type OwnIntent = keyof typeof rows;

/** What a person wants, whatever the step is. */
export type Intent = OwnIntent | Subject;

/** All of them. */
export const intents = [...Object.keys(rows), ...subjects] as readonly Intent[] as readonly [Intent, ...Intent[]];

/** The phrases of each intent. If a message contains phrases of several intents, `precedence` decides. */
export const phrases: Readonly<Record<OwnIntent, Phrases>> = rows;
