import * as z from "zod";
import { type IsoDate, isIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { formatTaxId, parseTaxId } from "../../core/billing/people/tax-id.ts";
import { type Boleto, buildBoleto } from "../../core/boleto/boleto.ts";
import { type Refused, refuse } from "../../core/boleto/refusal.ts";
import type { BoletoSlip } from "../../core/boleto/slip.ts";

const text = z.string({ error: "É esperado um texto." }).max(2000, { error: "O texto é longo demais." });
const date = z.custom<IsoDate>((given) => typeof given === "string" && isIsoDate(given), {
  error: "Não é uma data que existe, escrita como 2026-12-31.",
});
const document = text.refine((given) => given === "" || parseTaxId(given), { error: "O CPF ou CNPJ não confere." });

const printing = z
  .object({
    beneficiarioNome: text,
    beneficiarioDocumento: document,
    beneficiarioEndereco: text,
    pagadorNome: text,
    pagadorDocumento: document,
    pagadorEndereco: text,
    numeroDocumento: text,
    especie: text,
    aceite: z.enum(["A", "N"], { error: "O aceite é A ou N." }),
    dataDocumento: date,
    dataProcessamento: date,
    localPagamento: text,
    instrucoes: z.array(text, { error: "São esperados textos, um para cada linha." }),
    sacadorAvalista: text,
    demonstracao: z.boolean({ error: "É esperado true ou false." }),
  })
  .partial();

/** Optional fields of an input line that are printed on the boleto. Missing ones are left blank. */
export type SlipInput = z.infer<typeof printing>;

/** Reads a boleto and its printed fields from one input line. A refusal names the invalid field. */
export function readSlip(input: unknown): { ok: true; boleto: Boleto; slip: BoletoSlip } | Refused {
  const fields = Object.entries(typeof input === "object" && input !== null ? input : {});
  const boletoFields = fields.filter(([name]) => !(name in printing.shape));
  const built = buildBoleto(fields.length > 0 ? Object.fromEntries(boletoFields) : input);
  if (!built.ok) return built;
  const parsed = printing.safeParse(input);
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success) return refuse(String(issue?.path[0] ?? "boleto"), issue?.message ?? "Boleto inválido.");
  return { ok: true, boleto: built.boleto, slip: slipOf(built.boleto, parsed.data) };
}

function slipOf(boleto: Boleto, given: SlipInput): BoletoSlip {
  const { beneficiarioNome, beneficiarioDocumento, beneficiarioEndereco } = given;
  const { pagadorNome, pagadorDocumento, pagadorEndereco } = given;
  return {
    boleto,
    beneficiary: party(beneficiarioNome, beneficiarioDocumento, beneficiarioEndereco),
    payer: party(pagadorNome, pagadorDocumento, pagadorEndereco),
    numeroDocumento: given.numeroDocumento,
    especie: given.especie,
    aceite: given.aceite,
    issueDate: given.dataDocumento,
    processingDate: given.dataProcessamento,
    localPagamento: given.localPagamento,
    instructions: given.instrucoes ?? [],
    sacadorAvalista: given.sacadorAvalista,
    demo: given.demonstracao,
  };
}

function party(name = "", document = "", address = "") {
  const taxId = parseTaxId(document);
  return { name, document: taxId ? formatTaxId(taxId) : document, address };
}
