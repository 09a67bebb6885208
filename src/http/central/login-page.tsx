import { Form } from "../page/form.tsx";
import type { CentralDeps } from "./central-deps.ts";
import { DoorPage } from "./door-page.tsx";
import { Fault } from "./fault.tsx";
import { WhatsappLink } from "./whatsapp-link.tsx";

/** The login form. In the demo, it also lists the subscribers to log in as. */
export function LoginPage(props: {
  site: CentralDeps["site"];
  people: CentralDeps["people"];
  csrf: string;
  document?: string;
  fault?: string | undefined;
}) {
  const { site, people, csrf, document = "", fault } = props;
  return (
    <DoorPage site={site} csrf={csrf} title="Entrar na Central">
      <Fault message={fault} />
      {site.sendsCodes && (
        <Form action="/central/entrar">
          <p class="field">
            <label for="documento">CPF ou CNPJ do titular</label>
            <input
              id="documento"
              name="documento"
              value={document}
              inputMode="numeric"
              autoComplete="off"
              maxLength={20}
              required
              aria-describedby="documento-hint"
              {...(fault && { "aria-invalid": true })}
            />
            <span class="hint" id="documento-hint">
              Vamos mandar um código ao telefone ou e-mail do cadastro.
            </span>
          </p>
          <p>
            <button type="submit" class="main">
              Receber o código
            </button>
          </p>
        </Form>
      )}
      {!site.sendsCodes && people.length === 0 && (
        <p>
          Para entrar, escreva <strong>site</strong> para o nosso atendimento. Ele manda um link que abre a Central.
        </p>
      )}
      <WhatsappLink site={site} text="site">
        Receber um link no WhatsApp
      </WhatsappLink>
      {people.length > 0 && (
        <section class="people" aria-labelledby="quem">
          <h2 id="quem">Nesta demonstração, quem você quer ser?</h2>
          <Form action="/central/demonstracao">
            <ul class="cards">
              {people.map(({ phone, name, story }) => (
                <li key={phone}>
                  <button type="submit" name="telefone" value={phone}>
                    <strong>{name}</strong>
                    <span>{story}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Form>
        </section>
      )}
    </DoorPage>
  );
}
