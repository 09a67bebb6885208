import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkApiWallets } from "../../../src/app/banks.ts";
import { bankFindings } from "../../../src/app/commands/bank-findings.ts";
import { makeCertificate } from "../../standins/whatsapp/make-certificate.ts";
import { enterSubscriber } from "../../support/enter-subscriber.ts";
import { type Service, startService } from "../../support/start-chat.ts";

let service: Service;
let wallet: string;
const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-settings-"));
const put = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const settings = (more: object = {}) =>
  put(
    `${wallet}.json`,
    JSON.stringify({
      bank: "inter",
      clientId: "c",
      clientSecretFile: "secret.txt",
      certFile: "c.pem",
      keyFile: "c.key",
      ...more,
    }),
  );
const look = () => checkApiWallets(service.app.prisma, folder, new Date());
const texts = async () =>
  (await bankFindings(service.app.prisma, folder, new Date())).map(({ sign, text }) => `${sign} ${text}`);
const certificate = (days: number) => {
  const { cert, key } = makeCertificate("client", days);
  put("c.pem", cert);
  put("c.key", key);
};

beforeAll(async () => {
  service = await startService("2026-11-24 09:00");
  const bank = {
    code: "077",
    registersBy: "api",
    bankNumbers: true,
    account: { beneficiario: "1234567", carteira: "112" },
  };
  const { externalId } = await enterSubscriber(service, { banks: [bank as never] });
  wallet = `${externalId}-0`;
  put("secret.txt", "very-secret");
});
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

describe("the settings of a bank wallet", () => {
  it.each([
    ["no file", () => rmSync(path.join(folder, `${wallet}.json`), { force: true }), "não dá para ler"],
    ["no JSON", () => put(`${wallet}.json`, "{"), "É um JSON?"],
    ["another bank's", () => settings({ bank: "bb" }), "bank: esperado inter"],
    ["a field that does not exist", () => settings({ senha: "x" }), "senha: este campo não existe"],
    ["a secret that is not there", () => settings({ clientSecretFile: "nowhere.txt" }), "nowhere.txt: não dá para ler"],
    ["an address without TLS", () => settings({ apiRoot: "http://x.example" }), "apiRoot: esperado um endereço https"],
  ])("are named by the doctor where they are wrong: %s", async (_, spoil, words) => {
    certificate(100);
    settings();
    spoil();
    const [text] = await texts();
    expect(text).toMatch(/^✘ Banco Inter, carteira/);
    expect(text).toContain(words);
    expect(text).not.toContain("very-secret");
  });

  it.each([
    [100, "✔", "certificado até"],
    [20, "!", "faltam 19 dias. Peça outro ao banco."],
    [-0.5, "✘", "vencido"],
  ])("say how long the certificate lasts: %d days", async (days, sign, words) => {
    settings();
    certificate(days);
    const [text] = await texts();
    expect(text?.startsWith(sign)).toBe(true);
    expect(text).toContain(words);
  });

  describe("may name a .pfx file", () => {
    const pfx = (name: string, ...how: string[]) =>
      execFileSync(
        "openssl",
        [...["pkcs12", "-export", "-in", "c.pem", "-inkey", "c.key", "-passout", "pass:s3nha", "-out", name, ...how]],
        { cwd: folder },
      );
    const pfxSettings = { certFile: undefined, keyFile: undefined, pfxFile: "c.pfx", pfxPasswordFile: "senha.txt" };
    beforeAll(() => {
      certificate(100);
      put("senha.txt", "s3nha\n");
    });

    it("instead of two in PEM, and its days are counted too", async () => {
      pfx("c.pfx");
      settings(pfxSettings);
      expect(await look()).toMatchObject([{ certificate: { days: 99 } }]);
    });

    it("and one in the old cipher is told by its name, with the command that converts it", async () => {
      pfx("old.pfx", "-legacy");
      settings({ ...pfxSettings, pfxFile: "old.pfx" });
      const [text] = await texts();
      expect(text).toMatch(/^✘ /);
      expect(text).toContain("old.pfx: está numa cifra antiga, que o Node não lê.");
      expect(text).toContain("openssl pkcs12 -legacy");
    });

    it.each([
      [
        "a wrong password",
        { pfxPasswordFile: "secret.txt" },
        "c.pfx: a senha em pfxPasswordFile não é a deste arquivo.",
      ],
      ["no PKCS #12", { pfxFile: "c.pem" }, "c.pem: não é um certificado .pfx."],
      ["nothing at all", { pfxFile: undefined, pfxPasswordFile: undefined }, "Falta o certificado"],
      ["a key alone", { pfxFile: undefined, keyFile: "c.key" }, "certFile e keyFile vêm juntos"],
      ["both kinds", { certFile: "c.pem", keyFile: "c.key" }, "não os dois"],
    ])("and what is wrong with it is said: %s", async (_, more, words) => {
      pfx("c.pfx");
      settings({ ...pfxSettings, ...more });
      const [text] = await texts();
      expect(text).toContain(words);
      expect(text).not.toContain("s3nha");
    });
  });

  it("give the days to the metrics", async () => {
    settings();
    certificate(100);
    expect(await look()).toMatchObject([{ bankCode: "077", certificate: { days: 99 } }]);
  });

  it("are not all: three boletos in a row without PIX are told, as the bank says nothing of a missing PIX key", async () => {
    settings();
    certificate(100);
    const { prisma } = service.app;
    const invoice = await prisma.invoice.findFirstOrThrow();
    const { id: bankWalletId } = await prisma.bankWallet.findUniqueOrThrow({ where: { externalId: wallet } });
    const enter = (day: number, pixCopiaECola: string | null) =>
      prisma.boleto.create({
        data: {
          invoiceId: invoice.id,
          bankWalletId,
          bankCode: "077",
          status: "cancelled",
          amountCents: 100,
          principalCents: 100,
          dueDate: invoice.dueDate,
          payableUntil: invoice.dueDate,
          slip: {},
          issuedAt: new Date(),
          promisedAt: new Date(),
          payableAt: new Date(2026, 10, day),
          pixCopiaECola,
        },
      });
    for (const day of [1, 2, 3]) await enter(day, null);
    expect((await texts()).at(-1)).toContain(
      "os últimos 3 boletos vieram sem PIX. Confira no banco se a conta tem uma chave PIX ativa.",
    );
    await enter(4, "pix");
    expect((await texts()).join()).not.toContain("sem PIX");
  });
});
