import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let cookie: string;
beforeAll(async () => {
  site = await startSite({ windowSeconds: 1 });
  cookie = await open("5511900000001");
});
afterAll(() => site?.stop());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${site.url}/conversa${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", ...headers },
    body,
  });
async function open(phone: string): Promise<string> {
  const response = await post("/abrir", JSON.stringify({ phone }));
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}
const write = (body: unknown, headers: Record<string, string> = { cookie }) =>
  post("/mensagens", typeof body === "string" ? body : JSON.stringify(body), headers);
const messages = () => site.app.prisma.inboundMessage.count();

describe("what the chat page is sent", () => {
  it.each([
    ["a message too long", { text: "a".repeat(4097) }, 400, "A mensagem é longa demais: escreva até 4096 letras."],
    ["one far too long", { text: "a".repeat(70_000) }, 413, "A mensagem é longa demais: escreva até 4096 letras."],
    ["an empty message", { text: "" }, 400, "Faltou a mensagem."],
    ["blanks alone", { text: " \n " }, 400, "Faltou a mensagem."],
    ["no message", {}, 400, "Faltou a mensagem."],
    ["a number for a text", { text: 1 }, 400, "Faltou a mensagem."],
    ["a list that is no number", { text: "1", list: "x" }, 400, "list: esperado o número da lista"],
    ["no JSON", "{", 400, "Não entendi o que a página mandou."],
    ["another thread's message", { text: "oi", thread: "0123456789abcdef" }, 409, "Esta conversa terminou"],
  ])("is refused in words where it is %s, and nothing is kept", async (_, body, status, message) => {
    const before = await messages();
    const response = await write(body);
    expect([response.status, await response.json()]).toEqual([status, { message: expect.stringContaining(message) }]);
    expect(await messages()).toBe(before);
  });

  it("is taken at exactly the longest", async () => {
    expect((await write({ text: "a".repeat(4096) })).status).toBe(204);
  });

  it("is answered with a page where a form sent it", async () => {
    const response = await post("/mensagens", "text=", { cookie, "Content-Type": "application/x-www-form-urlencoded" });
    expect([response.status, response.headers.get("content-type")]).toEqual([400, "text/html; charset=utf-8"]);
    expect(await response.text()).toContain("Faltou a mensagem.");
  });

  it.each([
    ["without a cookie", {}],
    ["with a cookie of nobody", { cookie: `conversa-demo=${"0".repeat(32)}` }],
    ["with a cookie that is no name of a thread", { cookie: "conversa-demo=' OR 1=1" }],
  ])("belongs to no thread %s", async (_, headers: Record<string, string>) => {
    expect((await write({ text: "oi" }, headers)).status).toBe(409);
  });

  it.each([
    ["Sec-Fetch-Site: cross-site", { "sec-fetch-site": "cross-site" }],
    ["Sec-Fetch-Site: same-site", { "sec-fetch-site": "same-site" }],
    ["another origin", { origin: "https://example.com" }],
    ["an origin without a name", { origin: "null" }],
  ])("is refused where another page sent it (%s), with the reader's own cookie", async (_, headers) => {
    const before = await messages();
    expect((await write({ text: "oi" }, { cookie, ...headers })).status).toBe(403);
    expect((await post("/abrir", JSON.stringify({ phone: "5511900000001" }), headers)).status).toBe(403);
    expect(await messages()).toBe(before);
  });

  it.each([["5511999999999"], [""], ["x".repeat(30)]])(
    "opens no thread for %j, who is none of the demo's",
    async (phone) => {
      const response = await post("/abrir", JSON.stringify({ phone }));
      expect([response.status, response.headers.get("set-cookie")]).toEqual([400, null]);
    },
  );
});

describe("what the chat page shows", () => {
  it("leads to the people whoever has no thread", async () => {
    const response = await fetch(`${site.url}/conversa`, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/conversa/assinantes"]);
  });

  it("ends a stream of another thread with the event that says so", async () => {
    const response = await fetch(`${site.url}/conversa/eventos?thread=0123456789abcdef`, { headers: { cookie } });
    expect(await response.text()).toBe("event: over\ndata:\n\n");
  });

  it("hands a boleto's paper to its own thread alone", async () => {
    const ana = await open("5511900000004");
    await write({ text: "oi" }, { cookie: ana });
    await write({ text: "1" }, { cookie: ana });
    const paper = await paperOf(ana);
    const read = (headers: Record<string, string>) => fetch(`${site.url}${paper}`, { headers });
    const own = await read({ cookie: ana });
    expect([own.status, own.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect((await read({ cookie })).status).toBe(404);
    expect((await read({})).status).toBe(404);
    // The same subscriber in a thread of their own is another thread all the same.
    expect((await read({ cookie: await open("5511900000004") })).status).toBe(404);
  });
});

/** Reads the thread's events until one of them carries a paper. */
async function paperOf(cookie: string): Promise<string> {
  const stop = new AbortController();
  const response = await fetch(`${site.url}/conversa/eventos`, { headers: { cookie }, signal: stop.signal });
  let seen = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    seen += chunk;
    const [href] = /\/conversa\/mensagens\/\w+\/boleto\.pdf/.exec(seen) ?? [];
    if (!href) continue;
    stop.abort();
    return href;
  }
  throw new Error(`No paper came:\n${seen}`);
}
