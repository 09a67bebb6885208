import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RegistrationRequest } from "../../../src/core/ports.ts";
import { askedAtBank, payableAtBank } from "../../support/boleto-at-bank.ts";
import { type ApiBank, apiBanks, startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
beforeAll(async () => {
  all = await startBankServices(["sicoob", "bb4", "bb3"], "2026-11-24 09:00");
});
afterAll(() => all.stop());

function bankOf(bank: ApiBank) {
  const { code, bankNumbers, account } = apiBanks[bank];
  return { code, registersBy: "api", bankNumbers, account } as const;
}
/** Keeps the service's own jobs from asking the bank, so that the test alone does. */
const cancelJobs = () =>
  all.service.app.prisma.$executeRaw`UPDATE pgboss.job SET state = 'cancelled' WHERE state < 'active'`;

describe("a registration that is refused", () => {
  it.each(["sicoob", "bb4"] as const)(
    "because the boleto is there already is no refusal, whatever the bank's words or code: %s",
    async (bank) => {
      const boleto = await askedAtBank(all, bank);
      await cancelJobs();
      const { registrar, request } = boleto;
      const kinds = bank === "bb4" ? ["processing", "registered"] : ["registered"];
      await registrar.register(await request());
      // Banco do Brasil has two codes for it, and Sicoob's words are known to nobody.
      for (let times = 0; times < 2; times++) expect(kinds).toContain((await registrar.register(await request())).kind);
      expect(
        all.standIns[bank].titles.filter((title) => JSON.stringify(title).includes(boleto.reference)),
      ).toHaveLength(1);
    },
  );

  it.each(["sicoob", "bb4", "bb3"] as const)(
    "for what is in it is refused with the bank's reason, also when it is sent again: %s",
    async (bank) => {
      const { registrar, request } = await askedAtBank(all, bank);
      await cancelJobs();
      const wrong = withWrongState(await request());
      expect(await registrar.register(wrong)).toMatchObject({ kind: "refused", reason: expect.stringContaining("uf") });
      const sentAt = new Date(all.service.clock().getTime() - 11 * 60_000);
      const again = { ...wrong, boleto: { ...wrong.boleto, sentAt } };
      expect(await registrar.register(again)).toMatchObject({ kind: "refused", reason: expect.stringContaining("uf") });
    },
  );

  it.each(["sicoob", "bb4", "bb3"] as const)(
    "soon after a request whose answer was lost proves nothing: %s",
    async (bank) => {
      const { registrar, request } = await askedAtBank(all, bank);
      await cancelJobs();
      const wrong = withWrongState(await request());
      const again = { ...wrong, boleto: { ...wrong.boleto, sentAt: all.service.clock() } };
      expect(await registrar.register(again)).toMatchObject({ kind: "unknown" });
    },
  );
});

/** The same boleto with a payer whose state no bank takes. */
function withWrongState(request: RegistrationRequest): RegistrationRequest {
  const { slip } = request.boleto;
  const postal = { street: "R", district: "B", city: "C", state: "X", postalCode: "24000000" };
  const wrong = { ...slip, payer: { ...slip.payer, postal } } as typeof slip;
  return { ...request, boleto: { ...request.boleto, slip: wrong } };
}

describe("a boleto that nobody can pay late", () => {
  it.each(["sicoob", "bb4", "bb3"] satisfies ApiBank[])("is registered without charges for delay: %s", async (bank) => {
    const boleto = await payableAtBank(all, bank, {
      banks: [{ ...bankOf(bank), daysAfterDue: 0 }, "341"],
    });
    expect(await boleto.lookUp()).toMatchObject({ kind: "registered" });
    const { payableUntil, dueDate } = (await boleto.request()).boleto;
    expect(payableUntil).toBe(dueDate);
  });
});

describe("the PIX of Banco do Brasil", () => {
  it("is kept from the answer to the registration, and not asked for again", async () => {
    const { bb4 } = all.standIns;
    const boleto = await payableAtBank(all, "bb4");
    expect((await boleto.request()).boleto.pixCopiaECola).toContain("br.gov.bcb.pix");
    expect(bb4.wires.some(({ path }) => path.endsWith("/pix"))).toBe(false);
    await boleto.chat.says("pix");
    boleto.chat.sees("Código PIX (copie e cole no aplicativo):");
  });

  it("that is missing at first is asked for again, for a day", async () => {
    const { bb3 } = all.standIns;
    bb3.rules.pix = false;
    const boleto = await payableAtBank(all, "bb3");
    expect((await boleto.request()).boleto.pixCopiaECola).toBeUndefined();
    bb3.rules.pix = true;
    const withPix = { title: { pixCopiaECola: expect.stringContaining("br.gov.bcb.pix") } };
    expect(await boleto.lookUp()).toMatchObject(withPix);
    all.service.isOffUntil("2026-11-26 09:00");
    expect(await boleto.lookUp()).not.toMatchObject(withPix);
  });
});

it("why Sicoob made no PIX is told to the operator", async () => {
  const { sicoob } = all.standIns;
  sicoob.rules.pix = false;
  const { id } = await payableAtBank(all, "sicoob");
  sicoob.rules.pix = true;
  const events = await all.service.eventsOf("boleto.pix-refused");
  expect(events).toMatchObject([
    { data: { boletoId: id, reason: "Modalidade não permitida para geração de QR Code." } },
  ]);
});

it("a boleto whose number only Banco do Brasil knows is found although it was paid before its answer came", async () => {
  const { bb3 } = all.standIns;
  bb3.rules.registrationMs = 0;
  bb3.fault("lost");
  const boleto = await askedAtBank(all, "bb3");
  await cancelJobs();
  const { registrar, request } = boleto;
  await registrar.register(await request());
  bb3.becomes(boleto.reference, 6, 2, 100);
  expect(await registrar.lookUp(await request())).toMatchObject({ kind: "paid", amountCents: 10_000 });
});
