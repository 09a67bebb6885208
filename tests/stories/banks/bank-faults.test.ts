import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../standins/banks/start-bank.ts";
import { type ApiBank, apiBanks, startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
const names = Object.keys(apiBanks) as ApiBank[];
beforeAll(async () => {
  all = await startBankServices(names, "2026-11-24 09:00", { callMs: 1500 });
});
afterAll(() => all.stop());

/** How many titles the bank has of one name of ours: more than one would be a second boleto. */
function mostOfOne(bank: ApiBank): number {
  const references = all.standIns[bank].titles.map((title) =>
    "seuNumero" in title ? title.seuNumero : title.numeroTituloBeneficiario,
  );
  const counts = references.map((one) => references.filter((other) => other === one).length);
  return Math.max(...counts);
}

describe.each(names)("at %s", (bank) => {
  it.each(["lost", "hang", "reset", "500", "500-after", "429", "400-after"] satisfies Fault[])(
    "a registration that ends in %s makes one boleto, and the notice comes",
    async (fault) => {
      const { chat } = await all.personAt(bank);
      all.standIns[bank].fault(fault);
      await chat.tells("oi", "1", "1");
      // Inter refuses a repeat for half an hour, so only then its list's silence can be believed.
      const isLost = fault === "reset" || fault === "500";
      await chat.waits(bank === "inter" && isLost ? 39 : 29, "minutes");
      chat.sees("já pode ser pago");
      expect(mostOfOne(bank)).toBe(1);
    },
  );

  it("a token that ran out is replaced once, and nobody notices", async () => {
    const standIn = all.standIns[bank];
    const first = await all.personAt(bank);
    await first.chat.tells("oi", "1", "1");
    await all.service.runJobs();
    const granted = standIn.grants();
    standIn.expireTokens();
    await first.chat.waits(29, "minutes");
    first.chat.sees("já pode ser pago");
    expect(standIn.grants()).toBeLessThanOrEqual(granted + 1);
  });
});

it("a boleto that only Banco do Brasil has numbered is found though its list fails whenever it is asked for the first time", async () => {
  const { chat } = await all.personAt("bb3");
  let askedAt = 0;
  all.standIns.bb3.fault("lost");
  all.standIns.bb3.chaos(({ method, path }) => {
    const now = all.service.clock().getTime();
    if (method !== "GET" || path !== "/boletos" || askedAt === now) return undefined;
    askedAt = now;
    return "500";
  });
  await chat.tells("oi", "1", "1");
  await chat.waits(29, "minutes");
  all.standIns.bb3.chaos(undefined);
  chat.sees("já pode ser pago");
  expect(mostOfOne("bb3")).toBe(1);
});

describe("the bank's word", () => {
  it.each(["amount", "number"] as const)(
    "with another %s is shown to nobody: taken back, a person and the operator see it",
    async (wrong) => {
      const { chat, phone } = await all.personAt("inter");
      const { inter } = all.standIns;
      inter.rules.wrong = wrong;
      await chat.tells("oi", "1", "inter");
      await chat.waits(8, "minutes");
      chat.sees("Não deu para fazer o boleto no Inter. *O problema não é com você.* Escolha outro:\n1. Itaú");
      chat.seesNot("já pode ser pago");
      delete inter.rules.wrong;
      await chat.waits(10, "minutes");
      expect((await all.service.eventsOf("boleto.mismatch")).at(-1)).toMatchObject({ data: { bankCode: "077" } });
      const { prisma } = all.service.app;
      expect(await prisma.attendance.count({ where: { chat: { address: phone } } })).toBe(1);
      expect(inter.titles.at(-1)?.situacao).toBe("CANCELADO");
    },
  );

  it("with a wrong PIX leaves the boleto, and no PIX is shown", async () => {
    const { chat } = await all.personAt("inter");
    all.standIns.inter.rules.wrong = "pix";
    await chat.tells("oi", "1", "inter");
    await chat.waits(8, "minutes");
    delete all.standIns.inter.rules.wrong;
    chat.sees("já pode ser pago");
    chat.seesNot("Digite *pix*");
    await chat.says("pix");
    chat.sees("Este boleto do Inter não tem PIX.");
    expect(await all.service.eventsOf("boleto.pix-refused")).toHaveLength(1);
  });
});

describe("a bank that does not work", () => {
  it("is left alone after five failures; who waits hears it at once, and who asks is not offered it", async () => {
    const { sicoob } = all.standIns;
    sicoob.isDown(true);
    const waiting = [];
    for (let index = 0; index < 5; index++) {
      const person = await all.personAt("sicoob");
      await person.chat.tells("oi", "1", "1");
      waiting.push(person);
    }
    await all.service.waits(3, "minutes");
    const calls = sicoob.wires.length;
    for (const { chat } of waiting) {
      chat.listens();
      chat.sees("O Sicoob está com problema agora e ainda não fez seu boleto.");
    }
    const late = await all.personAt("sicoob");
    await late.chat.tells("oi", "1");
    late.chat.sees(
      "O Sicoob está com problema agora e não está fazendo boletos.\nEstou preparando seu boleto do Itaú.",
    );
    expect(await all.service.eventsOf("bank.in-trouble")).not.toHaveLength(0);
    sicoob.isDown(false);
    await all.service.waits(20, "minutes");
    for (const { chat } of waiting) {
      chat.listens();
      chat.sees("já pode ser pago");
    }
    expect(mostOfOne("sicoob")).toBe(1);
    expect(calls).toBeLessThan(60);
    const again = await all.personAt("sicoob");
    await again.chat.tells("oi", "1");
    again.chat.sees("1. Sicoob");
  });
});
