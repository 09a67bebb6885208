import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import express, { type Request, type Response, Router } from "express";
import { render } from "preact-render-to-string";
import { z } from "zod";
import type { WebChat } from "../../bots/web/web-chat.ts";
import { ChatPage, PeoplePage } from "./pages.tsx";
import { streamMessages } from "./stream-messages.tsx";

const assets = fileURLToPath(new URL("./assets", import.meta.url));
const cookieName = "conversa";
const opening = z.object({ phone: z.string().max(20) });
const writing = z.object({ text: z.string().max(4096), list: z.coerce.number().int().nonnegative().optional() });

/** The chat page of the demo, at `/conversa`. Whoever opens it may be any of the demo's subscribers. */
export function createConversa({ chat, provider }: { chat: WebChat; provider: string }): Router {
  const router = Router();
  router.use("/assets", express.static(assets, { maxAge: "1h" }));
  router.use((request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    if (request.method === "GET" || isOwnPage(request)) next();
    else response.status(403).type("text/plain").send("Esta página só aceita o que vem dela mesma.");
  });
  router.use(express.urlencoded({ extended: false, limit: "64kb" }), express.json({ limit: "64kb" }));

  router.get("/assinantes", (_, response) => page(response, <PeoplePage provider={provider} people={chat.people()} />));
  router.get("/", async (request, response) => {
    const address = addressOf(request);
    const person = address && (await chat.personOf(address));
    if (!address || !person) return response.redirect("/conversa/assinantes");
    const messages = await chat.messagesAfter(address, "");
    return page(response, <ChatPage provider={provider} person={person} messages={messages} />);
  });
  router.post("/abrir", async (request, response) => {
    const { data } = opening.safeParse(request.body);
    const known = chat.people().some(({ phone }) => phone === data?.phone);
    if (!data || !known)
      return response.status(400).type("text/plain").send("Escolha um dos assinantes da demonstração.");
    const address = await chat.open(data.phone);
    response.cookie(cookieName, address, { httpOnly: true, sameSite: "strict", path: "/conversa" });
    return response.redirect(303, "/conversa");
  });
  router.post("/mensagens", async (request, response) => {
    const address = addressOf(request);
    const { data } = writing.safeParse(request.body);
    if (!address || !(await chat.personOf(address))) return response.redirect(303, "/conversa/assinantes");
    if (!data) return response.status(400).type("text/plain").send("text: esperado um texto de até 4096 letras.");
    const { text, list } = data;
    await chat.receive({ address, externalId: randomUUID(), text, ...(list !== undefined && { list }) });
    if (request.is("json")) return response.status(204).end();
    return response.redirect(303, "/conversa#text");
  });
  router.get("/eventos", (request, response) => streamMessages(chat, addressOf(request), request, response));
  router.get("/mensagens/:id/boleto.pdf", async (request, response) => {
    const address = addressOf(request);
    const file = address && (await chat.document(address, request.params.id));
    if (!file) return response.status(404).type("text/plain").send("Este boleto não está mais disponível.");
    response.setHeader("Content-Disposition", `inline; filename="${file.fileName}"`);
    return response.type("application/pdf").send(Buffer.from(file.bytes));
  });
  return router;
}

function page(response: Response, content: Parameters<typeof render>[0]): void {
  response.type("html").send(`<!doctype html>${render(content)}`);
}

/** Browsers say where a form comes from; other pages may not write here. */
function isOwnPage(request: Request): boolean {
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  if (site !== undefined) return site === "same-origin";
  return origin === undefined || new URL(origin).host === request.headers.host;
}

function addressOf(request: Request): string | undefined {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  const value = pairs.find(([name]) => name === cookieName)?.[1];
  return value && /^[\w-]{10,64}$/.test(value) ? value : undefined;
}
