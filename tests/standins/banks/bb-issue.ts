import { z } from "zod";

const text = (from: number, to: number) => z.string().min(from).max(to);
const date = z.string().regex(/^\d{2}\.\d{2}\.\d{4}$/);

/** "10.12.2026" → "2026-12-10". */
export const isoOf = (given: string) => given.split(/[./]/).reverse().join("-");
/** "2026-12-10" → "10.12.2026". */
export const dotted = (day: string) => day.split("-").reverse().join(".");

const charge = { valor: z.number().positive().optional(), porcentagem: z.number().positive().optional() };
/** 0 none, 1 an amount, 2 a percentage, 3 none. */
const fitsType = ({
  tipo,
  valor,
  porcentagem,
}: {
  tipo: number;
  valor?: number | undefined;
  porcentagem?: number | undefined;
}) => (tipo === 1) === (valor !== undefined) && (tipo === 2) === (porcentagem !== undefined);

/** What Banco do Brasil takes as a boleto: names, types, lengths and rules of its OpenAPI file and portal. */
export const bbIssue = z
  .strictObject({
    numeroConvenio: z.int(),
    numeroCarteira: z.literal(17),
    numeroVariacaoCarteira: z.int(),
    codigoModalidade: z.literal([1, 4]),
    dataEmissao: date,
    dataVencimento: date,
    valorOriginal: z.number().positive(),
    valorAbatimento: z.number().positive().optional(),
    indicadorAceiteTituloVencido: z.literal(["S", "N"]),
    numeroDiasLimiteRecebimento: z.int().positive().optional(),
    codigoAceite: z.literal(["A", "N"]),
    codigoTipoTitulo: z.int().min(1),
    indicadorPermissaoRecebimentoParcial: z.literal(["S", "N"]),
    numeroTituloBeneficiario: z.string().regex(/^[A-Z0-9' -]{1,15}$/),
    numeroTituloCliente: z
      .string()
      .regex(/^\d{20}$/)
      .optional(),
    mensagemBloquetoOcorrencia: z
      .string()
      .max(165)
      .regex(/^[^\r\n]*$/)
      .optional(),
    desconto: z.strictObject({ tipo: z.literal(1), dataExpiracao: date, valor: z.number() }).optional(),
    jurosMora: z
      .strictObject({ tipo: z.literal([0, 1, 2, 3]), ...charge })
      .refine(fitsType)
      .optional(),
    multa: z
      .strictObject({ tipo: z.literal([0, 1, 2]), data: date.optional(), ...charge })
      .refine(fitsType)
      .optional(),
    pagador: z.strictObject({
      tipoInscricao: z.literal([1, 2]),
      numeroInscricao: z.int().positive(),
      nome: text(1, 60),
      endereco: text(1, 60),
      cep: z.int(),
      cidade: text(1, 30),
      bairro: text(1, 30),
      uf: z.string().regex(/^[A-Z]{2}$/),
      telefone: text(0, 30).optional(),
      email: z.string().optional(),
    }),
    indicadorPix: z.literal(["S", "N"]).optional(),
  })
  .refine(({ dataEmissao, dataVencimento }) => isoOf(dataVencimento) >= isoOf(dataEmissao), "vencimento")
  .refine(
    ({ valorOriginal, valorAbatimento = 0, desconto }) => valorOriginal > valorAbatimento + (desconto?.valor ?? 0),
    "desconto e abatimento",
  )
  .refine(({ multa, ...terms }) => !multa?.tipo || isMultaInTime(isoOf(multa.data ?? ""), terms), "data da multa");

/** The first day of the multa lies after the due date and before the last day of payment. */
function isMultaInTime(
  day: string,
  terms: {
    dataVencimento: string;
    indicadorAceiteTituloVencido: string;
    numeroDiasLimiteRecebimento?: number | undefined;
  },
): boolean {
  const due = isoOf(terms.dataVencimento);
  const isLimited = terms.indicadorAceiteTituloVencido === "N" || terms.numeroDiasLimiteRecebimento !== undefined;
  const days = terms.indicadorAceiteTituloVencido === "N" ? 0 : (terms.numeroDiasLimiteRecebimento ?? 0);
  const last = isLimited ? new Date(Date.parse(due) + days * 86_400_000).toISOString().slice(0, 10) : "9999-12-31";
  return day > due && day < last;
}
