import type { Fault } from "../../core/register/check-input.ts";
import { Field } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import type { FormBody } from "../ui/form-values.ts";
import { PanelPage, type PanelSite } from "../ui/panel-page.tsx";
import { wrongProof } from "../ui/proof.ts";
import type { OperatorVisit } from "../ui/visit.ts";

/** Names of the fields with the proof. They are sent beside the fields of any other form. */
export const proofFields = { password: "proofPassword", code: "proofCode" } as const;

/**
 * The page that asks the operator to prove again who it is. It carries the form that was sent, so that nothing of it is
 * lost: with the proof, the same form is sent again.
 */
export function ProofPage(props: { site: PanelSite; visit: OperatorVisit; body: FormBody; wrong: boolean }) {
  const { site, visit, body, wrong } = props;
  const faults: Fault[] = wrong ? [{ path: proofFields.password, message: wrongProof(visit.operator) }] : [];
  const carried = Object.entries(body).filter(
    ([name]) => !["csrf", proofFields.password, proofFields.code].includes(name),
  );
  return (
    <PanelPage site={site} visit={visit} title="Confirme que é você" path="">
      <h1>Confirme que é você</h1>
      <p>
        Faz tempo que você entrou, e esta mudança pede a sua senha. O que você preencheu está guardado nesta página.
      </p>
      <Form action={visit.request.originalUrl} class="card">
        {carried.flatMap(([name, value]) =>
          [value]
            .flat()
            .map((one, index) => <input key={`${name} ${index}`} type="hidden" name={name} value={String(one)} />),
        )}
        <Field
          name={proofFields.password}
          label="Sua senha"
          type="password"
          faults={faults}
          autoComplete="current-password"
          required
        />
        {visit.operator.hasTotp && (
          <Field
            name={proofFields.code}
            label="Código que o aplicativo mostra agora"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            required
          />
        )}
        <p class="actions">
          <button type="submit" class="main">
            Confirmar e gravar
          </button>
        </p>
      </Form>
    </PanelPage>
  );
}
