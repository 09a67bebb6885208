import { z } from "zod";

const text = (from: number, to: number) => z.string().min(from).max(to);
const money = z.number().refine((given) => Number.isInteger(Math.round(given * 1e6) / 1e4));

/** What Inter takes as a charge. */
export const issue = z.strictObject({
  seuNumero: text(1, 15),
  valorNominal: money.min(2.5).max(99_999_999.99),
  dataVencimento: z.iso.date(),
  numDiasAgenda: z.int().min(0).max(60),
  pagador: z.strictObject({
    cpfCnpj: text(11, 18),
    tipoPessoa: z.enum(["FISICA", "JURIDICA"]),
    nome: text(1, 100),
    endereco: text(1, 100),
    cidade: text(1, 60),
    uf: z.string().regex(/^[A-Z]{2}$/),
    cep: z.string().regex(/^\d{8}$/),
    bairro: text(0, 60).optional(),
    numero: text(0, 10).optional(),
    complemento: text(0, 30).optional(),
    email: text(0, 50).optional(),
    ddd: text(0, 2).optional(),
    telefone: text(0, 9).optional(),
  }),
  desconto: z
    .strictObject({ codigo: z.enum(["VALORFIXODATAINFORMADA"]), quantidadeDias: z.int().min(0), valor: money })
    .optional(),
  multa: z.strictObject({ codigo: z.literal("PERCENTUAL"), taxa: z.number().max(2) }).optional(),
  mora: z
    .union([
      z.strictObject({ codigo: z.literal("VALORDIA"), valor: money }),
      z.strictObject({ codigo: z.literal("TAXAMENSAL"), taxa: z.number().max(1) }),
    ])
    .optional(),
  mensagem: z.partialRecord(z.enum(["linha1", "linha2", "linha3", "linha4", "linha5"]), text(0, 78)).optional(),
});

/** What a list may be asked for. */
export const listQuery = z.strictObject({
  dataInicial: z.iso.date(),
  dataFinal: z.iso.date(),
  filtrarDataPor: z.enum(["VENCIMENTO", "EMISSAO", "PAGAMENTO"]).default("VENCIMENTO"),
  seuNumero: text(0, 15).optional(),
  "paginacao.itensPorPagina": z.coerce.number().int().min(1).max(1000).default(100),
  "paginacao.paginaAtual": z.coerce.number().int().min(0).default(0),
});

export const cancellation = z.strictObject({ motivoCancelamento: text(1, 50) });

/** What a webhook, the question about its posts, and their repetition take. */
export const webhookBody = z.strictObject({ webhookUrl: z.string().regex(/^https:\/\/[^\s]*$/) });
export const callbacksQuery = z.strictObject({
  dataHoraInicio: z.iso.datetime({ offset: true }),
  dataHoraFim: z.iso.datetime({ offset: true }),
  pagina: z.coerce.number().int().min(0).default(0),
  tamanhoPagina: z.coerce.number().int().min(10).max(50).default(20),
  codigoSolicitacao: z.string().optional(),
});
export const retryBody = z.strictObject({ codigoSolicitacao: z.array(z.string()).min(1).max(50) });
