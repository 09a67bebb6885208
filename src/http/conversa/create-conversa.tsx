import { randomUUID } from "node:crypto";
import express, { type ErrorRequestHandler, Router } from "express";
import helmet from "helmet";
import type { WebChat } from "../../bots/web/web-chat.ts";
import { isOwnPage } from "../page/is-own-page.ts";
import { sendPage } from "../page/page.tsx";
import { readForm } from "../page/read-form.ts";
import { pageAssets } from "../page/shared-assets.ts";
import { problemOf } from "../problem.ts";
import { ChatPage } from "./chat-page.tsx";
import { incoming, threadCookie } from "./incoming.ts";
import { PeoplePage } from "./people-page.tsx";
import { refuse } from "./problem-page.tsx";
import { streamMessages } from "./stream-messages.tsx";

const { read: addressOf, tagOf } = threadCookie;
const peoplePath = "/conversa/assinantes";

/** Creates the chat page of the demo, at `/conversa`. A visitor can write as any subscriber of the demo. */
export function createConversa(settings: {
  chat: WebChat;
  provider: string;
  /** Called with unexpected errors. The visitor sees a general message. */
  onError: (error: unknown) => void;
}): Router {
  const { chat, provider, onError } = settings;
  const router = Router();
  router.use("/assets", pageAssets(import.meta.url));
  router.use(helmet.referrerPolicy({ policy: "same-origin" }), (request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    if (["GET", "HEAD"].includes(request.method) || isOwnPage(request)) return next();
    return refuse(request, response, 403, "Esta página só aceita o que vem dela mesma.");
  });
  router.use(readForm("64kb"), express.json({ limit: "64kb" }));

  router.get("/assinantes", (_, response) =>
    sendPage(response, <PeoplePage provider={provider} people={chat.people()} />),
  );
  router.get("/", async (request, response) => {
    const address = addressOf(request);
    const person = address && (await chat.personOf(address));
    if (!address || !person) return response.redirect(peoplePath);
    const messages = await chat.messages(address);
    return sendPage(response, <ChatPage {...{ provider, person, messages }} thread={tagOf(address)} />);
  });
  router.post("/abrir", async (request, response) => {
    const { data } = incoming.opening.safeParse(request.body);
    const known = chat.people().some(({ phone }) => phone === data?.phone);
    if (!data || !known) return refuse(request, response, 400, "Escolha um dos assinantes da demonstração.");
    threadCookie.write(request, response, await chat.open(data.phone));
    return response.redirect(303, "/conversa");
  });
  router.post("/mensagens", async (request, response) => {
    const { data, error } = incoming.writing.safeParse(request.body ?? {});
    if (!data) return refuse(request, response, 400, error.issues.map(({ message }) => message).join(" "));
    const address = addressOf(request);
    const isJson = request.is("json");
    const person = address && (await chat.personOf(address));
    if (!address || !person || (data.thread !== undefined && data.thread !== tagOf(address))) {
      const message = "Esta conversa terminou: outra foi aberta neste navegador. Atualize a página.";
      return isJson ? refuse(request, response, 409, message) : response.redirect(303, "/conversa");
    }
    const { text, list } = data;
    await chat.receive({ address, externalId: randomUUID(), text, ...(list !== undefined && { list }) });
    return isJson ? response.status(204).end() : response.redirect(303, "/conversa#text");
  });
  router.get("/eventos", async (request, response) => {
    const address = addressOf(request);
    const person = address && (await chat.personOf(address));
    const { thread } = request.query;
    if (!address || !person || (thread !== undefined && thread !== tagOf(address)))
      return response.type("text/event-stream").send("event: over\ndata:\n\n");
    return streamMessages({ chat, provider, address, thread: tagOf(address), request, response });
  });
  router.get("/mensagens/:id/:file", async (request, response) => {
    const address = addressOf(request);
    const file = address && (await chat.document(address, request.params.id));
    if (!file) return refuse(request, response, 404, "Este arquivo não está mais disponível.");
    // The Content-Security-Policy of our pages would block the browser's PDF viewer.
    if (file.mediaType === "application/pdf") response.removeHeader("Content-Security-Policy");
    response.setHeader("Content-Disposition", `inline; filename*=UTF-8''${encodeURIComponent(file.fileName)}`);
    return response.type(file.mediaType).send(Buffer.from(file.bytes));
  });
  const onFault: ErrorRequestHandler = (error, request, response, next) => {
    const { status } = problemOf(error);
    if (status >= 500) onError(error);
    if (response.headersSent) return next(error);
    return refuse(request, response, status, sentences[status] ?? "Não entendi o que a página mandou.");
  };
  return router.use(onFault);
}

const sentences: Record<number, string> = {
  413: incoming.tooLong,
  500: "Algo quebrou aqui. Tente de novo em instantes.",
  503: "O banco de dados não respondeu. Tente de novo em instantes.",
};
