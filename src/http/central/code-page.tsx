import { Form } from "../page/form.tsx";
import type { CentralSite } from "./central-deps.ts";
import { DoorPage } from "./door-page.tsx";
import { Fault } from "./fault.tsx";

/**
 * The form for the one-time code. It is the same whether the CPF or CNPJ is known or not, so that it does not reveal
 * who is a subscriber.
 */
export function CodePage({ site, csrf, fault }: { site: CentralSite; csrf: string; fault?: string | undefined }) {
  return (
    <DoorPage site={site} csrf={csrf} title="Digite o código">
      <Fault message={fault} />
      <p>
        Se este CPF ou CNPJ estiver no cadastro, enviamos um código de 6 números ao contato cadastrado. Ele vale por 10
        minutos.
      </p>
      <Form action="/central/codigo">
        <p class="field">
          <label for="codigo">Código de 6 números</label>
          <input
            id="codigo"
            name="codigo"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            required
            autofocus
            {...(fault && { "aria-invalid": true })}
          />
        </p>
        <p>
          <button type="submit" class="main">
            Entrar
          </button>
        </p>
      </Form>
      <p>
        <a href="/central/entrar">Não chegou? Pedir outro código</a>
      </p>
    </DoorPage>
  );
}
