import type { Panel } from "../panel.ts";
import { Field } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { DoorPage } from "./door-page.tsx";

/** The login form. In the demo, it also shows the accounts to log in with. */
export function LoginPage(props: {
  site: Panel["site"];
  csrf: string;
  demoLogin: Panel["demoLogin"] | undefined;
  email?: string;
  /** The requested page, which is opened after login. */
  depois: string;
  fault: string | undefined;
}) {
  const { site, csrf, demoLogin, email = "", depois, fault } = props;
  return (
    <DoorPage site={site} csrf={csrf} title="Entrar no painel">
      {fault && (
        <p class="notice bad" role="alert">
          {fault}
        </p>
      )}
      <Form action="/painel/entrar">
        <input type="hidden" name="depois" value={depois} />
        <Field name="email" label="E-mail" type="email" value={email} autoComplete="username" required />
        <Field name="password" label="Senha" type="password" autoComplete="current-password" required />
        <Field
          name="code"
          label="Código do aplicativo"
          hint="Só para quem ligou a verificação em duas etapas."
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
        />
        <p class="actions">
          <button type="submit" class="main">
            Entrar
          </button>
        </p>
      </Form>
      {demoLogin && (
        <section class="demo-login" aria-label="Contas da demonstração">
          <p>
            <strong>Nesta demonstração</strong>, entre com uma destas contas:
          </p>
          <dl>
            {demoLogin.map((account) => (
              <div key={account.email}>
                <dt>{account.email}</dt>
                <dd>
                  senha <code>{account.password}</code>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {!demoLogin && <p class="quiet">Esqueceu a senha? Um administrador faz um novo link para você.</p>}
    </DoorPage>
  );
}
