import { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import helmet from "helmet";
import { reaches } from "../core/operator/role.ts";
import { isOwnPage } from "../http/page/is-own-page.ts";
import { sendPage } from "../http/page/page.tsx";
import { readForm } from "../http/page/read-form.ts";
import { pageAssets } from "../http/page/shared-assets.ts";
import { problemOf } from "../http/problem.ts";
import { accountRoutes } from "./account/account-routes.tsx";
import { attendanceRoutes } from "./attendance/attendance-routes.tsx";
import { hoursRoutes } from "./attendance/hours-routes.tsx";
import { troubleRoutes } from "./attendance/trouble-routes.tsx";
import { billingRoutes } from "./billing/billing-routes.tsx";
import { planRoutes } from "./billing/plan-routes.tsx";
import { branchRoutes } from "./branches/branch-routes.tsx";
import { contractRoutes } from "./contracts/contract-routes.tsx";
import { linkRoutes } from "./contracts/link-routes.tsx";
import { phoneRoutes } from "./contracts/phone-routes.tsx";
import { exchangeRoutes } from "./exchange/exchange-routes.tsx";
import { readUpload } from "./exchange/read-upload.ts";
import { homeRoutes } from "./home-routes.tsx";
import { identificationRoutes } from "./identification/identification-routes.tsx";
import { invoiceRoutes } from "./invoices/invoice-routes.tsx";
import { refundRoutes } from "./invoices/refund-routes.tsx";
import { SayPage } from "./login/door-page.tsx";
import { loginRoutes } from "./login/login-routes.tsx";
import { requireProof } from "./login/require-proof.tsx";
import type { Panel } from "./panel.ts";
import { auditRoutes } from "./team/audit-routes.tsx";
import { teamRoutes } from "./team/team-routes.tsx";
import { todayRoutes } from "./today/today-routes.tsx";
import { access, provesAgain, type RouteName } from "./ui/access.ts";
import { type Handlers, joinHandlers } from "./ui/handlers.ts";
import { sessionCookie } from "./ui/session-cookie.ts";
import type { OperatorVisit, Visit } from "./ui/visit.ts";
import { bankWalletRoutes } from "./wallets/bank-wallet-routes.tsx";
import { walletRoutes } from "./wallets/wallet-routes.tsx";

/**
 * Creates the panel for operators, at `/painel`. It serves the routes that `access` lists, each to the roles that
 * `access` names.
 */
export function createPanel(panel: Panel): Router {
  const { site, accounts, deps, logger } = panel;
  const handlers: Handlers = joinHandlers(
    loginRoutes(panel),
    homeRoutes(panel),
    accountRoutes(panel),
    contractRoutes(panel),
    linkRoutes(panel),
    walletRoutes(panel),
    branchRoutes(panel),
    bankWalletRoutes(panel),
    teamRoutes(panel),
    auditRoutes(panel),
    todayRoutes(panel),
    attendanceRoutes(panel),
    troubleRoutes(panel),
    invoiceRoutes(panel),
    refundRoutes(panel),
    billingRoutes(panel),
    planRoutes(panel),
    hoursRoutes(panel),
    phoneRoutes(panel),
    identificationRoutes(panel),
    exchangeRoutes(panel),
  );
  const say = (response: Response, status: number, title: string, message: string) => {
    response.status(status);
    sendPage(response, <SayPage site={site} title={title} message={message} />);
  };
  const router = Router();
  router.use("/assets", pageAssets(import.meta.url));
  router.use(helmet.referrerPolicy({ policy: "same-origin" }), readForm("256kb"));
  for (const name of Object.keys(access) as RouteName[]) {
    const [method, path] = name.split(" ") as ["GET" | "POST", string];
    router[method === "GET" ? "get" : "post"](path, async (request, response) => {
      response.setHeader("Cache-Control", "no-store");
      const needed = access[name];
      const run = handlers[name] as (visit: Visit) => unknown;
      const cookieToken = sessionCookie.read(request);
      const session = cookieToken === undefined ? undefined : await accounts.session(cookieToken);
      if (!session && needed !== "anyone") return response.redirect(303, `/painel/entrar${backTo(request)}`);
      const token = cookieToken ?? sessionCookie.write(request, response);
      const csrf = sessionCookie.csrfOf(token);
      // Uploads are read only for roles that may use the route, and before the CSRF check, because the token is in the
      // form that is uploaded.
      if (session && needed !== "anyone" && reaches(session.operator.role, needed)) await readUpload(request, response);
      if (method === "POST" && !(isOwnPage(request) && isSame(csrf, request.body?.csrf)))
        return say(response, 403, "Página antiga", "Esta página ficou aberta tempo demais. Abra de novo e repita.");
      const visit: Visit = { request, response, token, csrf };
      if (!session || needed === "anyone") return run(visit);
      const { operator, notice, provenAt } = session;
      if (!reaches(operator.role, needed))
        return say(response, 403, "Só para administradores", "Peça a um administrador do seu provedor.");
      const operatorVisit: OperatorVisit = {
        ...visit,
        operator,
        author: { operatorId: operator.id, name: operator.name },
        zone: (await deps.storage.provider()).place.zone,
        ...(notice !== undefined && { notice }),
        async goOn(to, notice) {
          if (notice !== undefined) await accounts.leaveNotice(token, notice);
          response.redirect(303, `/painel${to}`);
        },
      };
      if (provesAgain.has(name) && !(await requireProof(panel, operatorVisit, provenAt))) return undefined;
      return run(operatorVisit);
    });
  }
  router.use((_, response) =>
    say(response, 404, "Esta página não existe", "O endereço mudou, ou foi digitado errado."),
  );
  const onFault: ErrorRequestHandler = (error, _, response, next) => {
    const { status } = problemOf(error);
    if (status >= 500) logger.error({ err: error }, "panel error");
    if (response.headersSent) return next(error);
    return say(response, status, "Não deu certo", sentences[status] ?? "Não entendi o que a página mandou.");
  };
  return router.use(onFault);
}

const sentences: Record<number, string> = {
  404: "Isto não existe, ou foi apagado.",
  413: "O que foi enviado é grande demais.",
  500: "Algo quebrou aqui. Tente de novo em instantes.",
  503: "O banco de dados não respondeu. Tente de novo em instantes.",
};

const isSame = (csrf: string, given: unknown) => typeof given === "string" && given === csrf;

/** Returns a query string that names the requested page, so that it can be opened after login. */
function backTo({ method, originalUrl }: Request): string {
  return method === "GET" && originalUrl !== "/painel" ? `?depois=${encodeURIComponent(originalUrl)}` : "";
}
