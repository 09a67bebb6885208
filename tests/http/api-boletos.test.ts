import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resourceNames } from "../../src/core/register/schemas.ts";
import { examples } from "../../src/http/api/examples.ts";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { startSite } from "../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let key: string;
let readKey: string;
beforeAll(async () => {
  site = await startSite({ works: false });
  key = await createApiKeys(site.app.prisma).create("erp", ["read", "write"]);
  readKey = await createApiKeys(site.app.prisma).create("relatório", ["read"]);
});
afterAll(() => site.stop());

const call = async (method: string, path: string, body?: unknown, with_ = key) => {
  const response = await fetch(`${site.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${with_}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const paths = ({ errors }: Record<string, unknown>) =>
  (errors as { path: string }[] | undefined)?.map(({ path }) => path);

describe("the API's boletos", () => {
  it("come in with what the page shows as examples, each as it stands there, one after the other", async () => {
    for (const name of resourceNames) {
      const { id, value } = examples[name];
      expect([name, (await call("PUT", `/${name}/${id}`, value)).status]).toEqual([name, 201]);
      expect([name, (await call("PUT", `/${name}/${id}`, value)).status]).toEqual([name, 200]);
    }
  });

  it("show what the description says of them and nothing else", async () => {
    const document = (await fetch(`${site.url}/api/v1/openapi.json`).then((answer) => answer.json())) as {
      components: { schemas: Record<string, { properties: object }> };
    };
    for (const name of resourceNames) {
      const described = Object.keys(document.components.schemas[`${name}.shown`]?.properties ?? {});
      const { body } = await call("GET", `/${name}/${examples[name].id}`);
      expect(described).toEqual(expect.arrayContaining(Object.keys(body)));
    }
  });

  it.each([
    [{ status: "expired" }, 422, "status"],
    [{ status: "cancelled", reason: "x" }, 422, "reason"],
    [{ status: "paid" }, 422, "paymentId"],
    [{ status: "paid", paidOn: "2026-02-30", amountCents: 1, paymentId: "p" }, 422, "paidOn"],
    [{ status: "paid", paidOn: "2999-01-01", amountCents: 1, paymentId: "p" }, 422, "paidOn"],
    [{ status: "paid", paidOn: "2025-02-28", amountCents: -1, paymentId: "p" }, 422, "amountCents"],
  ])("take no report that does not fit: %j", async (report, status, field) => {
    const answer = await call("PATCH", "/boletos/B-900", report);
    expect([answer.status, paths(answer.body)]).toEqual([status, expect.arrayContaining([field])]);
    expect((await call("GET", "/boletos/B-900")).body).toMatchObject({ status: "payable" });
    expect(await site.app.prisma.payment.count()).toBe(0);
  });

  it("take a report from a key that may write, about a boleto that is there, of the ERP's own alone", async () => {
    const report = { status: "cancelled" };
    expect((await call("PATCH", "/boletos/B-900", report, readKey)).status).toBe(403);
    expect((await call("PATCH", "/boletos/nobody", report)).status).toBe(404);
    const ours = await site.app.prisma.boleto.findFirstOrThrow({ where: { origin: "faturabot", status: "payable" } });
    expect((await call("PATCH", `/boletos/${ours.id}`, report)).status).toBe(409);
    expect((await call("GET", `/boletos/${ours.id}`)).body).toMatchObject({ status: "payable" });
  });

  it("are paid by report, once, and tell so in the feed by the ERP's id", async () => {
    const paid = { status: "paid", paidOn: "2025-01-20", amountCents: 10_990, paymentId: "P-1" };
    for (let time = 0; time < 2; time++)
      expect(await call("PATCH", "/boletos/B-900", paid)).toMatchObject({ status: 200, body: { status: "paid" } });
    expect((await call("PATCH", "/boletos/B-900", { ...paid, paidOn: "2025-01-19" })).status).toBe(409);
    expect((await call("PATCH", "/boletos/B-900", { status: "cancelled" })).status).toBe(409);
    expect((await call("GET", "/invoices/F-2026-12")).body).toMatchObject({ status: "paid" });
    const feed = (await call("GET", "/events?limit=500")).body.items as { type: string; data: object }[];
    expect(feed.filter(({ type }) => type === "payment.received").map(({ data }) => data)).toMatchObject([
      { externalId: "B-900", invoiceId: "F-2026-12", amountCents: 10_990, outcome: "settled" },
    ]);
  });

  it("are found by the ERP's id even where that looks like one of ours", async () => {
    const id = "11111111-2222-4333-8444-555555555555";
    const { value } = examples.invoices;
    await call("PUT", "/invoices/F-2", { ...value, description: "outra" });
    const line = "34191090080002997456578970060006716560000010990";
    const answer = await call("PUT", `/boletos/${id}`, {
      ...examples.boletos.value,
      invoiceId: "F-2",
      linhaDigitavel: line,
    });
    expect(answer).toMatchObject({ status: 201, body: { externalId: id } });
    expect((await call("PATCH", `/boletos/${id}`, { status: "cancelled" })).body).toMatchObject({
      status: "cancelled",
    });
  });
});
