import { bankApis } from "../../core/billing/bank-apis.ts";
import type { BankCode } from "../../core/billing/bank-code.ts";
import { theBank } from "../../core/billing/bank-grammar.ts";
import { bankName } from "../../core/billing/bank-names.ts";
import type { RegistersBy } from "../../core/billing/offers/bank-wallet.ts";
import type { BankField } from "../../core/boleto/bank-layout.ts";
import { layoutOf } from "../../core/boleto/layout-of.ts";
import type { ApiWallet } from "../../core/operator/api-wallets.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { Check, Field, Select } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import type { FormBody } from "../ui/form-values.ts";
import { BankWalletWays } from "./bank-wallet-ways.tsx";

/**
 * The labels of the fields, for messages about faults and for the audit log. `windowSeconds` is in the audit log only;
 * the form asks for minutes.
 */
export const bankWalletLabels: Readonly<Record<string, string>> = {
  id: "Identificador",
  account: "Conta",
  beneficiaryName: "Beneficiário",
  beneficiaryDocument: "CNPJ ou CPF do beneficiário",
  beneficiaryAddress: "Endereço do beneficiário",
  windowSeconds: "Prazo de registro, em segundos",
  windowMinutes: "Prazo de registro (minutos)",
  cutOff: "Hora limite do banco",
  daysAfterDue: "Dias em que aceita depois do vencimento",
  minCents: "Menor valor",
  maxCents: "Maior valor",
  nossoNumeroFrom: "Nosso número, de",
  nossoNumeroTo: "Nosso número, até",
  active: "Ativa",
  registersBy: "Como o boleto é registrado",
  bankNumbers: "O banco dá o nosso número",
  cnab: "Ajustes do arquivo",
};

/** The numbers that would be printed on a sample boleto. */
export interface Sample {
  linhaDigitavel: string;
  nossoNumero: string;
}

/** The form of a bank wallet: the fields of its bank, and those that all banks have. */
export function BankWalletForm(props: {
  action: string;
  isNew: boolean;
  bankCode: BankCode;
  given: FormBody;
  faults: readonly Fault[];
  sample?: Sample | undefined;
  /** A sentence that says how many nossos números are left. */
  left?: string | undefined;
  ways: readonly RegistersBy[];
  settings?: ApiWallet | undefined;
}) {
  const { action, isNew, bankCode, given, faults, sample, left, ways, settings } = props;
  const text = (name: string) => String(given[name] ?? "");
  const line = (name: string, more: Partial<Parameters<typeof Field>[0]> = {}) => (
    <Field name={name} label={bankWalletLabels[name] ?? name} value={text(name)} faults={faults} {...more} />
  );
  const layout = layoutOf(bankCode);
  const fields = layout?.fields ?? [];
  const labels = Object.fromEntries(fields.map(({ name, label }) => [`account.${name}`, label]));
  return (
    <>
      <Faults faults={faults} labels={{ ...bankWalletLabels, ...labels }} />
      <Form action={action} class={`card ${formClass(bankCode)}`} check="/painel/carteiras/banco/conferir">
        <input type="hidden" name="bankCode" value={bankCode} />
        <input type="hidden" name="sequence" value={text("sequence")} />
        <input type="hidden" name="existing" value={text("existing")} />
        {isNew &&
          line("id", {
            hint: "Como o seu sistema chama esta carteira na API. Sem nada, fica o nome do banco.",
            maxLength: 100,
          })}
        <BankWalletWays {...{ bankCode, ways, given, faults, settings }} />
        {layout && <h2>Conta {theBank(bankName(bankCode)).no}</h2>}
        {fields
          .filter(({ scope }) => scope === "account")
          .map((field) => (
            <AccountField key={field.name} field={field} value={text(`account.${field.name}`)} faults={faults} />
          ))}
        <h2>Beneficiário</h2>
        {line("beneficiaryName", { hint: "Como aparece no boleto: é o nome que o assinante confere.", required: true })}
        {line("beneficiaryDocument", { required: true })}
        {line("beneficiaryAddress")}
        <div class="of-range">
          <h2>Nosso número</h2>
          <p class="hint">A faixa é só do Faturabot: combine com o banco uma que o seu sistema não usa. {left}</p>
          <div class="pair">
            {line("nossoNumeroFrom", { inputMode: "numeric", required: true })}
            {line("nossoNumeroTo", { inputMode: "numeric", required: true })}
          </div>
        </div>
        <h2>Regras do banco</h2>
        <div class="pair">
          {line("cutOff", { type: "time", hint: "No horário de Brasília, como os bancos a publicam." })}
          <div class="of-window">{line("windowMinutes", { inputMode: "numeric" })}</div>
        </div>
        {line("daysAfterDue", { inputMode: "numeric" })}
        <div class="pair">
          {line("minCents", { inputMode: "decimal", hint: "Em reais. Sem nada, qualquer um." })}
          {line("maxCents", { inputMode: "decimal" })}
        </div>
        <Check
          name="active"
          label="Ativa"
          checked={given.active === "sim"}
          hint="Desligada, não é mais oferecida. Não dá para apagar: os boletos já emitidos continuam dela."
        />
        <div class="sample" id="exemplo" role="status">
          {sample && <SampleLines {...sample} />}
          {!sample && <p class="quiet">{noSample(bankCode)}</p>}
        </div>
        <p class="actions">
          <button type="submit" class="main">
            Salvar
          </button>
          {layout && (
            <button type="submit" formAction="/painel/carteiras/banco/exemplo" formTarget="_blank">
              Ver boleto de exemplo
            </button>
          )}
          <a href="/painel/carteiras">Voltar</a>
        </p>
      </Form>
    </>
  );
}

/** Says why there is no sample boleto. */
const noSample = (bankCode: BankCode) =>
  layoutOf(bankCode)
    ? "O boleto de exemplo aparece aqui quando tudo estiver certo."
    : `Não há boleto de exemplo: o código de barras é ${theBank(bankName(bankCode)).o} que faz.`;

/** Returns the classes by which the style sheet decides which fields to show. */
function formClass(bankCode: BankCode): string {
  return bankApis.numberedBy(bankCode) === "bank" ? "by-way api-numbers" : "by-way";
}

/** Shows the numbers of a sample boleto, which the operator compares with a boleto of the bank. */
export function SampleLines({ linhaDigitavel, nossoNumero }: Sample) {
  return (
    <>
      <p>
        <strong>Exemplo</strong>, R$ 100,00: nosso número <code>{nossoNumero}</code>
      </p>
      <p>
        <code>{linhaDigitavel}</code>
      </p>
    </>
  );
}

function AccountField({ field, value, faults }: { field: BankField; value: string; faults: readonly Fault[] }) {
  const { name, label, required, digits, values, default: byDefault, onlyCarteiras, orLetter } = field;
  const hint = onlyCarteiras ? `Só nas carteiras ${onlyCarteiras.join(", ")}.` : required ? undefined : "Se houver.";
  const common = { name: `account.${name}`, label, faults, ...(hint !== undefined && { hint }) };
  if (values)
    return (
      <Select {...common} value={value || byDefault}>
        {!required && byDefault === undefined && <option value="">–</option>}
        {values.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
    );
  return (
    <Field
      {...common}
      value={value || byDefault}
      maxLength={Math.max(...digits)}
      {...(!orLetter && { inputMode: "numeric" as const })}
      required={required && !onlyCarteiras}
    />
  );
}
