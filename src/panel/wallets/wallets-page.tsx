import type { ComponentChildren } from "preact";
import { type ApiWallet, settingsState, toRenew } from "../../core/operator/api-wallets.ts";
import { formatNumber } from "../ui/format.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { bankWalletName, type ShownBankWallet } from "./bank-wallet-name.ts";

/** A wallet, as the register returns it. */
export interface ShownWallet {
  id: string;
  kind: "fatura" | "bank";
  description: string;
  bankWalletIds: readonly string[];
  defaultBankWalletId?: string;
  lockDays: number;
  branch?: string;
  active: boolean;
}

/** A warning is shown if fewer nossos números than this are left. */
const fewNumbers = 1000;

/** The page Sistema → Cadastros → Carteiras de Cobrança: the wallets and the bank wallets. */
export function WalletsPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  wallets: readonly ShownWallet[];
  banks: readonly ShownBankWallet[];
  apiWallets: readonly ApiWallet[];
}) {
  const { site, visit, wallets, banks, apiWallets } = props;
  const toSee = new Map(toRenew(apiWallets).map((wallet) => [wallet.externalId, settingsState(wallet).words]));
  const mayEdit = visit.operator.role === "administrador";
  const names = new Map(banks.map((bank) => [bank.id, bankWalletName(bank)]));
  return (
    <PanelPage site={site} visit={visit} title="Carteiras de Cobrança" path="/carteiras">
      <h1>Carteiras de Cobrança</h1>
      <div class="scroll">
        <table>
          <caption class="spoken">Carteiras de cobrança</caption>
          <thead>
            <tr>
              <th scope="col">Descrição</th>
              <th scope="col">Tipo de recebimento</th>
              <th scope="col">Bancos, em ordem</th>
              <th scope="col">Troca</th>
              <th scope="col">Situação</th>
            </tr>
          </thead>
          <tbody>
            {wallets.map((wallet) => (
              <tr key={wallet.id}>
                <th scope="row">
                  <Name href={`/painel/carteiras/editar/${encodeURIComponent(wallet.id)}`} mayEdit={mayEdit}>
                    {wallet.description}
                  </Name>
                  <span class="under">{wallet.id}</span>
                </th>
                <td data-label="Tipo">{wallet.kind === "fatura" ? "Fatura" : "Um banco só"}</td>
                <td data-label="Bancos">{wallet.bankWalletIds.map((id) => names.get(id) ?? id).join(", ")}</td>
                <td data-label="Troca">
                  {wallet.kind === "bank"
                    ? "–"
                    : wallet.lockDays === 0
                      ? "nunca trava"
                      : `trava ${wallet.lockDays} dias antes`}
                </td>
                <td data-label="Situação">
                  {wallet.active ? "ativa" : "desligada"}
                  {wallet.branch && <span class="under">só filial {wallet.branch}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayEdit && (
        <p>
          <a class="button main" href="/painel/carteiras/nova">
            Nova carteira
          </a>
        </p>
      )}
      <h2>Carteiras de banco</h2>
      <div class="scroll">
        <table>
          <caption class="spoken">Carteiras de banco</caption>
          <thead>
            <tr>
              <th scope="col">Banco</th>
              <th scope="col">Beneficiário</th>
              <th scope="col" class="number">
                Nosso número: restam
              </th>
              <th scope="col">Situação</th>
            </tr>
          </thead>
          <tbody>
            {banks.map((bank) => (
              <tr key={bank.id}>
                <th scope="row">
                  <Name href={`/painel/carteiras/banco/editar/${encodeURIComponent(bank.id)}`} mayEdit={mayEdit}>
                    {bankWalletName(bank)}
                  </Name>
                  <span class="under">{registrationNames[bank.registersBy]}</span>
                </th>
                <td data-label="Beneficiário">{bank.beneficiaryName}</td>
                <td data-label="Nosso número: restam" class="number">
                  {bank.bankNumbers ? "o banco numera" : formatNumber(leftOf(bank))}
                  {!bank.bankNumbers && leftOf(bank) < fewNumbers && <span class="tag">acabando</span>}
                </td>
                <td data-label="Situação">
                  {bank.active ? "ativa" : "desligada"}
                  {toSee.has(bank.id) && <strong class="under">{toSee.get(bank.id)}</strong>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayEdit && (
        <p>
          <a class="button" href="/painel/carteiras/banco/nova">
            Nova carteira de banco
          </a>
        </p>
      )}
    </PanelPage>
  );
}

const registrationNames: Readonly<Record<ShownBankWallet["registersBy"], string>> = {
  sandbox: "banco de teste",
  api: "pela API do banco",
  cnab240: "por arquivo",
};

/** Returns how many nossos números a bank wallet has left. */
export function leftOf({ nossoNumeroTo, nossoNumeroNext }: ShownBankWallet): number {
  return Math.max(0, nossoNumeroTo - nossoNumeroNext + 1);
}

function Name({ href, mayEdit, children }: { href: string; mayEdit: boolean; children: ComponentChildren }) {
  return mayEdit ? <a href={href}>{children}</a> : <span>{children}</span>;
}
