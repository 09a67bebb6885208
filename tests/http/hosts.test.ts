import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteRouters } from "../../src/app/site.ts";
import { demoOperators } from "../../src/demo/demo-provider.ts";
import { startServer } from "../../src/http/server.ts";
import { trustProxies } from "../../src/http/trusted-proxies.ts";
import { loggedIn, panelClient } from "../support/panel-client.ts";
import { startSite } from "../support/start-site.ts";

let demo: Awaited<ReturnType<typeof startSite>>;
let behindProxy: Awaited<ReturnType<typeof startSite>>;
const publicUrl = "https://fatura.valefibra.example";
beforeAll(async () => {
  demo = await startSite({ works: false });
  behindProxy = await startSite({ works: false, config: { publicUrl, trustedProxies: ["127.0.0.1"] } });
});
afterAll(async () => {
  await demo?.stop();
  await behindProxy?.stop();
});

/** Sends a request with a Host header of its own, which fetch does not allow. */
const answerTo = (url: string, headers: Record<string, string>, method = "GET", body = "") =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request(url, { method, headers: { connection: "close", ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on("error", reject).end(body);
  });

describe("the demo", () => {
  it.each([
    "rebind.evil.example",
    "rebind.evil.example:23080",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "192.168.0.7",
    "0.0.0.0",
    "a b",
    "localhost@evil.example:80@x",
  ])("is no page of anybody else whose name turns to this machine: Host %j", async (host) => {
    const origin = { origin: `http://${host}`, "sec-fetch-site": "same-origin" };
    for (const path of ["/painel/entrar", "/conversa/assinantes", "/api/v1/subscribers", "/metrics", "/nada"])
      expect((await answerTo(`${demo.url}${path}`, { host, ...origin })).status).toBe(421);
  });

  it.each([
    "localhost",
    "localhost:3000",
    "LOCALHOST:3000",
    "localhost.:3000",
    "127.0.0.1",
    "127.0.0.1:3000",
    "[::1]:3000",
  ])("answers to this machine's own names: Host %s", async (host) =>
    expect((await answerTo(`${demo.url}/painel/entrar`, { host })).status).toBe(200),
  );

  it("is not asked to guess: a provider's own service answers to every name", async () => {
    const routers = await siteRouters(demo.app);
    const server = await startServer({ host: "127.0.0.1", port: 0, routers });
    expect((await answerTo(`${server.url}/painel/entrar`, { host: "fatura.valefibra.example" })).status).toBe(200);
    await server.close();
  });
});

describe("the public address", () => {
  it("stands in the link for an operator, whatever Host the request names", async () => {
    const admin = await loggedIn(behindProxy.url, "administrador");
    const fields = { name: "Bia", email: "bia@x.example", role: "atendente", csrf: await admin.csrf("/operadores") };
    const page = await answerTo(
      `${behindProxy.url}/painel/operadores`,
      {
        host: "localhost:1",
        "x-forwarded-host": "evil.example",
        cookie: admin.cookie(),
        "content-type": "application/x-www-form-urlencoded",
      },
      "POST",
      new URLSearchParams(fields).toString(),
    );
    expect(page.text).toContain(`${publicUrl}/painel/convite/`);
    expect(page.text).not.toMatch(/localhost:1|evil\.example/);
  });

  it("is an own page where a proxy rewrites the Host, and a foreign page stays one", async () => {
    const client = panelClient(behindProxy.url, { origin: publicUrl });
    expect((await client.logIn(demoOperators[0]?.email ?? "", demoOperators[0]?.password ?? "")).status).toBe(303);
    for (const origin of ["https://evil.example", "http://fatura.valefibra.example", "null"])
      expect((await panelClient(behindProxy.url, { origin }).logIn("a@x.example", "b")).status).toBe(403);
  });
});

describe("a cookie with a secret", () => {
  const tls = { "x-forwarded-proto": "https" };
  const secretCookies = async (headers: Record<string, string>) => {
    const client = panelClient(behindProxy.url, headers);
    const csrf = await client.csrf("/entrar");
    const { email = "", password = "" } = demoOperators[0] ?? {};
    const entered = await client.send("/entrar", { csrf, email, password });
    const door = await fetch(`${behindProxy.url}/central/entrar`, { headers });
    const chat = await fetch(`${behindProxy.url}/conversa/abrir`, {
      method: "POST",
      redirect: "manual",
      headers,
      body: new URLSearchParams({ phone: "5511900000001" }),
    });
    return [entered, door, chat].flatMap((response) => response.headers.getSetCookie());
  };

  it("is this host's alone under TLS: no other subdomain can plant one", async () => {
    const set = await secretCookies(tls);
    expect(set).toHaveLength(4);
    for (const one of set) {
      expect(one).toMatch(/^__Host-[\w-]+=[\w-]{32,64}; /);
      expect(one.split("; ").slice(1)).toEqual(
        expect.arrayContaining(["Path=/", "HttpOnly", "Secure", "SameSite=Strict"]),
      );
      expect(one).not.toMatch(/Domain/i);
    }
  });

  it("works without TLS too, where browsers take no such name", async () => {
    const set = await secretCookies({});
    expect(set).toHaveLength(4);
    for (const one of set) {
      expect(one).toMatch(/^(?!__Host-)[\w-]+=[\w-]{32,64}; /);
      expect(one).not.toMatch(/Secure/);
    }
  });

  it.each([
    ["the name without the prefix", (value: string) => `sessao-painel=${value}`],
    ["a blank that only some programs cut off", (value: string) => `\u00a0__Host-sessao-painel=${value}`],
    ["another before it", (value: string) => `x="; \u00a0__Host-sessao-painel=${value}`],
    ["the form of RFC 2109", (value: string) => `$Version=1,__Host-sessao-painel=${value}`],
    ["another case", (value: string) => `__host-sessao-painel=${value}`],
  ])("is not read under TLS from a cookie that another subdomain planted: %s", async (_, planted) => {
    const client = panelClient(behindProxy.url, tls);
    await client.logIn(demoOperators[0]?.email ?? "", demoOperators[0]?.password ?? "");
    const [name, value = ""] = client.cookie().split("=");
    expect(name).toBe("__Host-sessao-painel");
    expect((await answerTo(`${behindProxy.url}/painel/conta`, { ...tls, cookie: `${name}=${value}` })).status).toBe(
      200,
    );
    expect((await answerTo(`${behindProxy.url}/painel/conta`, { ...tls, cookie: planted(value) })).status).toBe(303);
  });

  it("ends in the browser as it was set", async () => {
    const client = panelClient(behindProxy.url, tls);
    const door = await fetch(`${behindProxy.url}/central/entrar`, { headers: tls });
    const cookie = door.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const csrf = /name="csrf" value="([^"]+)"/.exec(await door.text())?.[1] ?? "";
    const came = await fetch(`${behindProxy.url}/central/demonstracao`, {
      method: "POST",
      redirect: "manual",
      headers: { ...tls, cookie },
      body: new URLSearchParams({ csrf, telefone: "5511900000001" }),
    });
    expect(came.headers.getSetCookie().find((one) => one.startsWith("__Host-porta-central=;"))).toMatch(/Secure/);
    expect((await client.get("/entrar")).status).toBe(200);
  });
});

describe("what a proxy says", () => {
  it("is believed of the proxies' own addresses and networks only", () => {
    const trust = trustProxies(["10.0.0.5", "172.16.0.0/12", "2001:db8:9::/48"]);
    const asked = [
      "10.0.0.5",
      "10.0.0.6",
      "172.20.1.1",
      "::ffff:172.20.1.1",
      "2001:db8:9::1",
      "2001:db8:8::1",
      "",
      "x",
    ];
    expect(asked.filter((address) => trust(address, 0))).toEqual([
      "10.0.0.5",
      "172.20.1.1",
      "::ffff:172.20.1.1",
      "2001:db8:9::1",
    ]);
  });

  it("is not believed of somebody in the internet who reaches the port, if only their number is known", () => {
    const trust = trustProxies(2);
    const callers = ["127.0.0.1", "::1", "10.1.2.3", "172.18.0.1", "192.168.0.2", "100.64.0.1", "fd00::1", "fe80::1"];
    expect(callers.filter((address) => !trust(address, 0))).toEqual([]);
    expect(["203.0.113.9", "::ffff:203.0.113.9", "2001:db8::1", "", "x"].filter((one) => trust(one, 0))).toEqual([]);
    // The proxy before the last may be a public one.
    expect([trust("203.0.113.9", 1), trust("203.0.113.9", 2), trustProxies(0)("127.0.0.1", 0)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("told by somebody who is not a proxy, it is ignored and noticed once", async () => {
    const noticed: string[] = [];
    const server = await startServer({
      host: "127.0.0.1",
      port: 0,
      routers: await siteRouters(demo.app),
      trustedProxies: ["10.0.0.5"],
      onUntrustedProxy: (address) => noticed.push(address),
    });
    const headers = { "x-forwarded-for": "1.2.3.4", "x-forwarded-proto": "https" };
    for (let call = 0; call < 3; call++) {
      const response = await fetch(`${server.url}/painel/entrar`, { headers });
      expect(response.headers.getSetCookie()[0]).not.toMatch(/Secure/);
    }
    await fetch(`${server.url}/painel/entrar`);
    expect(noticed).toEqual(["127.0.0.1"]);
    await server.close();
  });
});
