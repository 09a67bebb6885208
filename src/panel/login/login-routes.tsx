import { z } from "zod";
import { checkInput } from "../../core/register/check-input.ts";
import { browserCookie } from "../../http/page/browser-cookie.ts";
import { sendPage } from "../../http/page/page.tsx";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import { sessionCookie } from "../ui/session-cookie.ts";
import type { Visit } from "../ui/visit.ts";
import { DoorPage } from "./door-page.tsx";
import { InvitePage } from "./invite-page.tsx";
import { LoginPage } from "./login-page.tsx";
import { newPassword } from "./passwords.ts";

const text = z.string().max(300).default("");
const login = z.object({ email: text, password: text, code: text, depois: text });
const email = z.email("escreva um e-mail, como ana@provedor.com.br").max(200);
const firstAdministrator = z.object({
  email,
  name: z.string().trim().min(1, "escreva seu nome").max(100, "use no máximo 100 letras"),
  password: newPassword,
});
const passwordOnly = z.object({ password: newPassword });
type Given = z.infer<typeof passwordOnly> & Partial<z.infer<typeof firstAdministrator>>;

/** The routes on which operators log in and accept an invitation. */
export function loginRoutes({ accounts, site, demoLogin }: Panel) {
  const show = ({ response, csrf }: Visit, given: { email?: string; depois: string }, fault?: string) =>
    sendPage(response, <LoginPage {...{ site, csrf, demoLogin, fault, ...given }} />);
  const sendExpired = ({ response }: Visit) => {
    response.status(410);
    sendPage(
      response,
      <DoorPage site={site} title="Este link não vale mais">
        <p>Ele já foi usado, ou passou de um dia. Peça outro a um administrador.</p>
        <p>
          <a href="/painel/entrar">Entrar</a>
        </p>
      </DoorPage>,
    );
  };
  const tokenOf = ({ request }: Visit) => String(request.params.token);
  return {
    "GET /entrar": (visit) => show(visit, { depois: String(visit.request.query.depois ?? "") }),
    "POST /entrar": async (visit) => {
      const { request, response } = visit;
      const given = login.safeParse(request.body);
      if (!given.success) return show(visit, { depois: "" }, "Confira o e-mail e a senha.");
      const { depois, ...said } = given.data;
      const from = { address: request.ip ?? "", browser: browserCookie.read(request) };
      const result = await accounts.signIn({ ...said, ...from });
      if (result.kind === "in") {
        sessionCookie.write(request, response, result.token);
        browserCookie.write(request, response, result.browser);
        return response.redirect(303, pageOf(depois));
      }
      response.status(result.kind === "too-many" ? 429 : 401);
      const fault = result.kind === "too-many" ? tooMany(result.minutes) : "O e-mail, a senha ou o código não confere.";
      return show(visit, { email: said.email, depois }, fault);
    },
    "GET /convite/:token": async (visit) => {
      const invite = await accounts.invite(tokenOf(visit));
      if (!invite) return sendExpired(visit);
      return sendPage(visit.response, <InvitePage {...{ site, invite }} csrf={visit.csrf} faults={[]} given={{}} />);
    },
    "POST /convite/:token": async (visit) => {
      const { request, response, csrf } = visit;
      const invite = await accounts.invite(tokenOf(visit));
      if (!invite) return sendExpired(visit);
      const checked = checkInput<Given>(invite.kind === "first" ? firstAdministrator : passwordOnly, request.body);
      if (!checked.ok) {
        response.status(422);
        return sendPage(
          response,
          <InvitePage {...{ site, invite, csrf, faults: checked.faults, given: request.body }} />,
        );
      }
      const from = { address: request.ip ?? "", browser: browserCookie.read(request) };
      const accepted = await accounts.accept(tokenOf(visit), { ...checked.value, ...from });
      if (!accepted) return sendExpired(visit);
      browserCookie.write(request, response, accepted.browser);
      return response.redirect(303, "/painel/entrar");
    },
  } satisfies Partial<Handlers>;
}

const tooMany = (minutes: number) =>
  `Foram muitas tentativas. Espere ${minutes === 1 ? "1 minuto" : `${minutes} minutos`}, ou peça um novo link de senha a um administrador: no navegador em que o abrir, você entra na hora.`;

/**
 * Returns the requested page of the panel, or the start page. It never returns another site, which prevents open
 * redirects.
 */
function pageOf(address: string): string {
  const base = "http://painel";
  const { origin, pathname, search } = URL.canParse(address, base) ? new URL(address, base) : new URL(base);
  return origin === base && /^\/painel(\/|$)/.test(pathname) ? `${pathname}${search}` : "/painel";
}
