import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-20 06:00");
  await service.app.prisma.branch.create({ data: { externalId: "matriz", holidays: ["2026-12-02"] } });
});
afterAll(() => service.stop());

/** Somebody with one bank, whose cut-off is 20:00, and an invoice of R$ 100,00. */
async function personAt(local: string, due: string, { invoices, ...story }: StorySubscriber = {}) {
  service.isOffUntil(local);
  const bank = { code: "341", ...(story.banks?.[0] as object | undefined) } as const;
  const [invoice = {}] = invoices ?? [];
  const person = await enterSubscriber(service, { ...story, banks: [bank], invoices: [{ ...invoice, due }] });
  const boletos = () =>
    service.app.prisma.boleto.findMany({
      where: { invoiceId: { in: person.invoiceIds } },
      orderBy: { createdAt: "asc" },
    });
  const chat = chatOf(service, person.phone);
  /** Asks, waits, and gives what is handed over. */
  const has = async () => {
    await chat.tells("oi", "1");
    await chat.waits(31, "minutes");
    return chat;
  };
  return { ...person, chat, has, boletos };
}

describe("asked in time, nothing is charged", () => {
  it.each([
    ["on the due date", "2026-11-24 14:02", "2026-11-24", "24/11/2026"],
    ["on the due date after the bank's cut-off", "2026-11-24 20:30", "2026-11-24", "25/11/2026"],
    ["on the due date, when the window ends after the cut-off", "2026-11-24 19:45", "2026-11-24", "25/11/2026"],
    ["on a Sunday, due on the Saturday", "2026-11-29 10:00", "2026-11-28", "30/11/2026"],
    ["on the Monday, due on the Saturday", "2026-11-30 10:00", "2026-11-28", "30/11/2026"],
    ["on the day after Christmas, due on it", "2026-12-26 10:00", "2026-12-25", "28/12/2026"],
  ])("%s", async (_, local, due, until) => {
    const { has } = await personAt(local, due);
    const chat = await has();
    chat.sees(`já pode ser pago: *R$ 100,00*, vence em ${until}.`);
    chat.seesNot("multa");
  });

  it("on the day after a local holiday of the branch, and of no other", async () => {
    const contract = { branch: "matriz" };
    const { has } = await personAt("2026-12-03 10:00", "2026-12-02", { contract });
    const { has: otherHas } = await personAt("2026-12-03 10:00", "2026-12-02", { contract: { branch: "outra" } });
    (await has()).sees("já pode ser pago: *R$ 100,00*, vence em 03/12/2026.");
    (await otherHas()).sees("(R$ 100,00 + multa R$ 2,00 + juros R$ 0,03), vence em 03/12/2026");
  });
});

describe("overdue", () => {
  it("with a living boleto it is given back at once, and its value rises by itself", async () => {
    const { chat, boletos } = await personAt("2026-11-30 10:00", "2026-12-01");
    await chat.tells("oi", "1");
    await chat.waits(1, "hours");
    for (const [day, amount] of [
      ["2026-12-05", "102,12"],
      ["2026-12-08", "102,21"],
    ]) {
      service.isOffUntil(`${day} 10:00`);
      await chat.says("oi");
      chat.sees(`Venceu *01/12* · R$ ${amount}`);
      await chat.says("1");
      chat.sees(`venceu em 01/12/2026. O valor sobe sozinho: hoje, *R$ ${amount}*`);
      chat.sees(/^34191\d{42}$/m);
    }
    expect(await boletos()).toHaveLength(1);
  });

  it("past the bank's days it gets a new one, with its charges, also before the morning came", async () => {
    const banks = [{ code: "341", daysAfterDue: 3 }] as const;
    const { chat, boletos } = await personAt("2026-12-09 10:00", "2026-12-10", { banks });
    await chat.tells("oi", "1");
    await chat.waits(1, "hours");
    service.isOffUntil("2026-12-13 23:50");
    await chat.tells("oi", "1");
    chat.sees("O valor sobe sozinho");
    service.isOffUntil("2026-12-14 00:10");
    await chat.tells("menu", "1");
    chat.sees("Estou preparando seu boleto do Itaú");
    chat.sees("(R$ 100,00 + multa R$ 2,00 + juros R$ 0,13), para pagar hoje");
    expect((await boletos()).map(({ status, multaBasisPoints }) => [status, multaBasisPoints])).toEqual([
      ["expired", 200],
      ["registering", 0],
    ]);
  });

  it("is not past the bank's days while it is in time: due on a Saturday, zero days after, paid on Monday", async () => {
    const banks = [{ code: "341", daysAfterDue: 0 }] as const;
    const { chat, boletos } = await personAt("2026-12-18 10:00", "2026-12-19", { banks });
    await chat.tells("oi", "1");
    await chat.waits(1, "hours");
    service.isOffUntil("2026-12-21 06:05");
    await service.morning();
    await chat.tells("oi", "1");
    chat.sees("já pode ser pago: *R$ 100,00*");
    expect(await boletos()).toHaveLength(1);
    service.isOffUntil("2026-12-22 06:05");
    await service.morning();
    expect((await boletos()).map(({ status }) => status)).toEqual(["expired"]);
  });
});

it("an overdue contract without multa and juros speaks of none", async () => {
  const { chat } = await personAt("2026-12-18 10:00", "2026-12-10", {
    contract: { multaBasisPoints: 0, jurosBasisPointsMonth: 0 },
    invoices: [{ due: "" }],
  });
  await chat.says("oi");
  chat.sees("Venceu *10/12* · R$ 100,00 (uso do mês)\n");
  await chat.says("1");
  chat.seesNot("multa");
});

describe("a discount and a rebate", () => {
  it("are said, registered with the boleto, and stay what was registered", async () => {
    const { chat, has, invoiceIds, boletos } = await personAt("2026-12-02 10:00", "2026-12-15", {
      invoices: [{ due: "", discountCents: 1000, abatementCents: 500, discountUntil: new Date("2026-12-10") }],
    });
    await chat.says("oi");
    chat.sees("Vence *15/12* · R$ 95,00 (uso do mês, até 10/12: R$ 85,00)");
    await has();
    chat.sees("*R$ 95,00* (já com o abatimento de R$ 5,00), vence em 15/12/2026. Pagando até 10/12: *R$ 85,00*.");
    const [boleto] = await boletos();
    expect(Number(boleto?.amountCents)).toBe(10_000);
    expect(boleto?.slip).toMatchObject({
      abatementCents: 500,
      discount: { discountCents: 1000, discountUntil: "2026-12-10" },
    });
    await service.app.prisma.invoice.updateMany({
      where: { id: { in: invoiceIds } },
      data: { discountCents: 0, abatementCents: 0 },
    });
    await chat.says("menu");
    chat.sees("Vence *15/12* · R$ 95,00 (uso do mês, até 10/12: R$ 85,00)");
    await chat.says("1");
    chat.sees("*R$ 95,00* (já com o abatimento de R$ 5,00), vence em 15/12/2026. Pagando até 10/12: *R$ 85,00*.");
  });

  it("is never promised for a day after the due date", async () => {
    const { chat } = await personAt("2026-12-16 10:00", "2026-12-15", {
      invoices: [{ due: "", discountCents: 1000, discountUntil: new Date("2026-12-20") }],
    });
    await chat.says("oi");
    chat.sees("Venceu *15/12* · R$ 102,03 (uso do mês, com multa e juros)\n");
  });

  it("given after the boleto is not the boleto's: it is not said", async () => {
    const { chat, has, invoiceIds } = await personAt("2026-12-02 10:00", "2026-12-15");
    await has();
    const where = { id: { in: invoiceIds } };
    await service.app.prisma.invoice.updateMany({ where, data: { discountCents: 1000 } });
    await chat.says("menu");
    chat.sees("Vence *15/12* · R$ 100,00 (uso do mês)\n");
  });

  it("late: the rebate is taken off once, before the charges, and the discount is gone", async () => {
    const { has, chat } = await personAt("2026-12-04 10:00", "2026-12-01", {
      invoices: [{ due: "", discountCents: 1000, abatementCents: 500 }],
    });
    await has();
    chat.sees("*R$ 97,00* (R$ 95,00 + multa R$ 1,90 + juros R$ 0,10), vence em 04/12/2026.");
    chat.seesNot("Pagando até");
    await chat.says("menu");
    chat.sees("R$ 97,00");
  });
});
