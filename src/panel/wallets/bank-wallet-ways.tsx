import { bankApis } from "../../core/billing/bank-apis.ts";
import type { BankCode } from "../../core/billing/bank-code.ts";
import type { RegistersBy } from "../../core/billing/offers/bank-wallet.ts";
import type { CnabSetting } from "../../core/cnab240/cnab-bank.ts";
import { cnabSettings } from "../../core/cnab240/parse-cnab-settings.ts";
import { type ApiWallet, settingsState } from "../../core/operator/api-wallets.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { Field, Select } from "../ui/field.tsx";
import type { FormBody } from "../ui/form-values.ts";
import { exampleSettings } from "./example-settings.ts";

const wayNames: Readonly<Record<RegistersBy, string>> = {
  sandbox: "Banco de teste: nada é registrado de verdade",
  api: "Pela API do banco",
  cnab240: "Por arquivo (CNAB 240)",
};

/** The choice of the way of registration, and the fields of each way. The style sheet shows those of the chosen one. */
export function BankWalletWays(props: {
  bankCode: BankCode;
  ways: readonly RegistersBy[];
  given: FormBody;
  faults: readonly Fault[];
  /** The state of its settings file, if it registers by API. */
  settings?: ApiWallet | undefined;
}) {
  const { bankCode, ways, given, faults, settings } = props;
  const text = (name: string) => String(given[name] ?? "");
  return (
    <>
      <h2>Registro</h2>
      <Select name="registersBy" label="Como o boleto é registrado" value={text("registersBy")} faults={faults}>
        {ways.map((way) => (
          <option key={way} value={way}>
            {wayNames[way]}
          </option>
        ))}
      </Select>
      {ways.includes("api") && (
        <div class="of-api">
          {bankApis.numberedBy(bankCode) === "either" && (
            <Select name="bankNumbers" label="Tipo do convênio" value={text("bankNumbers") || "nao"} faults={faults}>
              <option value="nao">Tipo 4: o Faturabot dá o nosso número</option>
              <option value="sim">Tipo 3: o banco dá o nosso número</option>
            </Select>
          )}
          <ApiSettings bankCode={bankCode} settings={settings} />
        </div>
      )}
      <div class="of-file">
        {settingsInOrder(bankCode).map((setting) => (
          <FileSetting key={setting.name} setting={setting} value={text(`cnab.${setting.name}`)} faults={faults} />
        ))}
      </div>
    </>
  );
}

/** Says where the secrets for the API are: on the server, never in the panel. */
function ApiSettings({ bankCode, settings }: { bankCode: BankCode; settings: ApiWallet | undefined }) {
  const seen = settings && settingsState(settings);
  return (
    <>
      <p class="hint">
        Os dados da API e o certificado ficam fora do painel, no servidor: na pasta dos bancos (<code>BANKS_DIR</code>),
        no arquivo <code>{settings?.settingsFile ?? "identificador-desta-carteira.json"}</code>.
      </p>
      {seen && <p class={`notice ${seen.state === "good" ? "good" : "warn"}`}>Neste arquivo: {seen.words}</p>}
      <details>
        <summary>Exemplo do arquivo</summary>
        <pre>
          <code>{JSON.stringify(exampleSettings[bankCode], null, 2)}</code>
        </pre>
      </details>
    </>
  );
}

function FileSetting({ setting, value, faults }: { setting: CnabSetting; value: string; faults: readonly Fault[] }) {
  const { name, label, expected, values, required, preset } = setting;
  const hint =
    preset === undefined ? (required ? expected : `${expected}, se houver`) : `${expected}; sem nada, ${preset}`;
  const common = { name: `cnab.${name}`, label, faults, value };
  if (!values) return <Field {...common} hint={`${hint[0]?.toUpperCase()}${hint.slice(1)}.`} />;
  return (
    <Select {...common} value={value || preset}>
      {values.map((one) => (
        <option key={one} value={one}>
          {spelled[one] ?? one}
        </option>
      ))}
    </Select>
  );
}

const spelled: Readonly<Record<string, string>> = { nao: "não", producao: "produção" };

/** Returns the settings, those that are required first. */
function settingsInOrder(bankCode: BankCode): readonly CnabSetting[] {
  return cnabSettings(bankCode).toSorted(
    (one, other) => Number(other.required ?? false) - Number(one.required ?? false),
  );
}
