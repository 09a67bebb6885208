import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authoritiesWith } from "../../../src/banks/rest/bank-http.ts";
import { makeCertificate } from "../../standins/whatsapp/make-certificate.ts";
import { startBankService } from "../../support/start-bank-service.ts";

let bank: Awaited<ReturnType<typeof startBankService<"inter">>>;
beforeAll(async () => {
  bank = await startBankService("inter", "2026-11-24 09:00");
});
afterAll(() => bank.stop());

const reasons = async () =>
  (await bank.service.eventsOf("bank.no-permission")).map(({ data }) => (data as { reason: string }).reason);

describe("a bank wallet's certificates", () => {
  it("may come as a .pfx file, and the bank knows us by it", async () => {
    const { standIn } = bank;
    execFileSync(
      "openssl",
      [
        ...[
          "pkcs12",
          "-export",
          "-in",
          "client.pem",
          "-inkey",
          "client.key",
          "-passout",
          "pass:",
          "-out",
          "client.pfx",
        ],
      ],
      { cwd: standIn.folder },
    );
    const { chat, externalId } = await bank.person();
    const { certFile: _, keyFile: __, ...settings } = standIn.settings;
    bank.settle(`${externalId}-0`, { ...settings, pfxFile: "client.pfx" });
    await chat.tells("oi", "1", "inter");
    await chat.waits(8, "minutes");
    chat.sees("já pode ser pago");
  });

  it("of one more authority do not stop the usual ones from being trusted", () => {
    expect(authoritiesWith("theirs")).toEqual([...rootCertificates, "theirs"]);
  });

  it("that are not trusted ring the operator at once and reject no boleto", async () => {
    const { standIn, service } = bank;
    const { chat, externalId, invoiceIds } = await bank.person();
    writeFileSync(`${standIn.folder}/stranger.pem`, makeCertificate("localhost").cert);
    bank.settle(`${externalId}-0`, { ...standIn.settings, caFile: "stranger.pem" });
    await chat.tells("oi", "1", "inter");
    await service.runJobs();
    expect((await reasons()).at(-1)).toContain("A conexão segura com o banco não se abre.");
    const boleto = await service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: invoiceIds[0] ?? "" } });
    expect(boleto.status).toBe("registering");
    chat.listens();
    chat.sees("está com problema agora");
  });
});
