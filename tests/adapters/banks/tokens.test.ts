import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openToken, sealToken } from "../../../src/banks/rest/tokens/sealed-token.ts";
import { startBankService } from "../../support/start-bank-service.ts";

const credentials = { clientId: "c", clientSecret: "s", certificate: { cert: "C", key: "K" } };

describe("a sealed token", () => {
  it("is opened by the same credentials alone, and not once it was tampered with", () => {
    const sealed = sealToken("the-token", credentials);
    expect(sealed).not.toContain("the-token");
    expect(openToken(sealed, credentials)).toBe("the-token");
    expect(openToken(sealed, { ...credentials, clientSecret: "other" })).toBeUndefined();
    expect(openToken(sealed, { ...credentials, certificate: { cert: "C", key: "other" } })).toBeUndefined();
    const bytes = Buffer.from(sealed, "base64");
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    expect(openToken(bytes.toString("base64"), credentials)).toBeUndefined();
    expect(openToken("", credentials)).toBeUndefined();
  });

  it("is another one each time", () => {
    expect(sealToken("t", credentials)).not.toBe(sealToken("t", credentials));
  });
});

describe("the token of a bank wallet", () => {
  let bank: Awaited<ReturnType<typeof startBankService<"sicoob">>>;
  beforeAll(async () => {
    bank = await startBankService("sicoob", "2026-11-24 09:00");
  });
  afterAll(() => bank.stop());

  it("is shared through the database, where nobody can read it, and renewed before it runs out", async () => {
    const { service, standIn } = bank;
    const { chat, invoiceIds } = await bank.person({ invoices: [{ due: "2026-12-10" }, { due: "2026-12-20" }] });
    await chat.tells("oi", "1", "1");
    await service.runJobs();
    expect(standIn.grants()).toBe(1);
    const [row] = await service.app.prisma.bankToken.findMany();
    const bearer = standIn.wires.at(-1)?.headers.authorization?.replace("Bearer ", "") ?? "none";
    expect(JSON.stringify(row)).not.toContain(bearer);
    await service.waits(59, "minutes");
    await chat.tells("menu", "2", "1");
    await service.runJobs();
    expect(standIn.grants()).toBe(2);
    expect(await service.app.prisma.boleto.count({ where: { invoiceId: { in: invoiceIds }, status: "payable" } })).toBe(
      2,
    );
  });

  it("does not come without the client's certificate: the bank is not even asked, and nothing is entered", async () => {
    const { service, standIn } = bank;
    const { chat, externalId, invoiceIds } = await bank.person();
    const { keyFile: _, certFile: __, ...settings } = standIn.settings;
    const { makeCertificate } = await import("../../standins/whatsapp/make-certificate.ts");
    const { writeFileSync } = await import("node:fs");
    const other = makeCertificate("somebody-else");
    writeFileSync(`${standIn.folder}/other.pem`, other.cert);
    writeFileSync(`${standIn.folder}/other.key`, other.key);
    const entered = standIn.titles.length;
    bank.settle(`${externalId}-0`, { ...settings, certFile: "other.pem", keyFile: "other.key" });
    await chat.tells("oi", "1", "1");
    await service.runJobs();
    expect(standIn.titles).toHaveLength(entered);
    expect(
      (await service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: invoiceIds } } })).status,
    ).toBe("registering");
    chat.listens();
    chat.sees("O Sicoob está com problema agora");
  });
});
