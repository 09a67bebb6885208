import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoOperators } from "../../../src/demo/demo-provider.ts";
import { provesAgain } from "../../../src/panel/ui/access.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite({ works: false });
});
afterAll(() => site?.stop());
beforeEach(async () => {
  await site.app.prisma.attemptCount.deleteMany();
  await site.app.prisma.operator.updateMany({ data: { totpSecret: null, totpStep: null } });
});

const password = demoOperators.find(({ role }) => role === "administrador")?.password ?? "";
const email = demoOperators.find(({ role }) => role === "administrador")?.email ?? "";
const operator = () => site.app.prisma.operator.findUniqueOrThrow({ where: { email } });
/** Logins count as proof for half an hour; these were longer ago. */
const laterThanTheProof = () =>
  site.app.prisma.operatorSession.updateMany({ data: { provenAt: new Date(Date.now() - 31 * 60_000) } });
const secret = new Secret();
const codeIn = (seconds: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + seconds * 1000 });
const turnOn = async (client: Awaited<ReturnType<typeof loggedIn>>) =>
  client.post("/conta/verificacao", { secret: secret.base32, code: codeIn(-30), password });

describe("whoever sits at an open browser of an operator", () => {
  it("turns no second step on without the password", async () => {
    const found = await loggedIn(site.url, "administrador");
    const own = { secret: secret.base32, code: codeIn(0) };
    for (const fields of [own, { ...own, password: "" }, { ...own, password: "errada-mesmo" }])
      expect((await found.post("/conta/verificacao", fields)).status).toBe(422);
    expect((await operator()).totpSecret).toBeNull();
  });

  it("replaces no second step, with the password either, and turns none off without its code", async () => {
    const owner = await loggedIn(site.url, "administrador");
    await turnOn(owner);
    const before = (await operator()).totpSecret;
    const theirs = new Secret();
    const code = new TOTP({ secret: theirs }).generate();
    for (const fields of [{ code }, { code, password }])
      expect((await owner.post("/conta/verificacao", { secret: theirs.base32, ...fields })).status).toBe(422);
    expect((await owner.post("/conta/verificacao/desligar", { password })).status).toBe(422);
    expect((await owner.post("/conta/senha", { before: password, after: "outra senha boa" })).status).toBe(422);
    expect((await operator()).totpSecret).toBe(before);
  });

  it("may guess the password five times, over all forms; then the session is over and nothing is changed", async () => {
    const owner = await loggedIn(site.url, "administrador");
    const found = await loggedIn(site.url, "administrador");
    await laterThanTheProof();
    const statuses: number[] = [];
    const guess = { before: "errada", password: "errada", proofPassword: "errada" };
    for (const path of [
      "/conta/senha",
      "/conta/verificacao/desligar",
      "/operadores",
      "/conta/verificacao",
      "/conta/senha",
    ])
      statuses.push(
        (
          await found.post(path, {
            ...guess,
            ...{ after: "outra senha boa", secret: secret.base32, code: codeIn(0) },
            ...{ name: "X", email: "x@x.example", role: "atendente" },
          })
        ).status,
      );
    expect(statuses).toEqual([422, 422, 403, 422, 429]);
    expect((await found.get("/conta")).headers.get("location")).toContain("/painel/entrar");
    expect((await owner.get("/conta")).status).toBe(200);
    expect(await site.app.prisma.operator.count({ where: { email: "x@x.example" } })).toBe(0);
  });

  it("does not get past many guesses at the same moment", async () => {
    const found = await loggedIn(site.url, "administrador");
    const csrf = await found.csrf("/conta");
    const guesses = Array.from({ length: 12 }, () =>
      found.send("/conta/verificacao/desligar", { csrf, password: "errada" }),
    );
    const looked = (await Promise.all(guesses)).filter(({ status }) => status === 422);
    expect(looked.length).toBeLessThanOrEqual(4);
  });

  it.each([...provesAgain])("is asked for the password: %s", async (name) => {
    const found = await loggedIn(site.url, "administrador");
    await laterThanTheProof();
    const path = name.split(" ")[1] ?? "";
    const response = await found.post(path.replace(":id", "00000000-0000-0000-0000-000000000000"));
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("Confirme que é você")]);
  });
});

describe("an operator who proves again", () => {
  it("loses nothing of the form, and is not asked for the next half hour", async () => {
    const owner = await loggedIn(site.url, "administrador");
    await laterThanTheProof();
    const fields = { name: "Davi “D” <Sá>", email: "davi@x.example", role: "atendente" };
    const asked = await (await owner.post("/operadores", fields)).text();
    const carried = [...asked.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = "", value = ""]) => [
        name,
        value.replaceAll("&lt;", "<").replaceAll("&amp;", "&").replaceAll("&gt;", ">"),
      ],
    );
    expect(Object.fromEntries(carried)).toMatchObject(fields);
    const wrong = await owner.send("/operadores", { ...Object.fromEntries(carried), proofPassword: "errada" });
    expect([wrong.status, await wrong.text()]).toEqual([403, expect.stringContaining("não é a sua senha")]);
    const done = await owner.send("/operadores", { ...Object.fromEntries(carried), proofPassword: password });
    expect(await done.text()).toContain("Entregue este link");
    expect(await site.app.prisma.operator.findUnique({ where: { email: "davi@x.example" } })).toMatchObject({
      name: fields.name,
    });
    const next = await owner.post("/operadores", { name: "Eva", email: "eva@x.example", role: "atendente" });
    expect(await next.text()).toContain("Entregue este link");
  });

  it("gives the code too where there is a second step, each once, and ends the other sessions", async () => {
    const owner = await loggedIn(site.url, "administrador");
    const other = await loggedIn(site.url, "administrador");
    await turnOn(owner);
    expect((await other.get("/conta")).status).toBe(303);
    await laterThanTheProof();
    const fields = { name: "Gil", email: "gil@x.example", role: "atendente", proofPassword: password };
    expect((await owner.post("/operadores", fields)).status).toBe(403);
    const code = codeIn(0);
    expect((await owner.post("/operadores", { ...fields, proofCode: code })).status).toBe(200);
    expect((await owner.post("/conta/verificacao/desligar", { password, code })).status).toBe(422);
    expect((await owner.post("/conta/verificacao/desligar", { password, code: codeIn(30) })).status).toBe(303);
  });
});
