import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planFields } from "../../../src/panel/billing/plan-page.tsx";
import { enterWork } from "../../support/enter-work.ts";
import { loggedIn } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
let work: Awaited<ReturnType<typeof enterWork>>;
let client: Awaited<ReturnType<typeof loggedIn>>;
beforeAll(async () => {
  site = await startSite({ windowSeconds: 600, works: false });
  work = await enterWork(site);
  client = await loggedIn(site.url, "administrador");
});
afterAll(() => site?.stop());
const prisma = () => site.app.prisma;
/** Sends a form and gives what the next page says. */
async function posts(path: string, fields: Record<string, string>): Promise<string> {
  const response = await client.post(path, fields);
  expect(response.status).toBe(303);
  return client.text((response.headers.get("location") ?? "").replace("/painel", "").split("#")[0] ?? "");
}

describe("Faturas", () => {
  it("are found by name without accents, document, contract and number, list by list", async () => {
    const invoice = await prisma().invoice.findUniqueOrThrow({
      where: { id: work.invoiceId },
      include: { contract: { include: { subscriber: true } } },
    });
    const { name, document } = invoice.contract.subscriber;
    const list = async (search: string, filter = "open") =>
      client.text(`/faturas?${new URLSearchParams({ lista: filter, busca: search })}`);
    for (const search of [name.split(" ").reverse().join(" ").toUpperCase(), document, invoice.contract.externalId])
      expect((await list(search)).concat(await list(search, "overdue")), search).toContain(name);
    expect(await list(invoice.externalId)).toContain(name);
    expect(await list("ninguém com este nome")).toContain("Nenhuma fatura");
    expect(await list("' OR 1=1 & ! | :* --")).toContain("Nenhuma fatura");
    expect(await list("oao")).not.toContain("João");
  });

  it("come in pages that miss none and show none twice", async () => {
    const { contractId } = await prisma().invoice.findFirstOrThrow();
    await prisma().invoice.createMany({
      data: Array.from({ length: 120 }, (_, at) => ({
        externalId: `many-${at}`,
        contractId,
        amountCents: 100,
        dueDate: new Date(`2030-01-${String((at % 3) + 1).padStart(2, "0")}`),
        description: "x",
        status: "em_acordo" as const,
      })),
    });
    const seen: string[] = [];
    let path: string | undefined = "/faturas?lista=em_acordo";
    while (path) {
      const page = await client.text(path);
      seen.push(...[...page.matchAll(/\/painel\/faturas\/([0-9a-f-]{36})"/g)].map(([, id = ""]) => id));
      path = /href="\/painel(\/faturas\?[^"]*depois=[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&");
    }
    expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
    await prisma().invoice.deleteMany({ where: { externalId: { startsWith: "many-" } } });
  });

  it("tell the whole life of one, and take what is to be done about it", async () => {
    const path = `/faturas/${work.invoiceId}`;
    const before = await client.text(path);
    expect(before).toContain("Devolver ou creditar");
    expect(before).toContain("O que aconteceu");
    const living = await prisma().boleto.findFirstOrThrow({
      where: { invoiceId: work.invoiceId, status: { in: ["registering", "payable"] } },
    });
    expect(await posts(`${path}/cancelar`, { boletoId: living.id })).toContain("Boleto cancelado");
    expect(await posts(`${path}/cancelar`, { boletoId: living.id })).toContain("já não valia");
    const wallet = await prisma().bankWallet.findFirstOrThrow({ where: { bankCode: "237" } });
    const said = await posts(`${path}/boleto`, { bankWalletId: wallet.id });
    expect(said).toContain("Vale o boleto do banco Bradesco: está em registro");
    // One lives already, and none is named that it would take the place of.
    const other = await prisma().bankWallet.findFirstOrThrow({ where: { bankCode: "756" } });
    expect(await posts(`${path}/boleto`, { bankWalletId: other.id })).toContain("Vale o boleto do banco Bradesco");
    const living2 = await prisma().boleto.count({ where: { invoiceId: work.invoiceId, status: "registering" } });
    expect(living2).toBe(1);
    expect(await posts(`${path}/boleto`, { bankWalletId: work.invoiceId, replacing: work.boletoId })).toContain(
      "Bradesco",
    );
  });

  it("say so where there is none, and take no form that is not theirs", async () => {
    for (const path of ["/faturas/3f2f0f6e-0000-4000-8000-000000000000", "/faturas/1", "/faturas/'"])
      expect((await client.get(path)).status).toBe(404);
    expect((await client.post(`/faturas/${work.invoiceId}/boleto`, { bankWalletId: "x" })).status).toBe(400);
  });

  it("are paid twice until somebody gave it back: who and when stay", async () => {
    expect(await client.text("/devolver")).toContain("Resolvido");
    expect(await posts(`/devolver/${work.paymentId}`, {})).toContain("Anotado como resolvido");
    expect(await posts(`/devolver/${work.paymentId}`, {})).toContain("já estava resolvido");
    expect(await client.text(`/faturas/${work.invoiceId}`)).toContain("Resolvido por");
  });

  it("say how much may be missing from a payment: reais, and not more than ten", async () => {
    const tolerance = async () =>
      (await prisma().provider.findUniqueOrThrow({ where: { id: 1 } })).paymentToleranceCents;
    expect(await client.text("/devolver")).toContain("Pode faltar num pagamento");
    expect(await posts("/devolver", { tolerance: "0,50" })).toContain("Salvo.");
    expect(await tolerance()).toBe(50);
    expect(await posts("/devolver", { tolerance: "10,01" })).toContain("Não salvei");
    expect(await posts("/devolver", { tolerance: "muito" })).toContain("Não salvei");
    expect(await tolerance()).toBe(50);
    await posts("/devolver", { tolerance: "0" });
    expect(await tolerance()).toBe(0);
  });
});

describe("Atendimento", () => {
  it("shows who waits, the talk as it was said, and answers in it", async () => {
    expect(await client.text("/atendimento")).toContain("Padaria Pão Quente Ltda");
    const path = `/atendimento/${work.chatId}`;
    const talk = await client.text(path);
    expect(talk).toContain("&lt;script>alert(1)&lt;/script>");
    expect(talk).not.toContain("<script>alert");
    expect(talk).toContain("<strong>ajuda</strong>");
    expect(await posts(path, { key: "k", text: "Bom dia!\r\nComo ajudo?" })).toContain("Bom dia!\nComo ajudo?");
    await posts(path, { key: "k", text: "Bom dia!\r\nComo ajudo?" });
    expect(await prisma().outboundMessage.count({ where: { writtenBy: { not: null } } })).toBe(1);
    expect((await client.post(path, { key: "k2", text: " \n " })).status).toBe(422);
    expect(await posts(`${path}/devolver`, {})).toContain("o robô volta a responder");
  });

  it("sends nobody's boleto to somebody else", async () => {
    const fields = { invoiceId: work.invoiceId, key: "x" };
    expect(await posts(`/atendimento/${work.chatId}/boleto`, fields)).toContain("Nada foi enviado");
    expect((await client.get("/atendimento/999999")).status).toBe(404);
  });

  it("keeps its hours, and says what it does not understand", async () => {
    const page = await client.text("/horario");
    expect(page).toContain("Segunda");
    const fields = {
      "de-1": "08:00",
      "ate-1": "18:00",
      "de-6": "08:00",
      "ate-6": "12:00",
      feriados: "08/12/2026 2026-12-09",
    };
    expect(await posts("/horario", fields)).toContain("Horário gravado");
    const { attendanceHours } = await prisma().provider.findUniqueOrThrow({ where: { id: 1 } });
    expect(attendanceHours).toEqual({
      weekdays: { "1": ["08:00", "18:00"], "6": ["08:00", "12:00"] },
      holidays: ["2026-12-08", "2026-12-09"],
    });
    const wrong = await client.post("/horario", { ...fields, "ate-1": "07:00", feriados: "31/02/2026" });
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringMatching(/fecha antes de abrir[\s\S]*31\/02\/2026/),
    ]);
  });
});

describe("Problemas", () => {
  it("shows what is stuck, and does it anew once", async () => {
    const page = await client.text("/problemas");
    for (const words of ["Mensagens sem resposta", "Mensagens que não saíram", "Perdida"])
      expect(page).toContain(words);
    const [dead, lost] = [
      await prisma().inboundMessage.findFirstOrThrow({ where: { externalId: "dead" } }),
      await prisma().outboundMessage.findFirstOrThrow({ where: { dedupeKey: "lost" } }),
    ];
    expect(await posts(`/problemas/recebida/${dead.id}`, {})).toContain("Feito de novo");
    expect(await posts(`/problemas/recebida/${dead.id}`, {})).toContain("já não estava parado");
    expect(await posts(`/problemas/enviada/${lost.id}`, {})).toContain("Feito de novo");
    expect(await prisma().inboundMessage.findFirst({ where: { externalId: "dead" } })).toMatchObject({
      status: "done",
    });
  });
});

describe("Hoje", () => {
  it("counts what happened, and shows the code to whoever may pair a phone", async () => {
    const page = await client.text("/hoje");
    expect(page).toContain("Boletos registrados");
    expect(page).toMatch(/role="img"[^>]*aria-label="QR code/);
    expect(page).toContain("não é a API oficial");
    const clerk = await loggedIn(site.url, "atendente");
    expect(await clerk.text("/hoje")).not.toContain('aria-label="QR code');
  });
});

describe("Faturamento automático", () => {
  it("shows what is to come, makes it once, and reports", async () => {
    expect(await client.text("/faturamento")).toContain("Carlos Dias");
    expect(await posts("/faturamento", {})).toMatch(/\d+ faturas? geradas?/);
    const made = await prisma().invoice.count({ where: { billedOn: { not: null } } });
    expect(made).toBeGreaterThan(0);
    expect(await posts("/faturamento", {})).toContain("0 faturas geradas");
    expect(await prisma().invoice.count({ where: { billedOn: { not: null } } })).toBe(made);
    const [run] = await prisma().billingRun.findMany();
    expect(await client.text(`/faturamento/${run?.day.toISOString().slice(0, 10)}`)).toMatch(/F\d{6}-\d{6}/);
    expect((await client.get("/faturamento/ontem")).status).toBe(404);
  });
});

describe("how one contract is billed", () => {
  it("has an input for each field that its form saves: one without would be emptied by each save", async () => {
    const page = await client.text("/faturamento/contrato/contrato-1-1");
    const names = [...page.matchAll(/<input[^>]* name="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(planFields));
  });

  it("is found by its number, checked like the import's columns, and kept", async () => {
    expect((await client.get("/faturamento/contrato?id=contrato-1-1")).headers.get("location")).toBe(
      "/painel/faturamento/contrato/contrato-1-1",
    );
    const path = "/faturamento/contrato/contrato-1-1";
    const month = new Date().toISOString().slice(0, 7);
    const fields = {
      gerar_faturas: "sim",
      faturar_desde: month,
      preco: "109,90",
      dia_vencimento: "31",
      dias_antes: "",
    };
    for (const [wrong, said] of [
      [{ preco: "" }, "falta o preço do plano"],
      [{ preco: "1.234" }, "esperado um valor"],
      [{ dia_vencimento: "32" }, "esperado um dia de 1 a 31"],
      [{ desconto: "200,00" }, "o desconto precisa ser menor"],
      [{ faturar_desde: "1999-01" }, "esperado um ano de 2000"],
    ] as const) {
      const response = await client.post(path, { ...fields, ...wrong });
      expect([response.status, await response.text()]).toEqual([422, expect.stringContaining(said)]);
    }
    expect(await posts(path, fields)).toContain("gravado");
    const contract = await prisma().contract.findUniqueOrThrow({ where: { externalId: "contrato-1-1" } });
    expect(contract).toMatchObject({ billsHere: true, planPriceCents: 10_990, dueDay: 31, daysBefore: 10 });
    expect(contract.walletId).not.toBeNull();
    expect(await client.text(path)).toContain('value="109,90"');
    expect(await posts(path, { ...fields, gerar_faturas: "" })).toContain("gravado");
    expect(await prisma().contract.count({ where: { externalId: "contrato-1-1", billsHere: true } })).toBe(0);
  });
});

describe("Importar e exportar", () => {
  const hands = async (content: string, name = "arquivo.csv", csrf?: string) => {
    const form = new FormData();
    form.append("csrf", csrf ?? (await client.csrf("/importar")));
    form.append("file", new Blob([content]), name);
    const headers = { cookie: client.cookie() };
    return fetch(`${site.url}/painel/importar`, { method: "POST", redirect: "manual", headers, body: form });
  };
  const csv = "id;nome;documento\nnovo-1;<b>Zé</b> da Silva;529.982.247-25\n";

  it("shows what a file would change, writes it when told to, and it is gone", async () => {
    const response = await hands(csv, "assinantes <i>.csv");
    const path = (response.headers.get("location") ?? "").replace("/painel", "");
    const report = await client.text(path);
    expect(report).toContain("1 a criar");
    expect(report).toContain("assinantes &lt;i>.csv");
    expect(await prisma().subscriber.count({ where: { externalId: "novo-1" } })).toBe(0);
    expect(await posts(path, {})).toContain("Gravado");
    expect(await prisma().subscriber.count({ where: { externalId: "novo-1" } })).toBe(1);
    expect((await client.get(path)).status).toBe(404);
  });

  it("gives the file back with what a spreadsheet changed put right", async () => {
    await hands("id;nome;documento\n00077;Davi Souza;529.982.247-25\n").then(async (response) =>
      posts((response.headers.get("location") ?? "").replace("/painel", ""), {}),
    );
    const path = (
      (await hands("sep=,\nid,nome,documento\n77,Davi Souza,52998224725\n,,\n", "Meus assinantes.csv")).headers.get(
        "location",
      ) ?? ""
    ).replace("/painel", "");
    const report = await client.text(path);
    expect(report).toContain("1 iguais");
    expect(report).toMatch(/igual.*\(arrumado: id\)/);
    expect(report).toContain(`${path}/arrumado`);
    const response = await client.get(`${path}/arrumado`);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="Meus-assinantes-arrumado.csv"');
    expect(await response.text()).toBe("\uFEFFid;nome;documento\r\n00077;Davi Souza;529.982.247-25\r\n".slice(1));
    const clerk = await loggedIn(site.url, "atendente");
    expect((await clerk.get(`${path}/arrumado`)).status).toBe(403);
  });

  it("shows each line that does not fit, and offers nothing to write", async () => {
    const response = await hands("id;nome;documento\na;<img src=x onerror=alert(1)>;123\n");
    const report = await client.text((response.headers.get("location") ?? "").replace("/painel", ""));
    expect(report).toContain("1 de 1 linhas com problema");
    expect(report).not.toContain("Gravar</button>");
    expect(report).not.toContain("<img");
  });

  it.each([
    ["no CSV", "\u0000\u0001"],
    ["an empty file", ""],
    ["columns that nobody knows", "a;b\n1;2\n"],
  ])("refuses %s in words", async (_, content) => {
    const response = await hands(content);
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining("Nada foi gravado")]);
  });

  it("takes no file without this browser's token, nor one of a clerk, nor another's draft", async () => {
    expect((await hands(csv, "a.csv", "x")).status).toBe(403);
    const path = ((await hands(csv)).headers.get("location") ?? "").replace("/painel", "");
    const clerk = await loggedIn(site.url, "atendente");
    expect((await clerk.get(path)).status).toBe(403);
    expect((await clerk.post("/importar")).status).toBe(403);
  });

  it("gives lists that no program takes for formulas", async () => {
    await prisma().subscriber.updateMany({
      where: { externalId: "novo-1" },
      data: { name: '=HYPERLINK("http://x";"y")' },
    });
    const response = await client.get("/exportar/assinantes");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="assinantes.csv"');
    const text = await response.text();
    expect(text).toContain(`"'=HYPERLINK(""http://x"";""y"")"`);
    expect(text).not.toMatch(/(^|;)"?[=+@-]/m);
    expect((await client.get("/exportar/operadores")).status).toBe(404);
  });
});
