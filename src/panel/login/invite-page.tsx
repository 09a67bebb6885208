import type { Fault } from "../../core/register/check-input.ts";
import { Field } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import type { PanelSite } from "../ui/panel-page.tsx";
import type { Invite } from "./accept-invite.ts";
import { DoorPage } from "./door-page.tsx";
import { passwordHint } from "./passwords.ts";

/**
 * The page of an invitation, on which the password is set. The first administrator also enters a name and an e-mail
 * address.
 */
export function InvitePage(props: {
  site: PanelSite;
  csrf: string;
  invite: Invite;
  faults: readonly Fault[];
  given: { email?: string; name?: string };
}) {
  const { site, csrf, invite, faults, given } = props;
  const isFirst = invite.kind === "first";
  return (
    <DoorPage site={site} csrf={csrf} title={isFirst ? "Primeira conta" : "Escolha sua senha"}>
      <p>
        {isFirst
          ? "Você será o administrador: cadastra os outros operadores e as carteiras de cobrança."
          : `Olá, ${invite.operator.name}. Depois disto você entra com ${invite.operator.email} e esta senha.`}
      </p>
      <Faults faults={faults} />
      <Form action="">
        {isFirst && (
          <>
            <Field name="name" label="Seu nome" value={given.name} faults={faults} autoComplete="name" required />
            <Field
              name="email"
              label="E-mail"
              type="email"
              value={given.email}
              faults={faults}
              autoComplete="username"
              required
            />
          </>
        )}
        <Field
          name="password"
          label="Nova senha"
          type="password"
          hint={passwordHint}
          faults={faults}
          autoComplete="new-password"
          required
        />
        <p class="actions">
          <button type="submit" class="main">
            Gravar senha
          </button>
        </p>
      </Form>
    </DoorPage>
  );
}
