import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer } from "../../src/http/server.ts";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { runJob } from "../support/run-job.ts";
import { startSite } from "../support/start-site.ts";

const secret = "webhook-secret-of-the-test";
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite({ works: false, config: { banks: { dir: "none", webhookSecret: secret } } });
});
afterAll(() => site?.stop());

/** What nobody outside may read: names of files, of libraries, of functions. */
const ours = /node_modules|\.ts|\.js|\bat |Error|<pre>/;

describe("whatever breaks is answered with its status and a sentence", () => {
  it.each<[string, number, string, RequestInit]>([
    ["an address that nobody can decode", 400, `/webhooks/inter/%ff`, { method: "POST" }],
    ["2 MB", 413, `/webhooks/inter/${secret}`, { method: "POST", body: "x".repeat(2_000_000) }],
    ["a NUL", 400, `/webhooks/inter/${secret}`, { method: "POST", body: "{\0}" }],
    [
      "an unknown charset",
      415,
      `/webhooks/inter/${secret}`,
      { method: "POST", body: "{}", headers: { "content-type": "application/json; charset=nope" } },
    ],
    [
      "a broken gzip",
      400,
      `/webhooks/inter/${secret}`,
      { method: "POST", body: "no gzip", headers: { "content-encoding": "gzip" } },
    ],
    ["an address of no door", 404, "/nada", {}],
    ["an address of an asset that leads outside", 404, "/assets/..%2f..%2fpackage.json", {}],
  ])("%s", async (_, status, path, request) => {
    const response = await fetch(`${site.url}${path}`, request);
    const text = await response.text();
    expect([response.status, text]).toEqual([status, expect.not.stringMatching(ours)]);
  });

  it("2 MB with a wrong secret are not read at all", async () => {
    const response = await fetch(`${site.url}/webhooks/inter/wrong`, { method: "POST", body: "x".repeat(2_000_000) });
    expect([response.status, await response.text()]).toEqual([404, ""]);
  });
});

describe("a bank's post", () => {
  const readPosts = async () => {
    const waiting = await site.app.prisma.bankWebhook.findMany({ where: { doneAt: null } });
    for (const { id } of waiting) await runJob(site.app, { name: "bank-webhook", webhookId: String(id) });
    return site.app.prisma.bankWebhook.findMany({ orderBy: { id: "desc" }, take: 1 });
  };
  const post = (body: string) => fetch(`${site.url}/webhooks/inter/${secret}`, { method: "POST", body });

  it("with a NUL in a text is read like any other, not tried again for ever", async () => {
    expect((await post('[{"codigoSolicitacao":"a\\u0000b","seuNumero":"\\u0000"}]')).status).toBe(200);
    expect(await readPosts()).toMatchObject([{ doneAt: expect.any(Date), fault: "foreign" }]);
  });

  it("with more notes than any bank sends is not looked up note by note", async () => {
    const notes = Array.from({ length: 20_000 }, (_, at) => ({ codigoSolicitacao: `c-${at}` }));
    expect((await post(JSON.stringify(notes))).status).toBe(200);
    const begun = performance.now();
    expect(await readPosts()).toMatchObject([{ doneAt: expect.any(Date), fault: "unreadable" }]);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe("an error of our own", () => {
  it("is told to the log once, and to the other side without its words; an answer half sent is cut off", async () => {
    const logged: unknown[] = [];
    const router = express.Router();
    router.get("/broken", () => {
      throw new Error("secret words in /a/file.ts");
    });
    router.get("/half", (_, response) => {
      response.write("half of a list");
      throw new Error("secret words in /a/file.ts");
    });
    const server = await startServer({
      host: "127.0.0.1",
      port: 0,
      routers: [["/", router]],
      onError: (error) => logged.push(error),
    });
    const broken = await fetch(`${server.url}/broken`);
    expect([broken.status, await broken.text()]).toEqual([500, expect.stringMatching(/^Algo quebrou aqui/)]);
    await expect(fetch(`${server.url}/half`).then((response) => response.text())).rejects.toThrow();
    expect(logged).toHaveLength(2);
    await server.close();
  });
});

describe("a database that cannot go on for now", () => {
  it.each(["53100", "53200", "57P03", "08006"])("with %s is answered 503, to be tried again", async (state) => {
    const key = await createApiKeys(site.app.prisma).create("erp", ["write"]);
    await site.app.prisma.$executeRawUnsafe(`
      CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '${state}'; END $$`);
    await site.app.prisma.$executeRawUnsafe(
      "CREATE OR REPLACE TRIGGER no_room BEFORE INSERT OR UPDATE ON subscriber FOR EACH ROW EXECUTE FUNCTION no_room()",
    );
    const put = () =>
      fetch(`${site.url}/api/v1/subscribers/${state}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify({ name: "Clara Nunes", document: "529.982.247-25", phones: [] }),
      });
    const full = await put();
    expect([full.status, full.headers.get("retry-after")]).toEqual([503, "5"]);
    await site.app.prisma.$executeRawUnsafe("DROP TRIGGER no_room ON subscriber");
    expect((await put()).status).toBe(201);
  });
});
