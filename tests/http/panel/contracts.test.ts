import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doLinkRun } from "../../../src/panel/contracts/link-run.ts";
import { listContracts } from "../../../src/panel/contracts/list-contracts.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let admin: Awaited<ReturnType<typeof loggedIn>>;
beforeAll(async () => {
  site = await startSite({ works: false });
  admin = await loggedIn(site.url, "administrador");
});
afterAll(() => site?.stop());

const found = async (query: string) =>
  [...(await admin.text(`/contratos?${query}`)).matchAll(/aria-label="Editar o contrato ([^,]+),/g)].map(
    ([, id]) => id,
  );
const search = (busca: string) => found(new URLSearchParams({ busca }).toString());

describe("the list of contracts", () => {
  it.each([
    ["a name without accents, in any order", "pereira joao", ["contrato-2-1", "contrato-2-2"]],
    ["the beginning of a word", "padar", ["contrato-3-1"]],
    ["a CPF with points", "529.982.247-25", ["contrato-1-1"]],
    ["a CNPJ with letters", "12.abc.345/01de-35", ["contrato-3-1"]],
    ["a contract", "contrato-4-1", ["contrato-4-1"]],
    ["an address with its number", "rua bela, 7", ["contrato-4-1"]],
    ["a phone as people write it", "(11) 90000-0005", ["contrato-5-1"]],
    ["a phone with its country", "+55 11 90000-0005", ["contrato-5-1"]],
    ["the last of a phone alone", "900000005", ["contrato-5-1"]],
    ["nothing of the kind", "zebra", []],
    ["what would be a query", "') OR 1=1 --", []],
  ])("finds by %s: %s", async (_, busca, ids) => {
    expect((await search(busca)).sort()).toEqual(ids);
  });

  it("follows a name, a phone and an address that change", async () => {
    const { prisma } = site.app;
    const { subscriberId } = await prisma.contract.findUniqueOrThrow({ where: { externalId: "contrato-8-1" } });
    await prisma.subscriber.update({ where: { id: subscriberId }, data: { name: "Íris Vaz" } });
    await prisma.subscriberPhone.create({ data: { subscriberId, phone: "5521987654321" } });
    await prisma.contract.update({ where: { externalId: "contrato-8-1" }, data: { address: "Beco Um, 9" } });
    for (const busca of ["iris", "21987654321", "beco um"]) expect(await search(busca)).toEqual(["contrato-8-1"]);
    await prisma.subscriberPhone.deleteMany({ where: { phone: "5521987654321" } });
    for (const busca of ["lia rocha", "21987654321", "rua alta"]) expect(await search(busca)).toEqual([]);
  });

  it("goes through every contract once, page by page, and through what is found", async () => {
    const { prisma } = site.app;
    const { id: subscriberId } = await prisma.subscriber.findFirstOrThrow({ where: { name: "Carlos Dias" } });
    const address = "Rua Comprida, 1";
    const data = Array.from({ length: 120 }, (_, index) => ({ externalId: `longa-${index}`, subscriberId, address }));
    await prisma.contract.createMany({ data });
    for (const query of ["", "busca=comprida"]) {
      const seen: (string | undefined)[] = [];
      let page = query;
      for (let pages = 0; pages < 10; pages++) {
        const html = await admin.text(`/contratos?${page}`);
        seen.push(...[...html.matchAll(/aria-label="Editar o contrato ([^,]+),/g)].map(([, id]) => id));
        const next = /rel="next" href="\/painel\/contratos\?([^"]+)"/.exec(html)?.[1];
        if (!next) break;
        page = next.replaceAll("&amp;", "&");
      }
      const all = await prisma.contract.count({ where: query === "" ? {} : { address } });
      expect([seen.length, new Set(seen).size]).toEqual([all, all]);
    }
    expect((await admin.get("/contratos?depois=nada")).status).toBe(200);
  });

  it("goes through more than it puts in order, each once", async () => {
    const { prisma } = site.app;
    const { id: subscriberId } = await prisma.subscriber.findFirstOrThrow({ where: { name: "Carlos Dias" } });
    const data = Array.from({ length: 2100 }, (_, index) => ({
      externalId: `mil-${index}`,
      subscriberId,
      address: "Alameda",
    }));
    await prisma.contract.createMany({ data });
    const seen = new Set<string>();
    let after: string | undefined;
    do {
      const { lines, next } = await listContracts(
        prisma,
        { words: ["alameda"] },
        { limit: 1000, ...(after && { after }) },
      );
      for (const { id } of lines) expect(seen.add(id)).toBeDefined();
      after = next;
    } while (after);
    expect(seen.size).toBe(2100);
    await prisma.contract.deleteMany({ where: { address: "Alameda" } });
  });

  it("shows names and addresses as text, whatever they look like", async () => {
    const { prisma } = site.app;
    const nasty = `"><script>alert(1)</script>`;
    const { id } = await prisma.contract.update({
      where: { externalId: "contrato-9-1" },
      data: { address: nasty, subscriber: { update: { name: `Bruno ${nasty}` } } },
    });
    for (const path of [
      "/contratos?busca=bruno",
      `/contratos/${id}`,
      `/contratos/${id}/faturamento`,
      `/contratos?busca=${encodeURIComponent(nasty)}`,
    ]) {
      const html = await admin.text(path);
      expect(html).not.toContain("<script>alert");
    }
  });
});

describe("many contracts at once", () => {
  it("are linked as they were shown: a list that changed since is shown again", async () => {
    const { prisma } = site.app;
    const target = await prisma.wallet.findUniqueOrThrow({ where: { externalId: "fatura-trava" } });
    const fields = { busca: "comprida", carteira: "", filial: "", wallet: target.id, confirm: "sim" };
    const stale = await admin.post("/contratos/vincular", { ...fields, expected: `${target.id} 7` });
    expect([stale.status, await stale.text()]).toEqual([422, expect.stringContaining("confira e confirme de novo")]);
    expect(await prisma.contract.count({ where: { walletId: target.id, address: "Rua Comprida, 1" } })).toBe(0);
    const begun = await admin.post("/contratos/vincular", { ...fields, expected: `${target.id} 120` });
    const page = begun.headers.get("location")?.replace("/painel", "") ?? "";
    expect(await admin.text(page)).toMatch(/0 de 120 contratos[\s\S]*<noscript>|<noscript>[\s\S]*0 de 120 contratos/);
    const runId = page.split("/").at(-1) ?? "";
    // Two workers at the same run: each contract once.
    await Promise.all([1, 2].map(() => doLinkRun(prisma, runId, () => new Date())));
    expect(await admin.text(page)).toContain("Pronto: 120 contratos vinculados.");
    expect(await prisma.contract.count({ where: { walletId: target.id, address: "Rua Comprida, 1" } })).toBe(120);
    expect(await prisma.event.count({ where: { type: "contract.linked" } })).toBe(120);
    expect(await admin.text("/registro")).toContain(
      "Vinculou 120 contratos de uma vez à carteira Fatura – trava 10 dias antes.",
    );
    expect(await (await admin.get(`${page}/progresso`)).text()).toBe("event: over\ndata:\n\n");
  });

  it("are left to whoever links them already: a second job does not wait", async () => {
    const { prisma } = site.app;
    const { id: walletId } = await prisma.wallet.findFirstOrThrow();
    const filter = { words: ["nobody"] };
    const { id } = await prisma.linkRun.create({ data: { walletId, filter, total: 0, startedAt: new Date() } });
    const run = () => doLinkRun(prisma, id, () => new Date());
    await prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM link_run WHERE id = ${id}::uuid FOR UPDATE`;
      expect(await Promise.race([run(), sleep(3000, "waits")])).toBeUndefined();
    });
    expect(await prisma.linkRun.count({ where: { id, finishedAt: null } })).toBe(1);
    await run();
    expect(await prisma.linkRun.count({ where: { id, finishedAt: null } })).toBe(0);
  });
});
