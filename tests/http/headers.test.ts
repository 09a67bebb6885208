import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSmsCourier } from "../../src/couriers/sms-courier.ts";
import { createEventSender } from "../../src/erp/create-event-sender.ts";
import { loggedIn } from "../support/panel-client.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite({ works: false });
});
afterAll(() => site?.stop());

describe("every door", () => {
  it.each(["/painel/entrar", "/central/entrar", "/conversa/assinantes", "/api/v1/subscribers", "/api/docs", "/nada"])(
    "says what a browser may do with its answer, and nothing of itself: %s",
    async (path) => {
      const { headers } = await fetch(`${site.url}${path}`, { redirect: "manual" });
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("referrer-policy")).toMatch(/^(no-referrer|same-origin)$/);
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    },
  );
});

it("a file above 20 MB is refused in words, and nothing of it is kept", async () => {
  const client = await loggedIn(site.url, "administrador");
  const form = new FormData();
  form.append("csrf", await client.csrf("/importar"));
  form.append("file", new Blob([Buffer.alloc(21 * 2 ** 20, "a")]), "../../grande.csv");
  const response = await fetch(`${site.url}/painel/importar`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: client.cookie(), connection: "close" },
    body: form,
  });
  expect([response.status, await response.text()]).toEqual([413, expect.stringContaining("grande demais")]);
});

it("a redirect of the provider's SMS gateway or event endpoint is not followed, whatever it leads to", async () => {
  const followed: string[] = [];
  const server = createServer((request, response) => {
    if (request.url !== "/") followed.push(request.url ?? "");
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const message = { code: "123456", subject: "x", text: "x 123456" };
  await expect(createSmsCourier({ url, method: "POST", headers: {} }).send("5511900000001", message)).rejects.toThrow(
    "não aceitou",
  );
  expect(await createEventSender({ url, secret: "s" })({ id: "1" }, new Date())).toBe("status 307");
  expect(followed).toEqual([]);
  server.closeAllConnections();
  server.close();
});
