import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser/open-browser.ts";
import { picture } from "../support/browser/picture.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let chromium: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  site = await startSite({ works: false });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium.close();
  await site.stop();
});

describe("the page of the API", () => {
  it.each([360, 1200])("shows every door and every field under the server's own rules, at %i px", async (width) => {
    const page = await chromium.browser.newPage();
    const problems: string[] = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url) && request.url() !== "data:,") problems.push(request.url());
    });
    await page.setViewport({ width, height: 800 });
    const response = await page.goto(`${site.url}/api/docs`, { waitUntil: "networkidle0" });
    expect(response?.headers()["content-security-policy"]).toContain(
      "default-src 'none';script-src 'self';style-src 'self'",
    );
    await picture(page, `api-docs-${width}`, { fullPage: true });
    const text = await page.evaluate(() => document.body.textContent ?? "");
    const described = (await fetch(`${site.url}/api/v1/openapi.json`).then((answer) => answer.json())) as {
      paths: Record<string, object>;
      components: { schemas: Record<string, { properties?: object }> };
    };
    const doors = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} /api/v1${path}`),
    );
    const written = ["bank-wallets", "wallets", "subscribers", "contracts", "invoices", "boletos"];
    const fields = written.flatMap((name) => Object.keys(described.components.schemas[name]?.properties ?? {}));
    expect(doors).toContain("PATCH /api/v1/boletos/{id}");
    expect(fields).toContain("linhaDigitavel");
    for (const shown of [...doors, ...fields]) expect(text).toContain(shown);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    // Styled: the sheet arrived and was let in.
    expect(await page.$eval("header", (header) => getComputedStyle(header).color)).toBe("rgb(255, 255, 255)");
    expect(problems).toEqual([]);
    await page.close();
  });
});
