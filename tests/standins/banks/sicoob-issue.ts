import { z } from "zod";

const text = (from: number, to: number) => z.string().min(from).max(to);
const date = z.iso.date();
const especies = "CH DM DMI DS DSI DR LC NCC NCE NCI NCR NP NPR TM TS NS RC FAT ND AP ME PC NF DD BDP OU".split(" ");

/** What Sicoob takes as a boleto: names, types and lengths of its OpenAPI file. */
export const sicoobIssue = z
  .strictObject({
    numeroCliente: z.int(),
    codigoModalidade: z.literal(1),
    numeroContaCorrente: z.int(),
    codigoEspecieDocumento: z.enum(especies),
    dataEmissao: date,
    dataVencimento: date,
    dataLimitePagamento: date.optional(),
    nossoNumero: z.int().positive().optional(),
    seuNumero: text(1, 18),
    identificacaoEmissaoBoleto: z.literal([1, 2]),
    identificacaoDistribuicaoBoleto: z.literal([1, 2]),
    valor: z.number().positive(),
    valorAbatimento: z.number().positive().optional(),
    tipoDesconto: z.int().min(0).max(6),
    dataPrimeiroDesconto: date.optional(),
    valorPrimeiroDesconto: z.number().optional(),
    tipoMulta: z.literal([0, 1, 2]),
    dataMulta: date.optional(),
    valorMulta: z.number().max(2).optional(),
    tipoJurosMora: z.literal([1, 2, 3]),
    dataJurosMora: date.optional(),
    valorJurosMora: z.number().optional(),
    numeroParcela: z.int().min(1).max(99),
    aceite: z.boolean().optional(),
    pagador: z.strictObject({
      numeroCpfCnpj: z.string().regex(/^[0-9A-Z]{11,14}$/),
      nome: text(1, 50),
      endereco: text(1, 40),
      bairro: text(1, 30),
      cidade: text(1, 40),
      cep: z.string().regex(/^\d{8}$/),
      uf: z.string().regex(/^[A-Z]{2}$/),
      email: z.string().optional(),
    }),
    mensagensInstrucao: z.array(text(1, 40)).max(5).optional(),
    gerarPdf: z.boolean().optional(),
    codigoCadastrarPIX: z.literal([0, 1, 2]).optional(),
  })
  .refine(({ dataEmissao, dataVencimento }) => dataVencimento >= dataEmissao, "vencimento antes da emissão")
  .refine(
    ({ tipoDesconto, dataPrimeiroDesconto }) => tipoDesconto === 0 || dataPrimeiroDesconto !== undefined,
    "desconto",
  );

/** A boleto as Sicoob took it. */
export type SicoobIssue = z.infer<typeof sicoobIssue>;

/** Which date of a charge does not lie after the due date and up to the last day of payment; undefined if none. */
export function chargeOutOfTime(boleto: SicoobIssue): "dataMulta" | "dataJurosMora" | undefined {
  const { dataVencimento, dataLimitePagamento = "9999-12-31" } = boleto;
  const fits = (day = "") => day > dataVencimento && day <= dataLimitePagamento;
  if (boleto.tipoMulta !== 0 && !fits(boleto.dataMulta)) return "dataMulta";
  return boleto.tipoJurosMora !== 3 && !fits(boleto.dataJurosMora) ? "dataJurosMora" : undefined;
}
