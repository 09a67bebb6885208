import type { Fault } from "../../core/register/check-input.ts";
import { Check, Field, Select } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import type { FormBody } from "../ui/form-values.ts";
import { bankWalletName, type ShownBankWallet } from "./bank-wallet-name.ts";

/** The labels of the fields, for messages about faults and for the audit log. */
export const walletLabels: Readonly<Record<string, string>> = {
  id: "Identificador",
  description: "Descrição",
  kind: "Tipo de recebimento",
  bankWalletIds: "Bancos",
  defaultBankWalletId: "Banco padrão",
  lockDays: "Limite de dias antes de vencer para troca de carteira",
  branch: "Filial",
  active: "Ativa",
};

/**
 * The form of a carteira de cobrança. Beside each bank there is a select for its position, so that no script is needed.
 */
export function WalletForm(props: {
  action: string;
  isNew: boolean;
  /** The values, by the names of the fields. */
  given: FormBody;
  banks: readonly ShownBankWallet[];
  faults: readonly Fault[];
}) {
  const { action, isNew, given, banks, faults } = props;
  const text = (name: string) => String(given[name] ?? "");
  return (
    <>
      <Faults faults={faults} labels={walletLabels} />
      <Form action={action} class="card">
        <Field
          name="description"
          label="Descrição"
          value={text("description")}
          faults={faults}
          maxLength={200}
          required
        />
        {isNew && (
          <Field
            name="id"
            label="Identificador"
            value={text("id")}
            faults={faults}
            hint="Como o seu sistema chama esta carteira na API. Sem nada, fica o da descrição."
            maxLength={100}
          />
        )}
        <Select
          name="kind"
          label="Tipo de recebimento"
          value={text("kind") || "fatura"}
          faults={faults}
          hint="Fatura: o assinante escolhe o banco na hora de pagar."
        >
          <option value="fatura">Fatura</option>
          <option value="bank">Um banco só</option>
        </Select>
        <fieldset id="bankWalletIds">
          <legend>Bancos, na ordem em que são oferecidos</legend>
          {banks.map((bank) => (
            <Select
              key={bank.id}
              name={`place.${bank.id}`}
              label={`${bankWalletName(bank)}${bank.active ? "" : ", desligada"}`}
              value={text(`place.${bank.id}`)}
            >
              <option value="">não é oferecido</option>
              {banks.map((_, place) => (
                <option key={place} value={String(place + 1)}>
                  {place + 1}º
                </option>
              ))}
            </Select>
          ))}
          <span class="fault" id="bankWalletIds-fault">
            {faults.find(({ path }) => path === "bankWalletIds")?.message}
          </span>
        </fieldset>
        <Select
          name="defaultBankWalletId"
          label="Banco padrão"
          value={text("defaultBankWalletId")}
          faults={faults}
          hint="Para onde vai a fatura de quem não escolheu, quando a troca trava."
        >
          <option value="">nenhum</option>
          {banks.map((bank) => (
            <option key={bank.id} value={bank.id}>
              {bankWalletName(bank)}
            </option>
          ))}
        </Select>
        <Field
          name="lockDays"
          label="Limite de dias antes de vencer para troca de carteira"
          inputMode="numeric"
          value={text("lockDays") || "0"}
          faults={faults}
          maxLength={2}
          hint={
            <>
              Tantos dias antes do vencimento a escolha trava no banco padrão.{" "}
              <strong>Com 0 ela nunca trava: quem pede o boleto no dia do vencimento pode esperar além dele.</strong>
            </>
          }
        />
        <Check
          name="checksBranch"
          label="Validar filial na venda"
          checked={given.checksBranch === "sim"}
          hint="A carteira vale só para contratos da filial abaixo."
        />
        <Field name="branch" label="Filial" value={text("branch")} faults={faults} maxLength={100} />
        <Check name="active" label="Ativa" checked={given.active === "sim"} />
        <p class="actions">
          <button type="submit" class="main">
            Salvar
          </button>
          <a href="/painel/carteiras">Voltar</a>
        </p>
      </Form>
    </>
  );
}
