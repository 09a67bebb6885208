import { dayWords, fullDate, shortDate } from "../../billing/calendar/date-words.ts";
import { addDays, type IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate, localTime } from "../../billing/calendar/local-time.ts";
import { formatBrl } from "../../billing/money/money.ts";
import type { BoletoCard, Choice, Context, InvoiceLine, OfferLine, Purpose, Reply } from "../turn.ts";

// Every sentence that a subscriber reads stands here: what happened first, then the one thing to do.

const plain = (text: string): Reply => ({ text });
/** "do Itaú", "da Caixa". */
export const of = (bank: string, bold = false) => `${bank === "Caixa" ? "da" : "do"} ${bold ? `*${bank}*` : bank}`;
const at = (bank: string) => `${bank === "Caixa" ? "na" : "no"} ${bank}`;
const by = (bank: string) => `${bank === "Caixa" ? "à" : "ao"} ${bank}`;
const the = (bank: string) => `${bank === "Caixa" ? "A" : "O"} ${bank}`;
const numbered = (labels: readonly string[]): string =>
  labels.map((label, index) => `${index + 1}. ${label}`).join("\n");
const buttons = (labels: readonly string[], list: number): Choice[] =>
  labels.map((label, index) => ({ label, number: index + 1, list }));
const back = (list: number): Choice => ({ label: "Voltar", number: 0, list });

/** One line of the list of invoices. */
export function invoiceLine(invoice: InvoiceLine, today: IsoDate): string {
  const verb = invoice.overdue || invoice.dueDate < today ? "Venceu" : "Vence";
  const charged = invoice.charged ? ", com multa e juros" : "";
  const rebate = invoice.discount
    ? `, até ${shortDate(invoice.discount.until)}: ${formatBrl(invoice.discount.cents)}`
    : "";
  return `${verb} *${shortDate(invoice.dueDate)}* · ${formatBrl(invoice.todayCents)} (${invoice.description}${charged}${rebate})`;
}

/** Who speaks, to whom. */
export const greeting = ({ firstName, provider }: Context) =>
  `Olá${firstName === undefined ? "" : `, ${firstName}`}! Aqui é o atendimento da *${provider}*.`;

const aboutList: Record<Purpose, (context: Context, count: string, overdue: boolean) => string> = {
  greet: (context, count) => `${greeting(context)} Você tem ${count}:`,
  pay: (_, count) => `Você tem ${count}:`,
  "not-found": (_, count) => `De qual fatura é o boleto? Você tem ${count}:`,
  paid: (_, count) => `Qual fatura você pagou? Você tem ${count}:`,
  pix: (_, count) => `O PIX vem junto com o boleto, nos bancos que têm. Você tem ${count}:`,
  "no-internet": (_, count, overdue) =>
    overdue
      ? `Sua internet pode estar parada por causa de uma fatura vencida. Ela volta depois do pagamento. Você tem ${count}:`
      : `Nenhuma fatura sua está vencida. Para falar da internet com uma pessoa, digite *atendente*. Você tem ${count}:`,
};

/** The list of open invoices. `lines` are numbered as they stand; a heading is a line of its own before the one it stands over. */
export function invoiceList(
  {
    purpose,
    lines,
    shown,
    open,
    overdue,
    list,
  }: { purpose: Purpose; lines: readonly string[]; shown: number; open: number; overdue: boolean; list: number },
  context: Context,
): Reply {
  const count = open === 1 ? "1 fatura em aberto" : `${open} faturas em aberto`;
  return invoiceRows(`${aboutList[purpose](context, count, overdue)}\n`, lines, 0, shown, list);
}

/** Rows `from` to `shown` of the list, with the numbers they keep for as long as the list lives. */
export function invoiceRows(
  before: string,
  lines: readonly string[],
  from: number,
  shown: number,
  list: number,
): Reply {
  const rows = lines.slice(from, shown).map((line, index) => {
    const [row, heading] = [...line.split("\n")].reverse();
    return `${heading ? `📍 ${heading}\n` : ""}${from + index + 1}. ${row}`;
  });
  const numbers = lines.slice(from, shown).map((_, index) => from + index + 1);
  const rest = lines.length - shown;
  const more = rest > 0 ? `\nDigite *mais* para ver ${rest === 1 ? "a outra" : `as outras ${rest}`}.` : "";
  return {
    text: `${before}${rows.join("\n")}\nDigite ${orList(numbers)}.${more}`,
    choices: numbers.map((number, index) => ({ label: buttonOf(lines[from + index] ?? ""), number, list })),
  };
}

const buttonOf = (line: string) => (line.split("\n").at(-1) ?? "").replaceAll("*", "").split(" (")[0] ?? "";

function orList(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (numbers.length > 3) return `o número da fatura, de *${first}* a *${last}*`;
  const bold = numbers.map((number) => `*${number}*`);
  return bold.length === 1 ? `${bold[0]} para pagar` : `${bold.slice(0, -1).join(", ")} ou ${bold.at(-1)}`;
}

const statusWords = { em_acordo: "em acordo", contestada: "contestada", suspensa: "suspensa" } as const;

/** Invoices that are named without being offered. */
export function notOffered(invoices: readonly InvoiceLine[]): string {
  return invoices
    .map(({ dueDate, description, status }) => {
      const words = status in statusWords ? statusWords[status as keyof typeof statusWords] : status;
      return `A fatura de ${shortDate(dueDate)} (${description}) está *${words}*. Para tratar dela, digite *atendente*.`;
    })
    .join("\n");
}

/** Nothing to pay. */
export const nothingOwed = (purpose: Purpose, context: Context): Reply =>
  plain(
    purpose === "no-internet"
      ? "Você não tem fatura em aberto, então não é falta de pagamento. Para falar com uma pessoa, digite *atendente*."
      : `${purpose === "greet" ? `${greeting(context)} ` : ""}Você não tem fatura em aberto. Está tudo pago! Precisa de outra coisa? Digite *atendente*.`,
  );

const payBy = (due: IsoDate, today: IsoDate) =>
  due === today ? "para pagar hoje" : `para pagar até ${dayWords(due, today)}`;
const anywhere = "Dá para pagar em qualquer banco, aplicativo ou lotérica.";

/** Which bank? */
export function askWhichBank(invoice: InvoiceLine, offers: readonly OfferLine[], list: number, today: IsoDate): Reply {
  const [first] = offers;
  const same = offers.every((one) => one.amountCents === first?.amountCents && one.dueDate === first?.dueDate);
  const what = invoice.overdue
    ? `Fatura vencida em ${fullDate(invoice.dueDate)}${same && first ? `: *${formatBrl(first.amountCents)}*${invoice.charged ? " com multa e juros" : ""}, ${payBy(first.dueDate, today)}` : ""}.`
    : `Fatura de ${formatBrl(invoice.todayCents)}, vence em ${fullDate(invoice.dueDate)}.`;
  const labels = offers.map((one) =>
    same ? one.name : `${one.name} · ${formatBrl(one.amountCents)}, vence ${shortDate(one.dueDate)}`,
  );
  return bankRows(`${what} De qual banco você quer o boleto? ${anywhere}`, labels, list);
}

/** The banks, numbered, under any sentence. */
export function bankRows(before: string, names: readonly string[], list: number): Reply {
  return { text: `${before}\n${numbered(names)}\n0. Voltar`, choices: [...buttons(names, list), back(list)] };
}

/** Asked before the old boleto is thrown away. */
export function confirmSwitch(from: string, to: string, list: number): Reply {
  const labels = [`Não paguei. Quero trocar para ${to}`, `Já paguei ou agendei o ${of(from)}`];
  return {
    text: `Você já pagou ou agendou o boleto ${of(from, true)}?\n${numbered(labels)}\n0. Voltar`,
    choices: [...buttons([`Trocar para ${to}`, "Já paguei"], list), back(list)],
  };
}

/** The new boleto is on its way, the old one is not to be paid. */
export const switched = (from: string, to: string): Reply =>
  plain(`Jogue fora o ${of(from, true)}. Vale só o ${of(to, true)}.`);

/** The same, to whoever was promised the old one in another chat. */
export const switchedElsewhere = (from: string, to: string): Reply =>
  plain(
    `O banco dessa fatura foi trocado em outra conversa. Jogue fora o ${of(from, true)}. Vale só o ${of(to, true)}: eu mando aqui.`,
  );

/** The old boleto was paid or scheduled: nothing is changed. */
export const keepOld = (name: string): Reply =>
  plain(
    `Então está tudo certo: fica valendo o ${of(name, true)}. O pagamento costuma aparecer aqui em até 1 dia útil.`,
  );

const splitOf = (boleto: BoletoCard) =>
  boleto.multaCents + boleto.jurosCents > 0
    ? ` (${formatBrl(boleto.principalCents)} + multa ${formatBrl(boleto.multaCents)} + juros ${formatBrl(boleto.jurosCents)})`
    : "";

/** "até as 14:32", with the day where it is another one. */
export function until({ promise }: Pick<BoletoCard, "promise">, now: Date): string {
  const today = localDate(now);
  if (promise.kind === "day") return `*${dayWords(promise.on, today)}*`;
  const day = localDate(promise.at);
  return day === today
    ? `*até as ${localTime(promise.at)}*`
    : `até *${dayWords(day, today)}, ${localTime(promise.at)}*`;
}

/** The boleto was asked for. */
export function preparing(boleto: BoletoCard, now: Date): Reply {
  const overdue = boleto.multaCents + boleto.jurosCents > 0;
  const amount = overdue
    ? `\nValor: *${formatBrl(boleto.amountCents)}*${splitOf(boleto)}, ${payBy(boleto.dueDate, localDate(now))}.`
    : "";
  return plain(
    `Estou preparando seu boleto ${of(boleto.bankName)}. Fica pronto ${until(boleto, now)}. Eu mando aqui. Pode fechar a conversa.${amount}`,
  );
}

/** Asked for again before the bank has it. */
export const stillPreparing = (boleto: BoletoCard, now: Date): Reply =>
  plain(
    boleto.promise.kind === "moment" && boleto.promise.at <= now
      ? `${the(boleto.bankName)} está demorando para registrar seu boleto. Assim que sair eu mando aqui.`
      : `Seu boleto ${of(boleto.bankName)} ainda não pode ser pago. Fica pronto ${until(boleto, now)}. Eu mando aqui.`,
  );

/** Whose boleto it is, to be compared with what the bank's application shows. */
export const checkName = ({ beneficiaryName, beneficiaryDocument }: BoletoCard): string =>
  `Antes de confirmar, confira o nome: *${beneficiaryName}*, ${beneficiaryDocument}. Apareceu outro? Não pague e chame a gente.`;

/** The boleto in the hand: what it is and whose, the line alone, the paper. */
export function boletoInHand(boleto: BoletoCard): Reply[] {
  const amount = boleto.overdue
    ? `venceu em ${fullDate(boleto.dueDate)}. O valor sobe sozinho: hoje, *${formatBrl(boleto.todayCents)}*.`
    : `*${formatBrl(boleto.amountCents - boleto.abatementCents)}*${splitOf(boleto)}${abatementWords(boleto)}, vence em ${fullDate(boleto.dueDate)}.${discountWords(boleto)}`;
  const opening = boleto.unconfirmed
    ? `O prazo do banco terminou: já pode tentar pagar seu boleto ${of(boleto.bankName)}, ${amount} Se aparecer *boleto não encontrado*, espere 1 hora e tente de novo. Ou digite *atendente*.`
    : `✅ Seu boleto ${of(boleto.bankName)} já pode ser pago: ${amount}`;
  const fileName = `boleto-vence-${shortDate(boleto.dueDate).replace("/", "-")}.pdf`;
  const { boletoId } = boleto;
  return [
    { text: `${opening}\n${checkName(boleto)}\nCódigo do boleto (copie e cole no aplicativo):`, handsOver: boletoId },
    { text: boleto.linhaDigitavel, handsOver: boletoId },
    { text: fileName, document: { boletoId, fileName }, handsOver: boletoId },
    ...(boleto.pixCopiaECola === undefined ? [] : [{ ...mayPix, handsOver: boletoId }]),
  ];
}

const mayPix: Reply = plain("Prefere pagar por PIX? Digite *pix*.");
const abatementWords = ({ abatementCents }: BoletoCard) =>
  abatementCents > 0 ? ` (já com o abatimento de ${formatBrl(abatementCents)})` : "";
const discountWords = ({ discount }: BoletoCard) =>
  discount ? ` Pagando até ${shortDate(discount.until)}: *${formatBrl(discount.cents)}*.` : "";

/** After a boleto, while another bank may still be chosen. */
export const maySwitch: Reply = plain("Quer o boleto de outro banco? Digite *trocar*.");

/** The bank refused: never the person's fault. */
export const refusedBy = (bankName: string) =>
  `Não deu para fazer o boleto ${at(bankName)}. *O problema não é com você.*`;
/** Refused, with other banks to choose from. */
export const refusedChoose = (bankName: string, names: readonly string[], list: number): Reply =>
  bankRows(`${refusedBy(bankName)} Escolha outro:`, names, list);
/** Refused while somebody chooses from another list, whose numbers are not to be taken for banks. */
export const refusedReopen = (bankName: string): Reply =>
  plain(`${refusedBy(bankName)} Para escolher outro banco, digite *menu* e abra essa fatura de novo.`);
/** Refused, and no other bank. */
export const refusedPerson = (bankName: string): Reply =>
  plain(`${refusedBy(bankName)} Uma pessoa da equipe já foi avisada. Para falar com ela, digite *atendente*.`);
/** The window ended and the bank is still at it. */
export const bankIsSlow = plain("O banco está demorando. Assim que sair eu mando aqui.");
/** Nothing to offer. */
export const noBank = "Agora não consigo fazer o boleto dessa fatura. *O problema não é com você.* Já avisei a equipe.";
/** Only that bank is possible, so there is nothing to switch to. */
export const noOtherBank: Reply = plain("Para essa fatura não há outro banco agora. Vale o boleto que você já tem.");
/** The invoice is settled or gone. */
export const noLongerOpen: Reply = plain("Essa fatura não está mais em aberto. Digite *menu* para ver as outras.");

/** The choice closed, or the bank was taken off, since the list was shown. */
export const bankGoneNow: Reply = plain("Esse banco não está mais disponível para essa fatura.");

const notSeenYet =
  "Obrigado! O pagamento ainda não apareceu aqui. O banco costuma avisar em até 1 dia útil. Se pagou, não pague de novo.";
/** A boleto whose bank cannot be asked from here. */
export const bankNotAsked = (about: "not-found" | "paid", bankName = "banco"): Reply =>
  plain(
    about === "paid"
      ? notSeenYet
      : `Daqui não consigo perguntar ${by(bankName)} sobre esse boleto. Ele continua valendo: espere 1 hora e tente de novo. Não deu? Digite *atendente*.`,
  );

/** The bank was asked; its answer comes as a notice. */
export const askingBank = (about: "not-found" | "paid", bankName: string | undefined): Reply =>
  plain(
    about === "paid"
      ? bankName
        ? `Obrigado! Vou perguntar ${by(bankName)} e respondo aqui. O banco costuma avisar em até 1 dia útil.`
        : notSeenYet
      : bankName
        ? `Vou perguntar ${by(bankName)} sobre esse boleto e respondo aqui. Ele continua valendo: não precisa de outro.`
        : "Não encontrei boleto dessa fatura para perguntar ao banco. Digite *menu* para ver as faturas.",
  );
/** The bank's answer to "não encontrado": it has it. */
export const bankHasIt = (name: string): Reply =>
  plain(
    `${the(name)} confirmou: seu boleto está registrado e pode ser pago. Se o aplicativo ainda não achar, espere 1 hora e tente de novo.`,
  );
/** The bank's answer to "não encontrado": not yet. */
export const bankHasNotYet = (name: string): Reply =>
  plain(`${the(name)} ainda está registrando seu boleto. Espere um pouco: eu mando aqui assim que puder pagar.`);
/** The bank's answer to "não encontrado": it cannot tell. */
export const bankCannotTell = (name: string): Reply =>
  plain(`${the(name)} não informa se já registrou. Espere 1 hora e tente de novo. Não deu? Digite *atendente*.`);
/** The bank's answer to "já paguei": nothing yet. */
export const bankSawNoPayment = (name: string): Reply =>
  plain(
    `${the(name)} ainda não informou o pagamento. Ele costuma avisar em até 1 dia útil. Se pagou, não pague de novo.`,
  );
/** Money arrived. */
export const paymentArrived = (description: string): Reply =>
  plain(`✅ Recebemos o pagamento da fatura (${description}). Obrigado!`);
/** The second payment of an invoice. */
export const paidTwice: Reply = plain(
  "Recebemos um pagamento a mais dessa fatura. A equipe vai entrar em contato para devolver ou creditar.",
);

const unproven = {
  "unknown-phone": "Este telefone não está no nosso cadastro. ",
  "several-subscribers": "Este telefone está em mais de um cadastro. ",
  "no-phone": "",
};
/** Somebody whose phone proves nobody. */
export function whoAreYou({ provider, asksContact, unprovenBecause = "no-phone" }: Context): Reply {
  const how = asksContact ? "Toque em *Enviar meu telefone* ou digite" : "Digite";
  const text = `Olá! Aqui é o atendimento da *${provider}*. ${unproven[unprovenBecause]}${how} o CPF ou CNPJ do titular, só os números.`;
  return { text, ...(asksContact && { ask: "contact" as const }) };
}
/** A link that no longer opens anything. */
export const linkOver = "Esse link já foi usado ou venceu.";
/** The same for known and unknown documents. */
export const documentTaken =
  "Obrigado. Para proteger seus dados, uma pessoa vai confirmar quem é você. Se preferir, escreva do telefone que está no cadastro.";
/** Not a tax id. */
export const notADocument: Reply = plain(
  "Esse número não é um CPF ou CNPJ válido. Confira e digite de novo, ou digite *atendente*.",
);

/** A person was called. */
export function personCalled(protocol: string, answersAt: string | undefined, again: boolean): Reply {
  if (answersAt === undefined)
    return plain(`Chamei uma pessoa da equipe. Ela responde aqui. Protocolo: *${protocol}*.`);
  return plain(
    again
      ? `Seu pedido já está anotado, protocolo *${protocol}*. A equipe responde ${answersAt}. Enquanto isso eu continuo aqui: digite *menu*.`
      : `A equipe responde ${answersAt}. Anotei seu pedido, protocolo *${protocol}*. Enquanto isso eu continuo aqui: digite *menu*.`,
  );
}

/** Offers a person. */
export function offerPerson(list: number): Reply {
  const labels = ["Falar com uma pessoa", "Ver minhas faturas"];
  return {
    text: `Desculpe, não estou conseguindo entender. O que você prefere?\n${numbered(labels)}`,
    choices: buttons(labels, list),
  };
}

/** A picture after "já paguei". */
export const noProof: Reply = plain("Recebi, mas não consigo ler imagem. Quem confirma o pagamento é o banco.");
/** Said before a question is repeated. */
export const notUnderstood = "Não entendi.";
/** Voice, image, sticker, place. */
export const onlyText = "Desculpe, eu só leio texto.";
/** A button of an older list, where nothing is to be chosen now. */
export const staleOption = "Essa opção é de uma lista antiga.";
/** A button or number of an older list. */
export const staleList = `${staleOption} A lista de agora é esta:`;
/** More than one bank named. */
export const whichOne = "Entendi mais de um banco. Escolha um:";
/** A bank that is not on offer. */
export const bankNotOffered = "Esse banco não está disponível para essa fatura. Escolha um destes:";
/** A number outside of the list. */
export const numberOutside = "Esse número não está na lista.";
/** The end of a session. */
export const farewell: Reply = plain("Conversa encerrada. Quando precisar, é só escrever *oi*.");
/** Thanks. */
export const welcome: Reply = plain("Por nada! Se precisar, é só escrever *oi*.");
/** Help. */
export const help: Reply = plain(
  "Eu mostro suas faturas e faço o boleto do banco que você escolher.\nDigite *menu* para ver as faturas, *voltar* para voltar, *atendente* para falar com uma pessoa ou *sair* para encerrar.",
);
/** Resting after a boleto. */
export const afterBoleto: Reply = plain(
  "Digite *boleto* para ver seu boleto, *não encontrado* se o banco não achou, *trocar* para outro banco ou *menu* para ver as faturas.",
);
/** A talk too old to be gone on with. */
export const afresh = "Vamos recomeçar.";
/** The turn failed for good. */
export const broken: Reply = plain(
  "Desculpe, tive um problema para responder. Já avisei a equipe. Digite *menu* para tentar de novo.",
);
/** A loop was cut. */
export const tooFast: Reply = plain("Recebi mensagens demais em pouco tempo. Espere 1 minuto e escreva de novo.");

/** "hoje a partir das 14:00", "amanhã, 25/11, a partir das 08:00". */
export function opensWords(opensAt: Date, now: Date): string {
  const today = localDate(now);
  const day = localDate(opensAt);
  const words =
    day === today ? "hoje" : day === addDays(today, 1) ? `amanhã, ${shortDate(day)},` : `${dayWords(day, today)},`;
  return `${words} a partir das ${localTime(opensAt)}`;
}

/** The button that shares the phone, where a channel has one. */
export const shareContact = "Enviar meu telefone";
/** The button that puts the line into the clipboard, where a channel has one. */
export const copyCode = "Copiar código";
/** The commands that Telegram shows; each is said like its word. */
export const telegramCommands = [
  { command: "menu", description: "Ver minhas faturas" },
  { command: "boleto", description: "Pagar uma fatura ou ver o boleto" },
  { command: "atendente", description: "Falar com uma pessoa" },
  { command: "ajuda", description: "O que eu faço" },
  { command: "sair", description: "Encerrar a conversa" },
];
