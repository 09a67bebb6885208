import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoPeople, demoPhone } from "../../src/demo/demo-provider.ts";
import { access } from "../../src/http/central/access.ts";
import { runJob } from "../support/run-job.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let maria: Awaited<ReturnType<typeof enter>>;
let ana: Awaited<ReturnType<typeof enter>>;
beforeAll(async () => {
  site = await startSite({ works: false });
  maria = await enter("Maria Souza");
  ana = await enter("Ana Lima");
});
afterAll(() => site?.stop());

const get = (path: string, cookie = "") =>
  fetch(`${site.url}/central${path}`, { redirect: "manual", headers: { cookie } });
const post = (path: string, fields: Record<string, string>, cookie: string, more: Record<string, string> = {}) =>
  fetch(`${site.url}/central${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie, "Content-Type": "application/x-www-form-urlencoded", ...more },
    body: new URLSearchParams(fields).toString(),
  });
const cookieIn = (response: Response, name: string) =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.split(";")[0] ?? "";
const csrfIn = async (response: Response) => /name="csrf" value="([^"]+)"/.exec(await response.text())?.[1] ?? "";
/** A browser at the door: its cookie and the token of its forms. */
async function atDoor() {
  const response = await get("/entrar");
  return { cookie: cookieIn(response, "porta-central"), csrf: await csrfIn(response) };
}
/** A subscriber who came in. */
async function enter(name: string) {
  const { cookie: door, csrf: ofDoor } = await atDoor();
  const telefone = demoPhone(demoPeople.findIndex((person) => person.name === name) + 1);
  const came = await post("/demonstracao", { csrf: ofDoor, telefone }, door);
  const cookie = cookieIn(came, "sessao-central");
  const { id } = await site.app.prisma.subscriber.findFirstOrThrow({
    where: { phones: { some: { phone: telefone } } },
  });
  const invoice = await site.app.prisma.invoice.findFirstOrThrow({
    where: { contract: { subscriberId: id }, status: "open" },
    orderBy: { dueDate: "desc" },
    include: { contract: { include: { wallet: { include: { banks: true } } } } },
  });
  return {
    id,
    cookie,
    csrf: await csrfIn(await get("/", cookie)),
    invoiceId: invoice.id,
    banco: invoice.contract.wallet?.banks[0]?.bankWalletId ?? "",
    setCookie: came.headers.getSetCookie().find((one) => one.startsWith("sessao-central=")) ?? "",
  };
}

describe("the session", () => {
  it("is a cookie that no script reads and no other site sends, and its value is kept as a hash only", async () => {
    expect(maria.setCookie).toMatch(/^sessao-central=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = maria.cookie.split("=")[1];
    const rows = await site.app.prisma.centralSession.findMany();
    expect(rows.length).toBeGreaterThan(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("is a new one at every entry: one planted before opens nothing", async () => {
    const planted = `sessao-central=${"A".repeat(43)}`;
    const { cookie: door, csrf } = await atDoor();
    const came = await post("/demonstracao", { csrf, telefone: demoPhone(1) }, `${door}; ${planted}`);
    expect(cookieIn(came, "sessao-central")).not.toBe(planted);
    expect((await get("/", planted)).headers.get("location")).toBe("/central/entrar");
    expect((await get("/", door.replace("porta-central", "sessao-central"))).status).toBe(303);
  });

  it("is over when one leaves, and after two hours of rest", async () => {
    const other = await enter("Maria Souza");
    expect((await get("/", other.cookie)).status).toBe(200);
    await post("/sair", { csrf: other.csrf }, other.cookie);
    expect((await get("/", other.cookie)).status).toBe(303);
    const idle = await enter("Maria Souza");
    await site.app.prisma
      .$executeRaw`UPDATE central_session SET last_seen_at = now() - interval '2 hours 1 second' WHERE subscriber_id = ${idle.id}::uuid`;
    expect((await get("/", idle.cookie)).status).toBe(303);
    maria = await enter("Maria Souza");
  });

  it("leaves a record of who came in, from where and when, for six months", async () => {
    const { prisma } = site.app;
    const [record] = await prisma.centralAccess.findMany({ where: { subscriberId: ana.id } });
    expect(record).toMatchObject({ way: "demo", address: expect.stringContaining("127.0.0.1") });
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    for (const at of [daysAgo(180), daysAgo(190)])
      await prisma.centralAccess.create({ data: { subscriberId: ana.id, address: "203.0.113.9", way: "code", at } });
    await runJob(site.app, { name: "erase-expired" });
    expect(await prisma.centralAccess.count({ where: { address: "203.0.113.9" } })).toBe(1);
  });
});

describe("a subscriber", () => {
  const own = Object.entries(access).filter(([, whose]) => whose === "subscriber");

  it.each(own)("is asked for by %s", async (route) => {
    const [method, path = ""] = route.split(" ");
    const address = path.replace(":id", maria.invoiceId);
    const { cookie, csrf } = await atDoor();
    const answer = method === "GET" ? await get(address, cookie) : await post(address, { csrf }, cookie);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/central/entrar"]);
  });

  it("is shown no other's invoice, PDF, events or receipt, by any address, and makes no boleto of it", async () => {
    const { prisma } = site.app;
    const paid = await prisma.payment.create({
      data: {
        externalId: "p-ana",
        invoiceId: ana.invoiceId,
        amountCents: 10990,
        paidOn: new Date(),
        outcome: "settled",
      },
    });
    const withId = own.map(([route]) => route.split(" ")).filter(([, path]) => path?.includes(":id"));
    expect(withId.length).toBeGreaterThan(7);
    for (const [method, path = ""] of withId)
      for (const id of [ana.invoiceId, paid.id, ana.id, crypto.randomUUID(), "1' OR '1'='1", "%00", "null"]) {
        const address = path.replace(":id", encodeURIComponent(id));
        const answer =
          method === "GET"
            ? await get(address, maria.cookie)
            : await post(address, { csrf: maria.csrf, banco: ana.banco }, maria.cookie);
        expect([method, path, id, answer.status]).toEqual([method, path, id, 404]);
        expect(await answer.text()).not.toMatch(/Ana Lima|linha|10990|109,90/);
      }
    expect(await prisma.boleto.count({ where: { invoiceId: ana.invoiceId, sentAt: { not: null } } })).toBe(0);
    expect((await get(`/recibos/${paid.id}`, ana.cookie)).status).toBe(200);
    await prisma.payment.delete({ where: { id: paid.id } });
  });

  it("is shown a name as text, whatever it looks like", async () => {
    const name = `<script>alert(1)</script>" onload="x`;
    await site.app.prisma.subscriber.update({ where: { id: ana.id }, data: { name } });
    const page = await (await get("/", ana.cookie)).text();
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;script>alert");
    await site.app.prisma.subscriber.update({ where: { id: ana.id }, data: { name: "Ana Lima" } });
  });
});

describe("a form", () => {
  it.each([
    ["without its token", {}, {}],
    ["with another's token", { csrf: "ana" }, {}],
    ["from another site", { csrf: "own" }, { "sec-fetch-site": "cross-site" }],
    ["from another origin", { csrf: "own" }, { origin: "https://example.com" }],
  ])("is refused %s, and nothing is done", async (_, fields: { csrf?: string }, headers: Record<string, string>) => {
    const tokens: Record<string, string> = { ana: ana.csrf, own: maria.csrf };
    const sent = { banco: maria.banco, ...(fields.csrf && { csrf: tokens[fields.csrf] ?? "" }) };
    const answer = await post(`/faturas/${maria.invoiceId}/boleto`, sent, maria.cookie, headers);
    expect(answer.status).toBe(403);
    expect(await site.app.prisma.boleto.count({ where: { invoiceId: maria.invoiceId } })).toBe(0);
  });

  it("names what is wrong with it, and leaves the data as it was", async () => {
    for (const banco of ["", "x", crypto.randomUUID()]) {
      const sent = await post(`/faturas/${maria.invoiceId}/boleto`, { csrf: maria.csrf, banco }, maria.cookie);
      expect(sent.headers.get("location")).toBe(`/central/faturas/${maria.invoiceId}/bancos`);
    }
    const page = await (await get(`/faturas/${maria.invoiceId}/bancos`, maria.cookie)).text();
    expect(page).toContain("não está mais disponível");
    expect(await site.app.prisma.boleto.count({ where: { invoiceId: maria.invoiceId } })).toBe(0);
  });
});

describe("the door", () => {
  it.each([
    ["529.982.247-25", "with punctuation"],
    ["meu cpf é 52998224725", "within a sentence"],
    ["1234567890", "without its first zero"],
    ["\u202A529.982.247\u201125\u202C", "copied from contacts"],
  ])("takes %j for a CPF, %s", async (documento) => {
    const { cookie, csrf } = await atDoor();
    const response = await post("/entrar", { csrf, documento }, cookie);
    expect(response.status).not.toBe(422);
    expect(await response.text()).not.toContain("não é um CPF ou CNPJ válido");
  });
});

describe("what a page weighs", () => {
  it("is at most 50 kB with all it loads, all of it our own, under a policy without anything in line", async () => {
    const first = await get("/entrar");
    expect(first.headers.get("content-security-policy")).toMatch(/default-src 'none'/);
    expect(first.headers.get("content-security-policy")).not.toContain("unsafe");
    const page = await first.text();
    expect(page).not.toMatch(/<style|style="|<script>|onclick=/);
    const loaded = [...page.matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map(([, address]) => address ?? "");
    expect(loaded.length).toBeGreaterThan(2);
    let bytes = page.length;
    for (const address of loaded) {
      expect(address).toMatch(/^\//);
      bytes += (await (await fetch(site.url + address)).arrayBuffer()).byteLength;
    }
    expect(bytes).toBeLessThan(50_000);
  });
});
