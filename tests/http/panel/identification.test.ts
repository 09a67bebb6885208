import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let admin: Awaited<ReturnType<typeof loggedIn>>;
let clerk: Awaited<ReturnType<typeof loggedIn>>;
let path: string;
let contractId: string;
beforeAll(async () => {
  site = await startSite({ works: false });
  admin = await loggedIn(site.url, "administrador");
  clerk = await loggedIn(site.url, "atendente");
  contractId = (await site.app.prisma.contract.findUniqueOrThrow({ where: { externalId: "contrato-1-1" } })).id;
  path = `/contratos/${contractId}/telefones`;
});
afterAll(() => site?.stop());
const phones = async () =>
  (await site.app.prisma.contractPhone.findMany({ where: { contractId }, orderBy: { phone: "asc" } })).map(
    ({ phone }) => phone,
  );
const log = async () => {
  const { operatorName, sentence } = await site.app.prisma.auditEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
  return `${operatorName}: ${sentence}`;
};
const clerksName = async () => (await site.app.prisma.operator.findFirstOrThrow({ where: { role: "atendente" } })).name;

describe("telefones autorizados", () => {
  it("are authorised and taken back by an atendente, and the log says who, with the phone masked", async () => {
    await clerk.post(path, { phone: "21 96666-5555" });
    expect(await phones()).toEqual(["5521966665555"]);
    expect(await log()).toBe(
      `${await clerksName()}: Autorizou o telefone (21) *****-5555 a ver o contrato contrato-1-1.`,
    );
    const html = await clerk.text(path);
    expect(html).toMatch(/\(21\) 96666-5555<\/strong>, desde <time/);
    expect(html).toContain("(21) 96666-5555 vê este contrato.");
    const lines = await site.app.prisma.auditEntry.count();
    await clerk.post(path, { phone: "+55 21 96666 5555" });
    expect(await clerk.text(path)).toContain("Nada mudou");
    expect(await site.app.prisma.auditEntry.count()).toBe(lines);
    await admin.post(path, { remove: "5521966665555" });
    expect(await phones()).toEqual([]);
    expect(await log()).toContain(
      ": Retirou do telefone (21) *****-5555 a autorização de ver o contrato contrato-1-1.",
    );
  });

  it.each([
    ["nothing", "", "esperado um telefone brasileiro com DDD"],
    ["no phone", "12", "esperado um telefone brasileiro com DDD"],
    ["a phone of the subscriber", "(11) 90000-0001", "este já é um telefone do assinante"],
  ])("are refused beside the field: %s", async (_, phone, message) => {
    const response = await clerk.post(path, { phone });
    const html = await response.text();
    expect([response.status, html.split('id="phone-fault">')[1]?.split("<")[0]]).toEqual([422, message]);
    if (phone) expect(html).toContain(`value="${phone}"`);
    expect(await phones()).toEqual([]);
  });

  it("are ten at most, also when many are authorised at once", async () => {
    const made = Array.from({ length: 12 }, (_, at) => clerk.post(path, { phone: `2196666${1000 + at}` }));
    const statuses = (await Promise.all(made)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(10).fill(303), 422, 422]);
    expect(await phones()).toHaveLength(10);
  });

  it("show what a foreign phone is, not as markup, and no contract that there is not", async () => {
    const response = await clerk.post(path, { phone: '"><script>alert(1)</script>' });
    expect(await response.text()).not.toContain("<script>alert");
    expect((await clerk.get("/contratos/3f2f0f6e-0000-4000-8000-000000000000/telefones")).status).toBe(404);
  });
});

describe("conferir CPF no primeiro contato", () => {
  const checks = async () =>
    (await site.app.prisma.provider.findUniqueOrThrow({ where: { id: 1 } })).checksFirstContact;

  it("is switched on and off by an administrador, and the log says who", async () => {
    expect(await checks()).toBe(false);
    await admin.post("/identificacao", { checksFirstContact: "sim" });
    expect([await checks(), await log()]).toEqual([
      true,
      expect.stringContaining(": Ligou a conferência do CPF no primeiro contato."),
    ]);
    expect(await admin.text("/identificacao")).toMatch(/name="checksFirstContact"[^>]* checked/);
    const lines = await site.app.prisma.auditEntry.count();
    await admin.post("/identificacao", { checksFirstContact: "sim" });
    expect(await site.app.prisma.auditEntry.count()).toBe(lines);
    await admin.post("/identificacao");
    expect([await checks(), await log()]).toEqual([false, expect.stringContaining(": Desligou")]);
  });

  it("is not for an atendente", async () => {
    expect((await clerk.post("/identificacao", { checksFirstContact: "sim" })).status).toBe(403);
    expect(await checks()).toBe(false);
  });
});
