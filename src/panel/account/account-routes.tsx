import bwip from "bwip-js/node";
import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { sendPage } from "../../http/page/page.tsx";
import { newPassword } from "../login/passwords.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import { sessionCookie } from "../ui/session-cookie.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { AccountPage, type NewTotp } from "./account-page.tsx";

const password = z.string("escreva a senha").min(1, "escreva a senha").max(300);
const change = z.object({ before: password, after: newPassword });
const step = z.object({
  secret: z.string().regex(/^[A-Z2-7]{32}$/, "abra a página de novo"),
  code: z.string().regex(/^\d{3} ?\d{3}$/, "escreva os 6 números que o aplicativo mostra"),
});

/** The routes of an operator's own account: password, two-factor authentication, sessions. */
export function accountRoutes({ accounts, site }: Panel) {
  const show = (visit: OperatorVisit, faults: readonly Fault[] = [], secret?: string) => {
    if (faults.length > 0) visit.response.status(422);
    const { email: account } = visit.operator;
    const totp = newTotp({ issuer: site.provider || "Faturabot", account, ...(secret !== undefined && { secret }) });
    return sendPage(visit.response, <AccountPage {...{ site, visit, faults, newTotp: totp }} />);
  };
  return {
    "POST /sair": async ({ request, response, token }) => {
      await accounts.signOut(token);
      sessionCookie.write(request, response);
      response.redirect(303, "/painel/entrar");
    },
    "GET /conta": (visit) => show(visit),
    "POST /conta/senha": async (visit) => {
      const checked = checkInput(change, visit.request.body);
      if (!checked.ok) return show(visit, checked.faults);
      const changed = await accounts.changePassword(visit.operator.id, { ...checked.value, keep: visit.token });
      if (!changed) return show(visit, [{ path: "before", message: "não é a sua senha de agora" }]);
      return visit.goOn("/conta", "Senha trocada. Os outros aparelhos precisam entrar de novo.");
    },
    "POST /conta/verificacao": async (visit) => {
      const checked = checkInput(step, visit.request.body);
      if (!checked.ok) return show(visit, checked.faults);
      if (!(await accounts.enableTotp(visit.operator.id, checked.value)))
        return show(
          visit,
          [{ path: "code", message: "o código não confere: escreva o que aparece agora" }],
          checked.value.secret,
        );
      return visit.goOn("/conta", "Verificação em duas etapas ligada.");
    },
    "POST /conta/verificacao/desligar": async (visit) => {
      const checked = checkInput(z.object({ password }), visit.request.body);
      if (!checked.ok) return show(visit, checked.faults);
      if (!(await accounts.disableTotp(visit.operator.id, checked.value.password)))
        return show(visit, [{ path: "password", message: "não é a sua senha" }]);
      return visit.goOn("/conta", "Verificação em duas etapas desligada.");
    },
    "POST /conta/sair-de-todos": async (visit) => {
      await accounts.signOutEverywhere(visit.operator.id, visit.token);
      return visit.goOn("/conta", "Os outros aparelhos precisam entrar de novo.");
    },
  } satisfies Partial<Handlers>;
}

/**
 * Creates a TOTP secret, with its QR code for authenticator apps. If `given.secret` is set, that secret is shown again
 * instead of a new one.
 */
function newTotp(given: { issuer: string; account: string; secret?: string }): NewTotp {
  const secret = given.secret === undefined ? new Secret({ size: 20 }) : Secret.fromBase32(given.secret);
  const uri = new TOTP({ issuer: given.issuer, label: given.account, secret }).toString();
  return {
    secret: secret.base32,
    svg: bwip.toSVG({ bcid: "qrcode", text: uri, padding: 3, backgroundcolor: "ffffff" }),
  };
}
