import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { access, type RouteName } from "../../../src/panel/ui/access.ts";
import { menuFor } from "../../../src/panel/ui/menu.ts";
import { loggedIn, panelClient } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite({ works: false });
});
afterAll(() => site?.stop());

const routes = Object.keys(access) as RouteName[];
const pathOf = (name: RouteName) =>
  (name.split(" ")[1] ?? "").replaceAll(/:\w+/g, "3f2f0f6e-0000-4000-8000-000000000000").replace(/^\/$/, "");
const counts = async () => {
  const { operator, contract, wallet, bankWallet, auditEntry } = site.app.prisma;
  return Promise.all([operator.count(), contract.count(), wallet.count(), bankWallet.count(), auditEntry.count()]);
};

describe("every route of the panel", () => {
  it.each(routes.filter((name) => access[name] !== "anyone"))("asks for a login: %s", async (name) => {
    const client = panelClient(site.url);
    const csrf = await client.csrf("/entrar");
    const response = name.startsWith("GET")
      ? await client.get(pathOf(name))
      : await client.send(pathOf(name), { csrf });
    expect([response.status, response.headers.get("location")?.split("?")[0]]).toEqual([303, "/painel/entrar"]);
  });

  it.each(routes.filter((name) => access[name] === "administrador"))("keeps an atendente out of %s", async (name) => {
    const client = await loggedIn(site.url, "atendente");
    const before = await counts();
    const response = name.startsWith("GET") ? await client.get(pathOf(name)) : await client.post(pathOf(name));
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("Só para administradores")]);
    expect(await counts()).toEqual(before);
  });

  it.each(routes.filter((name) => name.startsWith("POST")))(
    "takes no form without this browser's token: %s",
    async (name) => {
      const before = await counts();
      const client = await loggedIn(site.url, "administrador");
      const foreign = await (await loggedIn(site.url, "administrador")).csrf("/conta");
      for (const csrf of [[], [""], ["x"], [foreign]]) {
        const response = await client.send(pathOf(name), { csrf });
        expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("Página antiga")]);
      }
      expect(await counts()).toEqual(before);
    },
  );

  it("says that a page does not exist, and shows no page in a frame or with scripts of others", async () => {
    const client = await loggedIn(site.url, "administrador");
    const response = await client.get("/nada");
    expect(response.status).toBe(404);
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';img-src 'self' data:;form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect((await client.get("")).headers.get("cache-control")).toBe("no-store");
  });

  it("stands in the menu for those alone who may open it", () => {
    expect(JSON.stringify(menuFor("administrador"))).toContain("Operadores");
    expect(JSON.stringify(menuFor("atendente"))).not.toMatch(/Operadores|Registro de alterações/);
  });
});

describe("the cookie behind a proxy with TLS", () => {
  it("is for TLS alone once the proxy is trusted", async () => {
    const { startServer } = await import("../../../src/http/server.ts");
    const { siteRouters } = await import("../../../src/app/site.ts");
    for (const [trustedProxies, secure] of [
      [0, false],
      [1, true],
    ] as const) {
      const routers = await siteRouters(site.app);
      const server = await startServer({ host: "127.0.0.1", port: 0, routers, trustedProxies });
      const response = await fetch(`${server.url}/painel/entrar`, { headers: { "x-forwarded-proto": "https" } });
      expect(/; Secure/.test(response.headers.getSetCookie()[0] ?? "")).toBe(secure);
      await server.close();
    }
  });
});
