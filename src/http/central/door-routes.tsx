import { z } from "zod";
import { findTaxId } from "../../core/billing/people/tax-id.ts";
import { waitingTime } from "../../core/conversation/replies/identity.ts";
import type { CentralEntry } from "../../core/use-cases/central.ts";
import { browserCookie } from "../page/browser-cookie.ts";
import { sendPage } from "../page/page.tsx";
import type { CentralDeps } from "./central-deps.ts";
import { CodePage } from "./code-page.tsx";
import { cookies } from "./cookies.ts";
import { LinkPage } from "./link-page.tsx";
import { LoginPage } from "./login-page.tsx";
import type { Handlers, Visit } from "./visit.ts";

const field = z.string().trim().max(100).default("");
const asking = z.object({ documento: field });
const typing = z.object({ codigo: field });
const opening = z.object({ link: field });
const becoming = z.object({ telefone: field });

type Routes =
  | "GET /entrar"
  | "POST /entrar"
  | "GET /codigo"
  | "POST /codigo"
  | "GET /abrir/:token"
  | "POST /abrir"
  | "POST /demonstracao"
  | "POST /sair";

/** The routes on which a subscriber logs in and out. */
export function doorRoutes({ central, site, people }: CentralDeps): Pick<Handlers, Routes> {
  const login = ({ response, csrf }: Visit, status = 200, fault?: string, document?: string) => {
    response.status(status);
    sendPage(response, <LoginPage {...{ site, people, csrf, fault }} {...(document !== undefined && { document })} />);
  };
  const code = ({ response, csrf }: Visit, status = 200, fault?: string) => {
    response.status(status);
    sendPage(response, <CodePage {...{ site, csrf, fault }} />);
  };
  const enter = ({ request, response }: Visit, { token, browser }: CentralEntry) => {
    cookies.door.clear(request, response);
    cookies.session.write(request, response, token);
    browserCookie.write(request, response, browser);
    response.redirect(303, "/central");
  };
  const tooMany = (until: Date) =>
    `Foram tentativas demais. Espere ${waitingTime(until, central.now())} e tente de novo, ou fale com a gente.`;
  return {
    "GET /entrar": (visit) => login(visit),
    "POST /entrar": async (visit) => {
      const { documento } = asking.safeParse(visit.request.body).data ?? { documento: "" };
      const document = findTaxId(documento);
      if (!document)
        return login(visit, 422, "Este número não é um CPF ou CNPJ válido. Confira e digite de novo.", documento);
      const asked = await central.requestCode(document.value, visit.from);
      if (asked.kind === "sent") return visit.response.redirect(303, "/central/codigo");
      if (asked.kind === "limited") return login(visit, 429, tooMany(asked.until), documento);
      return login(visit, 503, "Agora não há como mandar o código. Fale com a gente.");
    },
    "GET /codigo": (visit) => code(visit),
    "POST /codigo": async (visit) => {
      const { codigo } = typing.safeParse(visit.request.body).data ?? { codigo: "" };
      const digits = codigo.replace(/\D/g, "");
      if (digits.length !== 6) return code(visit, 422, "O código tem 6 números. Confira e digite de novo.");
      const checked = await central.checkCode(digits, visit.from);
      if (checked.kind === "in") return enter(visit, checked);
      if (checked.kind === "limited") return code(visit, 429, tooMany(checked.until));
      if (checked.kind === "over") return code(visit, 401, "Este código não vale mais. Peça outro.");
      const left = checked.triesLeft === 1 ? "mais 1 tentativa" : `mais ${checked.triesLeft} tentativas`;
      return code(visit, 401, `Este código não confere. Veja o último que chegou: você tem ${left}.`);
    },
    "GET /abrir/:token": ({ request, response, csrf }) =>
      sendPage(response, <LinkPage {...{ site, csrf }} token={String(request.params.token)} />),
    "POST /abrir": async (visit) => {
      const { link } = opening.safeParse(visit.request.body).data ?? { link: "" };
      const entry = await central.enterByLink(link, visit.from);
      if (entry) return enter(visit, entry);
      return visit.say(
        410,
        "Este link não vale mais",
        "Ele já foi usado, ou passou de 15 minutos. Peça outro na conversa.",
      );
    },
    "POST /demonstracao": async (visit) => {
      const { telefone } = becoming.safeParse(visit.request.body).data ?? { telefone: "" };
      const isOne = people.some(({ phone }) => phone === telefone);
      const entry = isOne ? await central.enterAsDemo?.(telefone, visit.from) : undefined;
      return entry ? enter(visit, entry) : login(visit, 422, "Escolha uma das pessoas da lista.");
    },
    "POST /sair": async ({ request, response, token }) => {
      await central.signOut(token);
      cookies.session.clear(request, response);
      response.redirect(303, "/central/entrar");
    },
  };
}
