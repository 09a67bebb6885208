import { type ErrorRequestHandler, type Response, Router } from "express";
import helmet from "helmet";
import { browserCookie } from "../page/browser-cookie.ts";
import { isOwnPage } from "../page/is-own-page.ts";
import { sendPage } from "../page/page.tsx";
import { readForm } from "../page/read-form.ts";
import { pageAssets } from "../page/shared-assets.ts";
import { problemOf } from "../problem.ts";
import { access, type RouteName } from "./access.ts";
import { boletoRoutes } from "./boleto-routes.tsx";
import type { CentralDeps } from "./central-deps.ts";
import { cookies } from "./cookies.ts";
import { doorRoutes } from "./door-routes.tsx";
import { historyRoutes } from "./history-routes.tsx";
import { invoiceRoutes } from "./invoice-routes.tsx";
import { SayPage } from "./say-page.tsx";
import type { Handlers, OwnVisit, Visit } from "./visit.ts";

/** Creates the Central do Assinante, at `/central`. It serves the routes that `access` lists. */
export function createCentral(deps: CentralDeps): Router {
  const { central, site, onError } = deps;
  const handlers: Handlers = {
    ...doorRoutes(deps),
    ...invoiceRoutes(deps),
    ...boletoRoutes(deps),
    ...historyRoutes(deps),
  };
  const sayAt = (response: Response) => (status: number, title: string, message: string) => {
    response.status(status);
    sendPage(response, <SayPage site={site} title={title} message={message} />);
  };
  const router = Router();
  router.use("/assets", pageAssets(import.meta.url));
  router.use(helmet.referrerPolicy({ policy: "same-origin" }), readForm("16kb"));
  for (const name of Object.keys(access) as RouteName[]) {
    const [method, path] = name.split(" ") as ["GET" | "POST", string];
    router[method === "GET" ? "get" : "post"](path, async (request, response) => {
      response.setHeader("Cache-Control", "no-store");
      const isOwn = access[name] === "subscriber";
      const run = handlers[name] as (visit: Visit) => unknown;
      const token = cookies.session.read(request);
      const session = isOwn && token !== undefined ? await central.session(token) : undefined;
      if (isOwn && !session) return response.redirect(303, "/central/entrar");
      const door = isOwn ? "" : (cookies.door.read(request) ?? cookies.door.write(request, response));
      const csrf = cookies.session.csrfOf(session && token !== undefined ? token : door);
      const say = sayAt(response);
      if (method === "POST" && !(isOwnPage(request) && request.body?.csrf === csrf))
        return say(403, "Página antiga", "Esta página ficou aberta tempo demais. Abra de novo e repita.");
      const browser = browserCookie.read(request);
      const from = {
        thread: cookies.threadOf(door),
        address: request.ip ?? "",
        ...(browser !== undefined && { browser }),
      };
      const visit: Visit = { request, response, csrf, from, say };
      if (!session || token === undefined) return run(visit);
      const ownVisit: OwnVisit = {
        ...visit,
        ...session,
        token,
        async goOn(to, notice) {
          if (notice !== undefined) await central.leaveNotice(token, notice);
          response.redirect(303, `/central${to}`);
        },
      };
      return run(ownVisit);
    });
  }
  router.use((_, response) => sayAt(response)(404, "Não encontrei", notHere));
  const onFault: ErrorRequestHandler = (error, _, response, next) => {
    const { status } = problemOf(error);
    if (status >= 500) onError(error);
    if (response.headersSent) return next(error);
    return sayAt(response)(status, "Não deu certo", sentences[status] ?? "Não entendi o que a página mandou.");
  };
  return router.use(onFault);
}

const notHere = "Esta página não existe, ou não é sua.";
const sentences: Record<number, string> = {
  404: notHere,
  413: "O que foi enviado é grande demais.",
  500: "Algo quebrou aqui. Tente de novo em instantes.",
  503: "O banco de dados não respondeu. Tente de novo em instantes.",
};
