import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runRemittance } from "../../src/app/commands/bank-files.ts";
import { makeRemittance } from "../../src/core/use-cases/bank-files/make-remittance.ts";
import { issueBoleto } from "../../src/core/use-cases/boletos/issue-boleto.ts";
import { createApiKeys } from "../../src/storage/api-keys.ts";
import { createRemittances } from "../../src/storage/remittance-store.ts";
import { bankWalletOf } from "../../src/storage/turn/invoice-case.ts";
import { readRemittance } from "../standins/banks/cnab/read-remittance.ts";
import { writeReturn } from "../standins/banks/cnab/write-return.ts";
import { collect } from "../support/collect.ts";
import { fileAccounts } from "../support/file-accounts.ts";
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

async function call(method: string, address: string, body?: unknown, with_ = key) {
  const response = await fetch(`${site.url}/api/v1${address}`, {
    method,
    headers: { authorization: `Bearer ${with_}` },
    ...(body !== undefined && { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get("content-type")?.includes("json");
  return { status: response.status, headers: response.headers, bytes, body: isJson ? JSON.parse(String(bytes)) : {} };
}

const wallet = {
  bankCode: "756",
  // An account of its own: that of the demo has all numbers there are.
  account: { ...fileAccounts["756"].account, agencia: "3042" },
  cnab: fileAccounts["756"].cnab,
  registersBy: "cnab240",
  beneficiaryName: "VALE FIBRA TELECOM LTDA",
  beneficiaryDocument: "12.345.678/0001-95",
  cutOff: "18:00",
  nossoNumeroFrom: 9_000_000,
  nossoNumeroTo: 9_000_999,
};

describe("a bank wallet by file in the API", () => {
  it("is taken with its settings, shown with them, and keeps them where they are not handed in again", async () => {
    const made = await call("PUT", "/bank-wallets/sicoob-arquivo", wallet);
    expect(made).toMatchObject({ status: 201, body: { registersBy: "cnab240", cnab: wallet.cnab } });
    expect(made.body.sandboxOutcome).toBeUndefined();
    const { registersBy: _, cnab: __, ...rest } = wallet;
    const again = await call("PUT", "/bank-wallets/sicoob-arquivo", { ...rest, cutOff: "17:30" });
    expect(again).toMatchObject({ status: 200, body: { registersBy: "cnab240", cnab: wallet.cnab, cutOff: "17:30" } });
  });

  it.each([
    [{ cnab: {} }, ["cnab.agenciaDv", "cnab.conta", "cnab.contaDv"]],
    [{ cnab: { ...wallet.cnab, convenio: "1" } }, ["cnab.convenio"]],
    [{ registersBy: "fax" }, ["registersBy"]],
  ])("is refused naming the field: %j", async (change, fields) => {
    const { status, body } = await call("PUT", "/bank-wallets/x", { ...wallet, ...change });
    expect([status, body.errors.map(({ path }: { path: string }) => path)]).toEqual([422, fields]);
  });
});

it("a bank whose files no source confirms takes no new bank wallet by file, and its old ones go on", async () => {
  const account = { beneficiario: "7654321", carteira: "110", conta: "7654321" };
  const inter = { ...wallet, bankCode: "077", account, cnab: { agenciaDv: "9" } };
  const numbers = { nossoNumeroFrom: 1, nossoNumeroTo: 999 };
  const refused = await call("PUT", "/bank-wallets/inter-arquivo", { ...inter, ...numbers });
  expect(refused).toMatchObject({
    status: 422,
    body: {
      errors: [
        {
          path: "registersBy",
          message: "não está confirmado que o Inter aceita CNAB 240 de cobrança: use a API do banco",
        },
      ],
    },
  });
  const made = await call("PUT", "/bank-wallets/inter-arquivo", { ...inter, ...numbers, registersBy: "sandbox" });
  expect(made.status).toBe(201);
  const { bankWallet } = site.app.prisma;
  const byFile = { registersBy: "cnab240", sandboxOutcome: null } as const;
  await bankWallet.update({ where: { externalId: "inter-arquivo" }, data: byFile });
  const again = await call("PUT", "/bank-wallets/inter-arquivo", { ...inter, ...numbers, cutOff: "17:00" });
  expect(again).toMatchObject({ status: 200, body: { cutOff: "17:00" } });
});

describe("remessas and return files in the API", () => {
  let number: string;
  beforeAll(async () => {
    await call("PUT", "/bank-wallets/sicoob-arquivo", wallet);
    await call("PUT", "/wallets/so-sicoob", {
      kind: "bank",
      description: "Sicoob",
      bankWalletIds: ["sicoob-arquivo"],
    });
    await call("PUT", "/subscribers/7", { name: "Rui Sá", document: "529.982.247-25" });
    const contract = { subscriberId: "7", walletId: "so-sicoob", address: "Rua A, 1, Centro, Niterói - RJ, 24020-005" };
    await call("PUT", "/contracts/7", contract);
    for (const id of ["7-1", "7-2"])
      await call("PUT", `/invoices/${id}`, {
        contractId: "7",
        amountCents: 5000,
        dueDate: "2027-12-10",
        description: "uso",
      });
  });

  const issue = async (externalId: string) => {
    const { prisma, storage, deps } = site.app;
    const { id: invoiceId } = await prisma.invoice.findUniqueOrThrow({ where: { externalId } });
    const { id: bankWalletId } = await prisma.bankWallet.findUniqueOrThrow({ where: { externalId: "sicoob-arquivo" } });
    const request = { invoiceId, bankWalletId, now: deps.clock.now(), demo: false, windowSeconds: undefined };
    await storage.transaction((records) => issueBoleto(records, request));
    return prisma.boleto.findFirstOrThrow({ where: { invoiceId } });
  };
  const command = async (options: { dryRun?: boolean; out?: string; number?: number; wallet?: string }) => {
    const { prisma, deps } = site.app;
    const output = collect();
    const code = await runRemittance({
      wallet: "sicoob-arquivo",
      dryRun: false,
      ...options,
      async find(externalId) {
        const row = await prisma.bankWallet.findUnique({ where: { externalId } });
        return row ? bankWalletOf(row) : undefined;
      },
      make: (found, dryRun) => makeRemittance(deps, { wallet: found, until: deps.clock.now(), dryRun }),
      again: (nsa) => createRemittances(prisma).numbered("sicoob-arquivo", nsa),
      output: output.stream,
    });
    return { code, said: output.text() };
  };

  it("faturabot remessa tries out, makes, writes, and gives an old one again", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-remessa-"));
    const out = path.join(folder, "r.rem");
    expect(await command({})).toEqual({ code: 0, said: "Nada espera por remessa nesta carteira.\n" });
    number = (await issue("7-1")).nossoNumero ?? "";
    const tried = await command({ dryRun: true, out });
    expect(tried.said).toBe(
      "Ensaio: a remessa 1 teria 1 a registrar, 0 a baixar, 0 a mudar de vencimento. Nada foi guardado: não envie ao banco.\n",
    );
    expect(await site.app.prisma.remittance.count()).toBe(0);
    expect(await command({ out })).toEqual({
      code: 0,
      said: `Remessa 1: 1 a registrar, 0 a baixar, 0 a mudar de vencimento. Gravada em ${out}.\n`,
    });
    const written = readFileSync(out);
    expect(readRemittance(written)).toMatchObject({ nsa: 1, titles: [{ P: { movement: "01" } }] });
    await command({ out, number: 1 });
    expect(readFileSync(out)).toEqual(written);
    await expect(command({ number: 9 })).rejects.toThrow("não existe a remessa 9");
    await expect(command({ wallet: "nobody" })).rejects.toThrow('não existe a carteira de banco "nobody"');
    await expect(command({ wallet: "sicoob" })).rejects.toThrow("não registra por arquivo");
    await expect(command({ number: 1, out: path.join(folder, "no", "r") })).rejects.toThrow("Não consegui gravar");
    rmSync(folder, { recursive: true });
  });

  it("remessas are listed, newest first, page by page, and given as they go to the bank", async () => {
    await issue("7-2");
    await command({});
    const first = await call("GET", "/remittances?wallet=sicoob-arquivo&limit=1", undefined, readKey);
    expect(first.body).toEqual({
      items: [
        {
          id: expect.any(String),
          bankWalletId: "sicoob-arquivo",
          bankCode: "756",
          number: 2,
          fileName: "remessa-756-000002.rem",
          madeAt: expect.any(String),
          titles: 1,
        },
      ],
      next: expect.any(String),
    });
    const { body } = await call("GET", `/remittances?limit=1&after=${first.body.next}`);
    expect(body.items.map(({ number: nsa }: { number: number }) => nsa)).toEqual([1]);
    expect(body.next).toBeUndefined();
    const file = await call("GET", `/remittances/${first.body.items[0].id}/file`, undefined, readKey);
    expect(file.headers.get("content-disposition")).toContain("remessa-756-000002.rem");
    expect(readRemittance(file.bytes)).toMatchObject({ nsa: 2, bank: "756" });
    expect((await call("GET", "/remittances/nobody/file")).status).toBe(422);
    expect((await call("GET", "/remittances/00000000-0000-4000-8000-000000000000/file")).status).toBe(404);
  });

  it("a return file is tried out, applied once, and told by title", async () => {
    const file = writeReturn("756", [
      { movement: "02", nossoNumero: number, cents: 5000 },
      { movement: "02", nossoNumero: "1111111" },
    ]);
    expect((await call("POST", "/returns", file, readKey)).status).toBe(403);
    const tried = await call("POST", "/returns?dryRun=true&name=r.ret", file);
    expect(tried).toMatchObject({ status: 200, body: { applied: false } });
    const done = await call("POST", "/returns?name=r.ret", file);
    expect(done.body).toMatchObject({
      applied: true,
      titles: [
        { movimento: "02", action: "registra: já pode ser pago, e o assinante é avisado" },
        { action: "nada: o título não é do Faturabot" },
      ],
    });
    expect(tried.body.titles).toEqual(done.body.titles);
    expect((await call("POST", "/returns", file)).body).toMatchObject({
      applied: false,
      appliedBefore: expect.any(String),
    });
    expect(await site.app.prisma.returnFile.findMany()).toMatchObject([{ name: "r.ret", titles: 2, foreign: 1 }]);
  });

  it.each<[string, Buffer | undefined, string, number, string]>([
    ["nothing", undefined, "", 422, "linha 1"],
    ["half a file", writeReturn("756", []).subarray(0, 300), "", 422, "linha 2"],
    ["a query that nobody knows", Buffer.from("x"), "?nome=x", 422, "nome"],
    ["more than ten megabytes", Buffer.alloc(11 * 2 ** 20, "0"), "", 413, ""],
  ])("refuses %s and changes nothing", async (_, file, query, status, where) => {
    const before = await site.app.prisma.returnFile.count();
    const answer = await call("POST", `/returns${query}`, file);
    expect([answer.status, answer.body.errors?.[0]?.path ?? ""]).toEqual([status, where]);
    if (status === 413) expect(answer.body.title).toContain("o limite é 10 MB");
    expect(await site.app.prisma.returnFile.count()).toBe(before);
  });

  it("are described in OpenAPI", async () => {
    const { body } = await call("GET", "/openapi.json");
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(["/remittances", "/remittances/{id}/file", "/returns"]),
    );
  });
});
