import { type BankCode, bankCodes } from "../../core/billing/bank-code.ts";
import { theBank } from "../../core/billing/bank-grammar.ts";
import { bankName } from "../../core/billing/bank-names.ts";
import type { ApiWallet } from "../../core/operator/api-wallets.ts";
import type { Fault } from "../../core/register/check-input.ts";
import type { FormBody } from "../ui/form-values.ts";
import { formatNumber } from "../ui/format.ts";
import type { PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";
import { BankWalletForm, type Sample } from "./bank-wallet-form.tsx";
import { bankWalletName, type ShownBankWallet } from "./bank-wallet-name.ts";
import { bankWalletWays } from "./bank-wallet-value.ts";
import { WalletsFrame } from "./wallets-frame.tsx";
import { leftOf } from "./wallets-page.tsx";

/** The first page for a new bank wallet, on which the bank is chosen. */
export function ChooseBankPage({ site, visit }: { site: PanelSite; visit: OperatorVisit }) {
  return (
    <WalletsFrame site={site} visit={visit} title="Nova carteira de banco">
      <ul class="tiles">
        {bankCodes.map((code) => (
          <li key={code}>
            <a href={`/painel/carteiras/banco/nova?banco=${code}`}>
              {bankName(code)} <span class="under">{code}</span>
            </a>
          </li>
        ))}
      </ul>
    </WalletsFrame>
  );
}

/** The page with the form of a bank wallet: of `before`, or of a new one. */
export function BankWalletPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  bankCode: BankCode;
  before?: ShownBankWallet | undefined;
  given: FormBody;
  faults: readonly Fault[];
  /** The numbers of a sample boleto; absent if no boleto can be made from the values of the form. */
  sample?: Sample | undefined;
  /** The state of its settings file, if it registers by API. */
  settings?: ApiWallet | undefined;
}) {
  const { site, visit, bankCode, before, given, faults, sample, settings } = props;
  return (
    <WalletsFrame
      site={site}
      visit={visit}
      title={before ? bankWalletName(before) : `Nova carteira ${theBank(bankName(bankCode)).no}`}
    >
      <BankWalletForm
        {...{ bankCode, given, faults, settings, sample }}
        ways={bankWalletWays(bankCode, { demo: site.demo, before })}
        action={`/painel/carteiras/banco/${before ? `editar/${encodeURIComponent(before.id)}` : "nova"}`}
        isNew={!before}
        left={
          before && !before.bankNumbers
            ? `Próximo: ${formatNumber(before.nossoNumeroNext)}; restam ${formatNumber(leftOf(before))}.`
            : undefined
        }
      />
    </WalletsFrame>
  );
}
