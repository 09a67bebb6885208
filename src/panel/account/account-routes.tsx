import bwip from "bwip-js/node";
import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { browserCookie } from "../../http/page/browser-cookie.ts";
import { sendPage } from "../../http/page/page.tsx";
import { SayPage } from "../login/door-page.tsx";
import { newPassword } from "../login/passwords.ts";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import { proofOver, wrongProof } from "../ui/proof.ts";
import { sessionCookie } from "../ui/session-cookie.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { AccountPage, type NewTotp } from "./account-page.tsx";

const password = z.string("escreva a senha").min(1, "escreva a senha").max(300);
const code = z.string().max(20).default("");
const change = z.object({ before: password, beforeCode: code, after: newPassword });
const step = z.object({
  password,
  secret: z.string().regex(/^[A-Z2-7]{32}$/, "abra a página de novo"),
  code: z.string().regex(/^\d{3} ?\d{3}$/, "escreva os 6 números que o aplicativo mostra"),
});
const off = z.object({ password, code });

/** The routes of an operator's own account: password, two-factor authentication, sessions. */
export function accountRoutes({ accounts, site }: Panel) {
  const show = (visit: OperatorVisit, faults: readonly Fault[] = [], secret?: string) => {
    if (faults.length > 0) visit.response.status(422);
    const { email: account } = visit.operator;
    const totp = newTotp({ issuer: site.provider || "Faturabot", account, ...(secret !== undefined && { secret }) });
    return sendPage(visit.response, <AccountPage {...{ site, visit, faults, newTotp: totp }} />);
  };
  const sessionOf = ({ operator, token }: OperatorVisit) => ({ operatorId: operator.id, token });
  const sayOver = ({ response }: OperatorVisit) => {
    response.status(429);
    sendPage(response, <SayPage site={site} {...proofOver} />);
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
      const { before, beforeCode, after } = checked.value;
      const proof = { password: before, code: beforeCode };
      const outcome = await accounts.changePassword(sessionOf(visit), proof, after);
      if (outcome === "over") return sayOver(visit);
      if (outcome === "wrong") return show(visit, [{ path: "before", message: wrongProof(visit.operator) }]);
      return visit.goOn("/conta", "Senha trocada. Os outros aparelhos precisam entrar de novo.");
    },
    "POST /conta/verificacao": async (visit) => {
      const checked = checkInput(step, visit.request.body);
      if (!checked.ok) return show(visit, checked.faults, secretIn(visit));
      const outcome = await accounts.enableTotp(sessionOf(visit), checked.value.password, checked.value);
      if (outcome === "over") return sayOver(visit);
      if (outcome === "already-on")
        return show(visit, [{ path: "code", message: "já está ligada: desligue a de agora antes" }]);
      if (outcome !== "proven")
        return show(
          visit,
          [
            outcome === "wrong"
              ? { path: "password", message: wrongProof(visit.operator) }
              : { path: "code", message: "o código não confere: escreva o que aparece agora" },
          ],
          checked.value.secret,
        );
      return visit.goOn("/conta", "Verificação em duas etapas ligada. Os outros aparelhos precisam entrar de novo.");
    },
    "POST /conta/verificacao/desligar": async (visit) => {
      const checked = checkInput(off, visit.request.body);
      if (!checked.ok) return show(visit, checked.faults);
      const outcome = await accounts.disableTotp(sessionOf(visit), checked.value);
      if (outcome === "over") return sayOver(visit);
      if (outcome === "wrong") return show(visit, [{ path: "password", message: wrongProof(visit.operator) }]);
      return visit.goOn("/conta", "Verificação em duas etapas desligada. Os outros aparelhos precisam entrar de novo.");
    },
    "POST /conta/sair-de-todos": async (visit) => {
      await accounts.signOutEverywhere(sessionOf(visit), browserCookie.read(visit.request));
      return visit.goOn("/conta", "Os outros aparelhos precisam entrar de novo.");
    },
  } satisfies Partial<Handlers>;
}

/** The secret that the page showed, so that a fault elsewhere in the form does not replace it. */
function secretIn({ request }: OperatorVisit): string | undefined {
  return step.shape.secret.safeParse(request.body?.secret).data;
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
