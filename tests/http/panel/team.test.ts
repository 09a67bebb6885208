import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTeam } from "../../../src/panel/team/create-team.ts";
import { loggedIn, panelClient } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let admin: Awaited<ReturnType<typeof loggedIn>>;
beforeAll(async () => {
  site = await startSite({ works: false });
  admin = await loggedIn(site.url, "administrador");
});
afterAll(() => site?.stop());

const idOf = async (email: string) => (await site.app.prisma.operator.findUniqueOrThrow({ where: { email } })).id;
const linkIn = (html: string) => /\/painel(\/convite\/[\w-]{43})/.exec(html)?.[1] ?? "";

describe("the team", () => {
  it("gets a new operator by a link that is good once, and everything stands in the log", async () => {
    const made = await admin.post(
      "/operadores",
      { name: "Bia Melo", email: "Bia@x.example", role: "atendente" },
      "/operadores",
    );
    const link = linkIn(await made.text());
    const bia = panelClient(site.url);
    expect(await bia.text(link)).toContain("Olá, Bia Melo");
    const csrf = await bia.csrf(link);
    expect((await bia.send(link, { csrf, password: "curta" })).status).toBe(422);
    const both = await Promise.all([1, 2].map(() => bia.send(link, { csrf, password: "uma frase minha" })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect((await bia.get(link)).status).toBe(410);
    expect((await bia.logIn("bia@x.example", "uma frase minha")).status).toBe(303);
    const log = await admin.text("/registro");
    expect(log).toContain("Criou a conta de Bia Melo (bia@x.example), atendente.");
    expect(log).toContain("Definiu a própria senha.");
    const again = await admin.post(
      "/operadores",
      { name: "Outra", email: "bia@x.example", role: "atendente" },
      "/operadores",
    );
    expect(await again.text()).toContain("já existe um operador com este e-mail");
  });

  it("loses an operator at once who is switched off, and a forgotten password is made anew", async () => {
    const id = await idOf("bia@x.example");
    const bia = panelClient(site.url);
    await bia.logIn("bia@x.example", "uma frase minha");
    await admin.post(`/operadores/${id}`, { name: "Bia Melo", role: "atendente" }, `/operadores/${id}`);
    expect((await bia.get("")).status).toBe(303);
    expect((await bia.logIn("bia@x.example", "uma frase minha")).status).toBe(401);
    await admin.post(`/operadores/${id}`, { name: "Bia Melo", role: "atendente", active: "sim" }, `/operadores/${id}`);
    const link = linkIn(await (await admin.post(`/operadores/${id}/link`, {}, `/operadores/${id}`)).text());
    expect((await bia.logIn("bia@x.example", "uma frase minha")).status).toBe(401);
    await bia.send(link, { csrf: await bia.csrf(link), password: "outra frase minha" });
    expect((await bia.logIn("bia@x.example", "outra frase minha")).status).toBe(303);
  });

  it("always keeps an administrator, also when two of them end each other", async () => {
    const helena = await idOf("admin@valefibra.example");
    const refused = await admin.post(`/operadores/${helena}`, {
      name: "Helena Prado",
      role: "atendente",
      active: "sim",
    });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("é o último administrador")]);
    const team = createTeam(site.app.prisma, site.app.deps.clock);
    const bia = await idOf("bia@x.example");
    const by = { name: "teste" };
    await team.change(bia, { name: "Bia Melo", role: "administrador", active: true }, by);
    const off = { name: "x", role: "administrador" as const, active: false };
    const both = await Promise.all([team.change(helena, off, by), team.change(bia, off, by)]);
    expect(both.filter((came) => came?.refused === "last-administrator")).toHaveLength(1);
    await site.app.prisma.operator.updateMany({ data: { active: true } });
  });

  it("shows a name as text, whatever it looks like", async () => {
    const name = `<img src=x onerror="alert(1)">`;
    const client = await loggedIn(site.url, "administrador");
    await client.post("/operadores", { name, email: "xss@x.example", role: "atendente" }, "/operadores");
    for (const path of ["/operadores", "/registro"]) {
      const html = await client.text(path);
      expect(html).not.toContain("<img");
      expect(html).toContain("&lt;img");
    }
  });
});

describe("the first administrator", () => {
  it("comes in by a link that is over as soon as there is an operator", async () => {
    const { prisma, deps } = site.app;
    const team = createTeam(prisma, deps.clock);
    expect(await team.inviteFirst()).toBeUndefined();
    await prisma.operator.deleteMany();
    const older = await team.inviteFirst();
    const token = await team.inviteFirst();
    const client = panelClient(site.url);
    expect((await client.get(`/convite/${older}`)).status).toBe(410);
    const page = `/convite/${token}`;
    const csrf = await client.csrf(page);
    const wrong = await client.send(page, { csrf, name: "", email: "x", password: "curta" });
    expect(await wrong.text()).toMatch(/escreva seu nome[\s\S]*escreva um e-mail[\s\S]*use ao menos 10/);
    expect(
      (await client.send(page, { csrf, name: "Eva", email: "Eva@x.example", password: "uma frase minha" })).status,
    ).toBe(303);
    expect((await client.get(page)).status).toBe(410);
    expect((await client.logIn("eva@x.example", "uma frase minha")).status).toBe(303);
    expect(await client.text("/registro")).toContain("Criou a primeira conta de administrador.");
  });
});

describe("the log of changes", () => {
  it("can be neither changed nor shortened", async () => {
    await expect(site.app.prisma.auditEntry.deleteMany()).rejects.toThrow("only grows");
    await expect(site.app.prisma.auditEntry.updateMany({ data: { sentence: "" } })).rejects.toThrow("only grows");
  });
});
