import type { Fault } from "../../core/register/check-input.ts";
import { passwordHint } from "../login/passwords.ts";
import { Field } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import type { OperatorVisit } from "../ui/visit.ts";

/** A TOTP secret that has not been confirmed by a code, and its QR code as SVG. */
export interface NewTotp {
  secret: string;
  svg: string;
}

/** The page of an operator's own account. */
export function AccountPage(props: {
  site: PanelSite;
  visit: OperatorVisit;
  faults?: readonly Fault[];
  newTotp?: NewTotp;
}) {
  const { site, visit, faults = [], newTotp } = props;
  const { operator } = visit;
  return (
    <PanelPage site={site} visit={visit} title="Minha conta" path="">
      <h1>Minha conta</h1>
      <p>
        {operator.name} · {operator.email} · {operator.role}
      </p>
      <Faults faults={faults} />
      <section class="card" aria-labelledby="senha">
        <h2 id="senha">Trocar a senha</h2>
        <Form action="/painel/conta/senha">
          <Field
            name="before"
            label="Senha de agora"
            type="password"
            faults={faults}
            autoComplete="current-password"
            required
          />
          {operator.hasTotp && <CodeNow name="beforeCode" faults={faults} />}
          <Field
            name="after"
            label="Nova senha"
            type="password"
            hint={passwordHint}
            faults={faults}
            autoComplete="new-password"
            required
          />
          <p class="actions">
            <button type="submit">Trocar a senha</button>
          </p>
        </Form>
      </section>
      <section class="card" aria-labelledby="verificacao">
        <h2 id="verificacao">Verificação em duas etapas</h2>
        {operator.hasTotp ? <TotpOn faults={faults} /> : newTotp && <TotpOff {...{ newTotp, faults }} />}
      </section>
      <section class="card" aria-labelledby="sair">
        <h2 id="sair">Outros aparelhos</h2>
        <p>Entrou em um computador que não é seu? Saia de todos os aparelhos, menos deste.</p>
        <Form action="/painel/conta/sair-de-todos">
          <p class="actions">
            <button type="submit">Sair dos outros aparelhos</button>
          </p>
        </Form>
      </section>
    </PanelPage>
  );
}

function TotpOn({ faults }: { faults: readonly Fault[] }) {
  return (
    <Form action="/painel/conta/verificacao/desligar">
      <p>Está ligada: ao entrar, além da senha, é pedido o código do aplicativo.</p>
      <Field
        name="password"
        label="Senha, para desligar"
        type="password"
        faults={faults}
        autoComplete="current-password"
        required
      />
      <CodeNow name="code" faults={faults} />
      <p class="actions">
        <button type="submit">Desligar</button>
      </p>
    </Form>
  );
}

/** The field for the code that the operator's app shows now. */
function CodeNow({ name, faults }: { name: string; faults: readonly Fault[] }) {
  return (
    <Field
      name={name}
      label="Código que o aplicativo mostra agora"
      faults={faults}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={7}
      required
    />
  );
}

function TotpOff({ newTotp, faults }: { newTotp: NewTotp; faults: readonly Fault[] }) {
  return (
    <Form action="/painel/conta/verificacao">
      <p>
        Com ela, quem descobre sua senha ainda não entra. Aponte um aplicativo autenticador para a figura, ou digite
        nele a chave, e escreva aqui o código que ele mostra.
      </p>
      <div class="totp">
        <div class="qr" dangerouslySetInnerHTML={{ __html: newTotp.svg }} />
        <p>
          Chave: <code>{newTotp.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
        </p>
      </div>
      <input type="hidden" name="secret" value={newTotp.secret} />
      <Field
        name="code"
        label="Código de 6 números"
        faults={faults}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        required
      />
      <Field
        name="password"
        label="Sua senha, para ligar"
        type="password"
        faults={faults}
        autoComplete="current-password"
        required
      />
      <p class="actions">
        <button type="submit">Ligar</button>
      </p>
    </Form>
  );
}
