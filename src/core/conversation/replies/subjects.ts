// What is the provider's and not ours: known by name, answered honestly, and passed on to a person.

/** How a subject goes on after its answer: straight to a person, after a question, or not at all. */
export type SubjectLeads = "person" | "question" | "nowhere";

/** The answer about a subject of the provider's. */
export interface SubjectAnswer {
  /** What the person who is called reads. */
  subject: string;
  text: string;
  leads: SubjectLeads;
}

const rows = {
  promise: {
    subject: "prazo ou acordo",
    text: "Quem combina outro prazo ou parcela é a equipe. Pagando pelo boleto daqui, nada mais é preciso.",
    leads: "question",
  },
  unlock: {
    subject: "desbloqueio",
    text: "Sua internet pode estar parada por causa de uma fatura vencida. Ela volta depois do pagamento. Para pedir a liberação antes disso, fale com uma pessoa:",
    leads: "question",
  },
  "slow-internet": {
    subject: "internet lenta",
    text: "Internet lenta quem vê é a equipe técnica. Enquanto isso, vale tirar o aparelho da tomada por 1 minuto e ligar de novo.",
    leads: "person",
  },
  unstable: {
    subject: "internet caindo",
    text: "Internet que cai e volta quem vê é a equipe técnica. Enquanto isso, vale tirar o aparelho da tomada por 1 minuto e ligar de novo.",
    leads: "person",
  },
  "outage-back-when": {
    subject: "previsão de volta",
    text: "Daqui eu não vejo a rede. Se há falha na sua região e quando volta, a equipe sabe.",
    leads: "person",
  },
  "wifi-password": {
    subject: "senha ou nome do wi-fi",
    text: "Senha e nome do wi-fi quem troca é a equipe: eu não mexo no aparelho.",
    leads: "question",
  },
  equipment: {
    subject: "aparelho com defeito",
    text: "Aparelho, cabo e fonte quem vê é a equipe técnica.",
    leads: "person",
  },
  technician: {
    subject: "visita do técnico",
    text: "Visita de técnico quem marca e acompanha é a equipe.",
    leads: "person",
  },
  "change-plan": {
    subject: "mudança de plano",
    text: "Planos e preços são com a equipe.",
    leads: "question",
  },
  "cancel-plan": {
    subject: "cancelamento",
    text: "Cancelamento é com uma pessoa da equipe.",
    leads: "person",
  },
  "move-house": {
    subject: "mudança de endereço",
    text: "Levar a internet para outro endereço é com a equipe.",
    leads: "question",
  },
  "new-subscriber": {
    subject: "quer assinar",
    text: "Que bom! Para contratar, quem atende é uma pessoa da equipe.",
    leads: "person",
  },
  "nota-fiscal": {
    subject: "nota fiscal",
    text: "Nota fiscal quem envia é a equipe.",
    leads: "question",
  },
  "contract-copy": {
    subject: "contrato",
    text: "Contrato e fidelidade são com a equipe.",
    leads: "question",
  },
  "address-hours": {
    subject: "endereço ou horário",
    text: "Endereço, telefone e horário a equipe informa.",
    leads: "question",
  },
  "change-due-date": {
    subject: "mudança de vencimento",
    text: "O dia do vencimento quem muda é a equipe. O boleto deste mês continua valendo.",
    leads: "question",
  },
  "wrong-charge": {
    subject: "cobrança contestada",
    text: "Vou passar sua dúvida sobre o valor a uma pessoa da equipe, que confere a cobrança.",
    leads: "person",
  },
  "change-registration": {
    subject: "mudança de cadastro",
    text: "Telefone, e-mail e de quem é o contrato só uma pessoa da equipe muda.",
    leads: "question",
  },
  complaint: {
    subject: "reclamação",
    text: "Sinto muito por isso. Uma pessoa da equipe vai ouvir você.",
    leads: "person",
  },
  "wrong-number": {
    subject: "número errado",
    text: "Desculpe o engano. Para não receber mais nada daqui, digite *parar avisos*. Quer falar com uma pessoa? Digite *atendente*.",
    leads: "nowhere",
  },
  "other-persons-bill": {
    subject: "conta de outra pessoa",
    text: "Por segurança, aqui eu só mostro as faturas de quem está neste telefone. De outra pessoa, quem pode ajudar é a equipe.",
    leads: "question",
  },
  "work-here": {
    subject: "emprego ou fornecedor",
    text: "Este número é do atendimento a assinantes. Vagas e vendas são com a equipe.",
    leads: "question",
  },
} as const satisfies Record<string, SubjectAnswer>;

/** A subject of the provider's. */
export type Subject = keyof typeof rows;

/** The answers, until the provider writes its own. */
export const subjectAnswers: Readonly<Record<Subject, SubjectAnswer>> = rows;

export const subjects = Object.keys(rows) as readonly Subject[];

/** Returns whether a wish is a subject of the provider's. */
export const isSubject = (wish: string): wish is Subject => wish in rows;
