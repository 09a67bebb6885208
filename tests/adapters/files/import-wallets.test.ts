import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startImport } from "../../support/start-import.ts";

let service: Awaited<ReturnType<typeof startImport>>;
beforeAll(async () => {
  service = await startImport();
});
afterAll(() => service.stop());

const head =
  "id;banco;agencia;conta;beneficiario;posto;carteira;beneficiario_nome;beneficiario_documento;nosso_numero_de;nosso_numero_ate";
const name = "VALE FIBRA LTDA;12.345.678/0001-95";
const banks = `${head};prazo_minutos;hora_limite;dias_apos_vencimento;valor_minimo;valor_maximo;ativa
itau;341;4321;98765;;;109;${name};1;99999;30;19:30;30;5,00;5.000,00;sim
sicredi;748;0101;;12345;02;;${name};200001;299999;;;;;;não
bb;1;123;45678;1234567;;17;${name};1;99999;;;;;;
`;
const wallet =
  "id;descricao;tipo;bancos;banco_padrao;dias_trava;filial;ativa\nf;Fatura;fatura;bb itau|sicredi;itau;3;matriz;sim\n";

describe("the import of bank wallets", () => {
  it("takes each bank's own account fields from columns of their own, and the same again is no change", async () => {
    expect((await service.run(banks)).report).toContain("3 a criar");
    const stored = (id: string) => service.prisma.bankWallet.findUniqueOrThrow({ where: { externalId: id } });
    expect(await stored("itau")).toMatchObject({
      account: { agencia: "4321", conta: "98765", carteira: "109" },
      windowSeconds: 1800,
      cutOff: "19:30",
      daysAfterDue: 30,
      minCents: 500,
      maxCents: 500_000n,
      active: true,
    });
    expect(await stored("sicredi")).toMatchObject({
      account: { agencia: "0101", posto: "02", beneficiario: "12345", carteira: "1" },
      active: false,
    });
    expect(await stored("bb")).toMatchObject({ bankCode: "001", account: { agencia: "0123", conta: "00045678" } });
    expect((await service.run(banks)).report).toContain("3 iguais");
  });

  it("names the column of a fault in the account, and keeps nothing of the file", async () => {
    const { code, report } = await service.run(
      `${head};ativa\nx;341;43;98765;;;109;${name};1;9;sim\ny;341;4321;98765;;1;109;${name};1;9;sim\nz;999;4321;98765;;;109;${name};9;1;talvez\n`,
    );
    expect(code).toBe(1);
    expect(report).toMatch(/linha 2: agencia: .*4 números/);
    expect(report).toMatch(/linha 3: posto: /);
    expect(report).toMatch(/linha 4: .*ativa: esperado sim ou não/);
    expect(report).toMatch(/linha 4: .*banco: esperado um destes/);
    expect(await service.prisma.bankWallet.count()).toBe(3);
  });

  it("takes what the files of a bank (CNAB 240) need from columns of their own, and keeps it without them", async () => {
    const file = `${head};registro;arquivo_agencia_dv;arquivo_conta;arquivo_conta_dv`;
    const line = `sicoob;756;3041;;0123456;;1;${name};1;999;cnab240;2`;
    const missing = await service.run(`${file}\n${line};;7\n`);
    expect(missing).toEqual({ code: 1, report: expect.stringContaining("arquivo_conta: falta preencher: Conta") });
    expect((await service.run(`${file}\n${line};123456;7\n`)).report).toContain("1 a criar");
    expect((await service.run(`${head}\nsicoob;756;3041;;0123456;;1;${name};1;998\n`)).report).toContain("1 a alterar");
    expect(await service.prisma.bankWallet.findUniqueOrThrow({ where: { externalId: "sicoob" } })).toMatchObject({
      registersBy: "cnab240",
      sandboxOutcome: null,
      cnab: { agenciaDv: "2", conta: "123456", contaDv: "7" },
      nossoNumeroTo: 998n,
    });
    await service.prisma.bankWallet.delete({ where: { externalId: "sicoob" } });
  });

  it("erases no part of an account that the file has no column for", async () => {
    const part = "id;banco;agencia;beneficiario_nome;beneficiario_documento;nosso_numero_de;nosso_numero_ate";
    expect((await service.run(`${part}\nitau;341;1111;${name};1;99999\n`)).report).toContain("1 a alterar");
    expect(await service.prisma.bankWallet.findUniqueOrThrow({ where: { externalId: "itau" } })).toMatchObject({
      account: { agencia: "1111", conta: "98765", carteira: "109" },
      daysAfterDue: 30,
    });
  });
});

describe("the import of wallets", () => {
  it("takes several banks in their order from one cell, and the same again is no change", async () => {
    const several = wallet.replace("bb itau|sicredi", "sicredi bb itau");
    expect((await service.run(several)).report).toContain("1 a criar");
    const read = () =>
      service.prisma.wallet.findUniqueOrThrow({
        where: { externalId: "f" },
        include: { banks: { include: { bankWallet: true }, orderBy: { position: "asc" } } },
      });
    const { banks: offered, ...stored } = await read();
    expect(offered.map(({ bankWallet }) => bankWallet.externalId)).toEqual(["sicredi", "bb", "itau"]);
    expect(stored).toMatchObject({
      kind: "fatura",
      description: "Fatura",
      lockDays: 3,
      branch: "matriz",
      active: true,
    });
    expect((await service.run(several)).report).toContain("1 iguais");
    const turned = several.replace("sicredi bb itau", "itau | bb");
    expect((await service.run(turned)).report).toContain("1 a alterar");
    expect((await read()).banks.map(({ bankWallet }) => bankWallet.externalId)).toEqual(["itau", "bb"]);
  });

  it.each([
    ["fatura;bb|x", "bancos: não existe carteira de banco"],
    ["banco;bb|itau", "bancos: esperado um só banco"],
    ["outra;bb", "tipo: esperado fatura ou banco"],
    ["fatura;", "bancos: falta este campo"],
  ])("names the column of a fault: %s", async (cells, expected) => {
    const { code, report } = await service.run(`id;descricao;tipo;bancos\ng;Outra;${cells}\n`);
    expect([code, report]).toEqual([1, expect.stringContaining(expected)]);
    expect(await service.prisma.wallet.count()).toBe(1);
  });

  it("links contracts, with multa and juros in percent and within the law", async () => {
    await service.run("id;nome;documento\n1;Ana;52998224725\n");
    const contract = "id;assinante;endereco;carteira;multa;juros;ativo\nc;1;Rua A, 1;f;1,5;0.33;não\n";
    expect((await service.run(contract)).report).toContain("1 a criar");
    expect(await service.prisma.contract.findUniqueOrThrow({ where: { externalId: "c" } })).toMatchObject({
      multaBasisPoints: 150,
      jurosBasisPointsMonth: 33,
      active: false,
      walletId: expect.any(String),
    });
    expect((await service.run(contract.replace("1,5", "2,01"))).report).toContain(
      "linha 2: multa: multa no máximo 200",
    );
  });
});
