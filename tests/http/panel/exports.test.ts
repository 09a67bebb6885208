import { afterAll, beforeAll, expect, it } from "vitest";
import { csvRows } from "../../support/csv-rows.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let admin: Awaited<ReturnType<typeof loggedIn>>;
let clerk: Awaited<ReturnType<typeof loggedIn>>;
beforeAll(async () => {
  site = await startSite({ works: false });
  admin = await loggedIn(site.url, "administrador");
  clerk = await loggedIn(site.url, "atendente");
});
afterAll(() => site?.stop());

const rows = async (path: string) => {
  const response = await admin.get(path);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  return (await csvRows(Buffer.from(await response.arrayBuffer()))).rows;
};
const ids = async (path: string) => (await rows(path)).map(({ id }) => id);
/** Where the page's own link leads. */
const linkOn = async (page: string) =>
  /href="\/painel(\/exportar\/[^"]+)">Exportar esta lista/
    .exec(await admin.text(page))?.[1]
    ?.replaceAll("&amp;", "&") ?? "none";

it.each([
  ["a search", "busca=pereira+joao", ["contrato-2-1", "contrato-2-2"]],
  ["a search in an address", "busca=rua+bela", ["contrato-4-1"]],
])("the list of contracts is exported as it is filtered: %s", async (_, query, expected) => {
  expect((await ids(await linkOn(`/contratos?${query}`))).sort()).toEqual(expected);
});

it("the list of contracts is exported by wallet and branch, and whole without a filter, page after page", async () => {
  const { prisma } = site.app;
  const wallet = await prisma.wallet.findUniqueOrThrow({ where: { externalId: "fatura-lenta" } });
  const ofWallet = await prisma.contract.findMany({ where: { walletId: wallet.id } });
  expect(await ids(await linkOn(`/contratos?carteira=${wallet.id}`))).toEqual(
    ofWallet.map(({ externalId }) => externalId),
  );
  const { id: subscriberId } = await prisma.subscriber.findFirstOrThrow({ where: { name: "Carlos Dias" } });
  const data = Array.from({ length: 2100 }, (_, at) => ({
    ...{ externalId: `muito-${at}`, subscriberId, address: `Rua Comprida, ${at}`, branch: at < 1500 ? "Norte" : "Sul" },
  }));
  await prisma.contract.createMany({ data });
  const north = await ids(await linkOn("/contratos?filial=Norte"));
  expect([north.length, new Set(north).size]).toEqual([1500, 1500]);
  expect(await ids("/exportar/contratos")).toHaveLength(await prisma.contract.count());
});

it("a list of invoices is exported with its state and search alone", async () => {
  const { prisma } = site.app;
  const [one] = await prisma.invoice.findMany({ where: { status: "open", dueDate: { gt: new Date() } }, take: 1 });
  await prisma.invoice.update({ where: { id: one?.id ?? "" }, data: { status: "em_acordo" } });
  expect(await ids(await linkOn("/faturas?lista=em_acordo"))).toEqual([one?.externalId]);
  const open = await ids("/exportar/faturas?lista=open");
  const overdue = await ids("/exportar/faturas?lista=overdue");
  expect(open.length).toBeGreaterThan(0);
  expect([...open, ...overdue]).not.toContain(one?.externalId);
  expect(open.filter((id) => overdue.includes(id))).toEqual([]);
  const found = await rows(await linkOn("/faturas?lista=open&busca=padaria"));
  expect(found.length).toBeGreaterThan(1);
  expect(new Set(found.map(({ contrato }) => contrato))).toEqual(new Set(["contrato-3-1"]));
});

it("nothing of a filtered list is a formula, and an atendente gets none", async () => {
  const { prisma } = site.app;
  await prisma.contract.updateMany({
    where: { externalId: "contrato-4-1" },
    data: { address: '=HYPERLINK("http://x";"y")', plan: "@SUM(A1)" },
  });
  const text = await (await admin.get("/exportar/contratos?busca=contrato-4-1")).text();
  expect(text).toContain(`"'=HYPERLINK(""http://x"";""y"")"`);
  expect(text).not.toMatch(/(^|;)"?[=+@-]/m);
  expect((await clerk.get("/exportar/contratos?busca=x")).status).toBe(403);
  expect(await clerk.text("/contratos")).not.toContain("Exportar esta lista");
  expect(await clerk.text("/faturas")).not.toContain("Exportar esta lista");
});
