import { afterAll, beforeAll, expect, it } from "vitest";
import { enterWork } from "../../support/enter-work.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let work: Awaited<ReturnType<typeof enterWork>>;
let clerk: Awaited<ReturnType<typeof loggedIn>>;
beforeAll(async () => {
  site = await startSite({ windowSeconds: 600, works: false });
  work = await enterWork(site);
  clerk = await loggedIn(site.url, "atendente");
});
afterAll(() => site?.stop());

/** Where a page listens. */
const eventsOn = async (page: string) =>
  /data-events="\/painel([^"]+)"/.exec(await clerk.text(page))?.[1]?.replaceAll("&amp;", "&") ?? "none";
/** What is told there, until it is told that something changed. */
async function listen(path: string, more: Record<string, string> = {}) {
  const response = await fetch(`${site.url}/painel${path}`, { headers: { cookie: clerk.cookie(), ...more } });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  return {
    async changed() {
      while (!heard.includes("data: changed\n\n")) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) break;
        heard += value;
      }
      return heard;
    },
    stop: () => reader?.cancel(),
  };
}
const writes = (externalId: string) =>
  site.app.receive({
    channel: "web",
    address: "web-5511900000003",
    phone: "5511900000003",
    externalId,
    body: { kind: "text", text: "segredo do assinante" },
  });

it.each([
  ["the queue", () => "/atendimento"],
  ["a talk", () => `/atendimento/${work.chatId}`],
])("tells of what is new in %s since the page was drawn, once, and nothing of what was said", async (_, page) => {
  const events = await eventsOn(page());
  const before = await listen(events);
  await writes(`first-${page()}`);
  const heard = await before.changed();
  await before.stop();
  expect(heard).toMatch(/^retry: 500\n\nid: [\w.-]+\ndata: changed\n\n$/);
  expect(heard).not.toContain("segredo");
  // Whoever lost the stream goes on behind what was heard.
  const id = /id: (\S+)/.exec(heard)?.[1] ?? "";
  const after = await listen(events, { "last-event-id": id });
  await writes(`second-${page()}`);
  const then = /id: (\S+)/.exec(await after.changed())?.[1];
  expect(then).not.toBe(id);
  await after.stop();
  // A page that was drawn before hears at once that it is old. A slow turn may have been told in two steps: now it is over.
  const now = new URLSearchParams((await eventsOn(page())).split("?")[1]).get("pulse");
  const old = await listen(events);
  expect(await old.changed()).toContain(`id: ${now}`);
  await old.stop();
});

it("tells of an answer, and that a person took the talk over", async () => {
  const stream = await listen(await eventsOn(`/atendimento/${work.chatId}`));
  await clerk.post(`/atendimento/${work.chatId}`, { key: "k", text: "Olá" });
  expect(await stream.changed()).toContain("data: changed");
  await stream.stop();
});

it("is for nobody who is not logged in, and of no chat that is none", async () => {
  const out = await fetch(`${site.url}/painel/atendimento/eventos`, { redirect: "manual" });
  expect(out.headers.get("location")).toMatch(/^\/painel\/entrar/);
  expect((await clerk.get("/atendimento/x/eventos")).status).toBe(404);
});
