import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoOperators } from "../../../src/demo/demo-provider.ts";
import { createAccounts } from "../../../src/panel/login/create-accounts.ts";
import { createTeam } from "../../../src/panel/team/create-team.ts";
import { loggedIn, panelClient } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite({ works: false });
});
afterAll(() => site?.stop());
beforeEach(() => site.app.prisma.attemptCount.deleteMany());

const [admin] = demoOperators;
const email = admin?.email ?? "";
const password = admin?.password ?? "";
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

describe("the login", () => {
  it("opens the panel with the right password, and says which accounts the demo has", async () => {
    const client = panelClient(site.url);
    expect(await client.text("/entrar")).toContain(password);
    const response = await client.logIn(email.toUpperCase(), password);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/painel"]);
    expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Strict/);
    expect(await client.text("")).toContain("Olá, Helena Prado");
  });

  it.each([
    ["a wrong password", email, "errada-mesmo"],
    ["an unknown e-mail", "ninguem@valefibra.example", password],
    ["no password", email, ""],
  ])("says the same to %s", async (_, who, secret) => {
    const response = await panelClient(site.url).logIn(who, secret);
    expect([response.status, await response.text()]).toEqual([
      401,
      expect.stringContaining("O e-mail, a senha ou o código não confere."),
    ]);
  });

  it("gives a new cookie: one planted before is worth nothing after", async () => {
    const client = panelClient(site.url);
    await client.get("/entrar");
    const planted = client.cookie();
    await client.logIn(email, password);
    expect(client.cookie()).not.toBe(planted);
    const attacker = panelClient(site.url);
    attacker.take(planted);
    expect((await attacker.get("")).headers.get("location")).toBe("/painel/entrar");
  });

  it("keeps passwords as Argon2id at what it costs by OWASP's word, and no other way", async () => {
    const operators = await site.app.prisma.operator.findMany({ select: { passwordHash: true } });
    expect(operators.length).toBeGreaterThan(0);
    for (const { passwordHash } of operators) expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("keeps the cookie's value nowhere", async () => {
    const client = await loggedIn(site.url, "administrador");
    const value = client.cookie().split("=")[1] ?? "";
    const kept = await site.app.prisma.operatorSession.findMany();
    expect(JSON.stringify(kept)).not.toContain(value);
  });

  it.each([
    ["/painel/registro", "/painel/registro"],
    ["https://mal.example/painel", "/painel"],
    ["//mal.example/painel", "/painel"],
    ["/painel/../conversa", "/painel"],
    ["/painel\\@mal.example", "/painel/@mal.example"],
  ])("goes on to a page of the panel alone: %s", async (depois, location) => {
    const client = panelClient(site.url);
    const response = await client.logIn(email, password, { depois });
    expect(response.headers.get("location")).toBe(location);
  });

  it("looks at no more than ten of many at once", async () => {
    const tries = Array.from({ length: 20 }, () => panelClient(site.url).logIn(email, "errada-mesmo"));
    const looked = (await Promise.all(tries)).filter(({ status }) => status === 401);
    expect(looked.length).toBeLessThanOrEqual(10);
  });
});

describe("a session", () => {
  const at = (count: number) => createAccounts(site.app.prisma, { now: () => minutes(count) });
  const open = async () => {
    const came = await at(0).signIn({ email, password, address: "::1" });
    return came.kind === "in" ? came.token : "";
  };

  it("is over after two hours of rest, and after twelve in any case", async () => {
    const rested = await open();
    expect(await at(119).session(rested)).toBeDefined();
    expect(await at(119 + 121).session(rested)).toBeUndefined();
    const busy = await open();
    for (let minute = 100; minute < 720; minute += 100) expect(await at(minute).session(busy)).toBeDefined();
    expect(await at(721).session(busy)).toBeUndefined();
  });

  it("is over when it is left, and with all others when the password changes or the operator asks for it", async () => {
    const client = await loggedIn(site.url, "atendente");
    const other = await loggedIn(site.url, "atendente");
    await client.post("/conta/sair-de-todos");
    expect((await other.get("")).status).toBe(303);
    expect((await client.get("")).status).toBe(200);
    const third = await loggedIn(site.url, "atendente");
    const before = demoOperators[1]?.password ?? "";
    const changed = await client.post("/conta/senha", { before, after: "outra senha boa" });
    expect(changed.headers.get("location")).toBe("/painel/conta");
    expect((await third.get("")).status).toBe(303);
    await client.post("/conta/senha", { before: "outra senha boa", after: before });
    const used = client.cookie();
    await client.post("/sair");
    client.take(used);
    expect((await client.get("")).headers.get("location")).toBe("/painel/entrar");
  });
});

describe("the second step", () => {
  it("asks for a code of now, once", async () => {
    const { prisma } = site.app;
    const team = createTeam(prisma, site.app.deps.clock);
    const made = await team.create({ email: "passo@x.example", name: "Passo", role: "atendente" }, { name: "teste" });
    const token = "token" in made ? made.token : "";
    let now = new Date();
    const accounts = createAccounts(prisma, { now: () => now });
    await accounts.accept(token, { password: "uma senha boa", address: "::1" });
    const signIn = (code?: string) =>
      accounts.signIn({ email: "passo@x.example", password: "uma senha boa", address: "::1", ...(code && { code }) });
    const secret = new Secret();
    const codeAt = (date: Date) => new TOTP({ secret }).generate({ timestamp: date.getTime() });
    const came = await signIn();
    const session = {
      operatorId: "operator" in made ? made.operator.id : "",
      token: came.kind === "in" ? came.token : "",
    };
    const turnOn = (code: string) => accounts.enableTotp(session, "uma senha boa", { secret: secret.base32, code });
    expect(await turnOn("000000")).toBe("wrong-code");
    expect(await turnOn(codeAt(now))).toBe("proven");
    expect((await signIn()).kind).toBe("refused");
    // The code that turned it on was used.
    expect((await signIn(codeAt(now))).kind).toBe("refused");
    now = new Date(now.getTime() + 60_000);
    expect((await signIn(codeAt(new Date(now.getTime() - 120_000)))).kind).toBe("refused");
    const twice = await Promise.all([signIn(codeAt(now)), signIn(codeAt(now))]);
    expect(twice.map(({ kind }) => kind).sort()).toEqual(["in", "refused"]);
    now = new Date(now.getTime() + 60_000);
    expect(await accounts.disableTotp(session, { password: "uma senha boa", code: "" })).toBe("wrong");
    expect(await accounts.disableTotp(session, { password: "errada", code: codeAt(now) })).toBe("wrong");
    expect(await accounts.disableTotp(session, { password: "uma senha boa", code: codeAt(now) })).toBe("proven");
    expect((await signIn()).kind).toBe("in");
  });

  it("is turned on in the page that shows its secret", async () => {
    const client = await loggedIn(site.url, "atendente");
    const page = await client.text("/conta");
    const secret = /name="secret" value="([A-Z2-7]{32})"/.exec(page)?.[1] ?? "";
    const codeIn = (seconds: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + seconds * 1000 });
    const own = demoOperators[1]?.password ?? "";
    await client.post("/conta/verificacao", { secret, code: codeIn(0), password: own });
    expect(await client.text("/conta")).toContain("Está ligada");
    await client.post("/conta/verificacao/desligar", { password: own, code: codeIn(30) });
    expect(await client.text("/conta")).not.toContain("Está ligada");
  });
});
