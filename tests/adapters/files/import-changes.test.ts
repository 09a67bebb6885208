import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { somebodyWaits } from "../../support/database/somebody-waits.ts";
import { startImport } from "../../support/start-import.ts";

let service: Awaited<ReturnType<typeof startImport>>;
let prisma: (typeof service)["prisma"];
beforeAll(async () => {
  service = await startImport();
  ({ prisma } = service);
});
afterAll(() => service.stop());

/** Writes a file and gives its last line. */
const run = async (...lines: string[]) => (await service.run(lines.join("\n"))).report.trim().split("\n").at(-1);
const ids = [1, 2, 3];

describe("a file that changes many at once", () => {
  it("writes every field of a subscriber, and replaces the phones", async () => {
    const header = "id;nome;documento;telefones;email;endereco;bairro;cidade;uf;cep";
    await run(header, ...ids.map((id) => `s${id};João ${id};529.982.247-25;1198765432${id};;;;;;`));
    const after = ids.map(
      (id) =>
        `s${id};"Joana; ${id}";11.222.333/0001-81;1198765433${id}|1133334444;j${id}@exemplo.com.br;Rua Açaí, ${id};Centro;Rio;RJ;20000-00${id}`,
    );
    expect(await run(header, ...after)).toBe("0 a criar, 3 a alterar, 0 iguais. Gravado.");
    const rows = await prisma.subscriber.findMany({ orderBy: { externalId: "asc" }, include: { phones: true } });
    expect(
      rows.map(({ phones, ...row }) => ({ ...row, phones: phones.map(({ phone }) => phone).sort() })),
    ).toMatchObject(
      ids.map((id) => ({
        externalId: `s${id}`,
        name: `Joana; ${id}`,
        document: "11222333000181",
        email: `j${id}@exemplo.com.br`,
        address: `Rua Açaí, ${id}`,
        district: "Centro",
        city: "Rio",
        state: "RJ",
        postalCode: `2000000${id}`,
        phones: ["551133334444", `551198765433${id}`],
      })),
    );
    expect(rows.every(({ updatedAt, createdAt }) => updatedAt > createdAt)).toBe(true);
    expect(await run(header, ...after)).toBe("0 a criar, 0 a alterar, 3 iguais. Gravado.");
  });

  it("writes every field of a contract, clears what is empty, and keeps the day of the phones that stay", async () => {
    const header =
      "id;assinante;endereco;plano;filial;ativo;telefones_autorizados;multa;juros;inicio;fim;gerar_faturas;faturar_desde;preco;desconto;dia_vencimento;dias_antes";
    const next = `01/${new Date().getUTCFullYear() + 1}`;
    const phones = "11987654301|11987654302";
    await run(header, ...ids.map((id) => `c${id};s${id};Rua ${id};;;sim;${phones};;;;;não;;;;;`));
    const before = await prisma.contractPhone.findMany({ orderBy: { contractId: "asc" } });
    const full = (id: number) =>
      `c${id};s1;Rua Nova, ${id};500 mega;Sul;não;11987654302|11987654303;1,50;0,33;20/11/2026;31/12/2028;sim;${next};109,9${id};5,00;10;7`;
    expect(await run(header, ...ids.map(full))).toBe("0 a criar, 3 a alterar, 0 iguais. Gravado.");
    const read = () =>
      prisma.contract.findMany({
        orderBy: { externalId: "asc" },
        include: { subscriber: true, phones: { orderBy: { phone: "asc" } } },
      });
    const rows = await read();
    expect(rows).toMatchObject(
      ids.map((id) => ({
        externalId: `c${id}`,
        subscriber: { externalId: "s1" },
        address: `Rua Nova, ${id}`,
        plan: "500 mega",
        branch: "Sul",
        active: false,
        multaBasisPoints: 150,
        jurosBasisPointsMonth: 33,
        startsOn: new Date("2026-11-20"),
        endsOn: new Date("2028-12-31"),
        billsHere: true,
        billsFrom: new Date(`${next.slice(3)}-01-01`),
        planPriceCents: 10_990 + id,
        planDiscountCents: 500,
        dueDay: 10,
        daysBefore: 7,
        phones: [{ phone: "5511987654302" }, { phone: "5511987654303" }],
      })),
    );
    for (const {
      id,
      phones: [kept],
    } of rows)
      expect(kept?.authorisedAt).toEqual(
        before.find(({ contractId, phone }) => contractId === id && phone === "5511987654302")?.authorisedAt,
      );
    await run(header, ...ids.map((id) => `c${id};s1;Rua Nova, ${id};500 mega;Sul;não;;;;;;;;;;;`));
    expect(await read()).toMatchObject(
      ids.map(() => ({
        startsOn: null,
        endsOn: null,
        billsHere: false,
        planPriceCents: null,
        dueDay: null,
        phones: [],
      })),
    );
  });

  it("writes every field of an invoice, and tells of each whose status changed", async () => {
    const header = "id;contrato;valor;vencimento;descricao;status;desconto;desconto_ate;abatimento";
    await run(header, ...ids.map((id) => `f${id};c1;100,00;10/12/2030;uso;open;;;`));
    const after = ids.map(
      (id) => `f${id};c2;20${id},05;11/12/2030;novo uso;${id === 3 ? "open" : "paid"};2,50;09/12/2030;1,00`,
    );
    expect(await run(header, ...after)).toBe("0 a criar, 3 a alterar, 0 iguais. Gravado.");
    expect(
      await prisma.invoice.findMany({ orderBy: { externalId: "asc" }, include: { contract: true } }),
    ).toMatchObject(
      ids.map((id) => ({
        externalId: `f${id}`,
        contract: { externalId: "c2" },
        amountCents: BigInt(20_005 + id * 100),
        dueDate: new Date("2030-12-11"),
        description: "novo uso",
        status: id === 3 ? "open" : "paid",
        discountCents: 250,
        discountUntil: new Date("2030-12-09"),
        abatementCents: 100,
      })),
    );
    const events = await prisma.event.findMany({ where: { type: "invoice.changed" }, orderBy: { id: "asc" } });
    expect(events.map(({ data }) => data)).toEqual(["f1", "f2"].map((id) => ({ id, from: "open", status: "paid" })));
  });
});

describe("a file with somebody whom another process enters at the same moment", () => {
  it("is refused whole, and says why", async () => {
    let report: Promise<string | undefined> | undefined;
    await prisma.$transaction(async (tx) => {
      await tx.subscriber.create({ data: { externalId: "x2", name: "Ana", document: "52998224725" } });
      report = run("id;nome;documento;telefones", ...[1, 2].map((id) => `x${id};João;529.982.247-25;1198765432${id}`));
      await somebodyWaits(prisma);
    });
    expect(await report).toContain("já existe um registro que não permite este");
    expect(await prisma.subscriber.count({ where: { name: "João" } })).toBe(0);
  });
});
