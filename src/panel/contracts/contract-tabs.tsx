import type { Fault } from "../../core/register/check-input.ts";
import { ChangeList } from "../team/change-list.tsx";
import { Select } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import { formatDocument, formatPhone } from "../ui/format.ts";
import type { ContractFile } from "./contract-file.ts";
import { describeWalletChange } from "./describe-wallet-change.ts";
import type { WalletChoice } from "./list-wallets.ts";
import { WalletOptions } from "./wallet-options.tsx";

/** The tab Dados: the data that the provider's system sent. */
export function DataTab({ contract }: { contract: ContractFile }) {
  const { document, email, phones, facts, active } = contract;
  const rows: [string, string][] = [
    ["Assinante", contract.name],
    ["CPF ou CNPJ", formatDocument(document)],
    ["Telefones", phones.length > 0 ? phones.map(formatPhone).join(", ") : "–"],
    ["E-mail", email ?? "–"],
    ...facts.map(({ label, value }): [string, string] => [label, value || "–"]),
    ["Situação", active ? "ativo" : "inativo"],
    ["Carteira de Cobrança", contract.wallet ?? "sem carteira"],
  ];
  return (
    <section class="card">
      <dl class="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">Estes dados vêm do seu sistema, pela API ou por CSV: altere lá.</p>
    </section>
  );
}

/** The tab Faturamento: how the contract is charged. */
export function BillingTab(props: {
  contract: ContractFile;
  wallets: readonly WalletChoice[];
  faults: readonly Fault[];
  chosen: string | undefined;
  mayPlan: boolean;
}) {
  const { contract, wallets, faults, chosen = contract.walletId, mayPlan } = props;
  return (
    <>
      <Faults faults={faults} labels={{ wallet: "Carteira de Cobrança" }} />
      <section class="card">
        <Form action={`/painel/contratos/${contract.id}/faturamento`}>
          <Select
            name="wallet"
            label="Carteira de Cobrança"
            value={chosen ?? ""}
            faults={faults}
            hint="Numa carteira do tipo Fatura, o assinante escolhe o banco na hora de pagar."
          >
            {contract.walletId === undefined && <option value="">sem carteira</option>}
            <WalletOptions wallets={wallets} current={contract.walletId} />
          </Select>
          <p class="quiet">Ao trocar: {describeWalletChange(contract)}</p>
          <p class="actions">
            <button type="submit" class="main">
              Salvar
            </button>
          </p>
        </Form>
      </section>
      {mayPlan && (
        <p>
          <a href={`/painel/faturamento/contrato/${encodeURIComponent(contract.externalId)}`}>
            Faturamento automático deste contrato
          </a>
        </p>
      )}
      <h2>Alterações deste contrato</h2>
      <ChangeList lines={contract.changes} />
    </>
  );
}
