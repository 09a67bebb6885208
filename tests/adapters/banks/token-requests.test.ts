import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createBankHttp } from "../../../src/banks/rest/bank-http.ts";
import { createBankClient } from "../../../src/banks/rest/create-bank-client.ts";
import { readCredentials } from "../../../src/banks/rest/read-settings.ts";
import { createTokens } from "../../../src/banks/rest/tokens/create-tokens.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createBankDesk } from "../../../src/storage/bank-desk.ts";
import { startBankService } from "../../support/start-bank-service.ts";

let bank: Awaited<ReturnType<typeof startBankService<"inter">>>;
let bankWalletId: string;
beforeAll(async () => {
  bank = await startBankService("inter", "2026-11-24 09:00");
  const { bankIds } = await bank.person();
  bankWalletId = bankIds[0] ?? "";
});
beforeEach(async () => {
  await bank.service.app.prisma.bankToken.deleteMany();
  await bank.service.app.prisma.bankHealth.deleteMany();
  await bank.service.app.prisma.bankPace.deleteMany();
  bank.standIn.expireTokens();
  await bank.service.waits(2, "minutes");
});
afterAll(() => bank.stop());

/** The client of one process: nothing is shared but the database. */
function processOf(prisma: ReturnType<typeof createPrismaClient>) {
  const { standIn, service } = bank;
  const { settings, folder, url } = standIn;
  const desk = createBankDesk(prisma);
  const clock = { now: service.clock };
  const credentials = readCredentials(
    { folder, name: "" },
    { clientId: "the-client", caFile: "ca.pem", ...settings },
    "required",
  );
  const http = createBankHttp(credentials);
  const scope = "boleto-cobranca.read boleto-cobranca.write";
  const oauth = { tokenUrl: `${url}/oauth/v2/token`, scope, secretIn: "form", credentials } as const;
  return createBankClient({
    bankCode: "077",
    bankWalletId,
    apiRoot: url,
    http,
    tokens: createTokens({ ...oauth, bankWalletId, http, desk, clock }),
    headers: {},
    pace: { perMinute: 60_000, burst: 100 },
    client: "inter",
    desk,
    clock,
    callMs: 8000,
  });
}

const list = {
  method: "GET",
  path: "/cobranca/v3/cobrancas",
  query: { dataInicial: "2026-11-01", dataFinal: "2026-11-30" },
} as const;

describe("twenty calls of a wallet that has no token", () => {
  it("make one request for one", async () => {
    const call = processOf(bank.service.app.prisma);
    const before = bank.standIn.tokenRequests();
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(list)));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(20).fill("answer"));
    expect(bank.standIn.tokenRequests() - before).toBe(1);
  });

  it("make one also if they come from several processes", async () => {
    const others = [0, 1, 2].map(() => createPrismaClient(bank.service.database.connection));
    const calls = others.map(processOf);
    const before = bank.standIn.tokenRequests();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => calls[index % 3]?.(list)));
    for (const other of others) await other.$disconnect();
    expect(answers.map((answer) => answer?.kind)).toEqual(Array(20).fill("answer"));
    expect(bank.standIn.tokenRequests() - before).toBe(1);
  });

  it("make one in the place of a process that died while it was asking", async () => {
    const { prisma } = bank.service.app;
    const now = bank.service.clock();
    await createBankDesk(prisma).claimToken(bankWalletId, new Date(now.getTime() + 15_000), now);
    await bank.service.waits(16, "seconds");
    expect((await processOf(prisma)(list)).kind).toBe("answer");
  });
});

describe("a bank that grants no more tokens this minute", () => {
  it("is waited for: no failure, no event, and the call says when to come again", async () => {
    const { prisma } = bank.service.app;
    for (let grant = 0; grant < 5; grant++) {
      await prisma.bankToken.deleteMany();
      expect((await processOf(prisma)(list)).kind).toBe("answer");
    }
    await prisma.bankToken.deleteMany();
    const answer = await processOf(prisma)(list);
    const now = bank.service.clock().getTime();
    expect(answer).toMatchObject({ kind: "in-trouble", isBusy: true });
    if (answer.kind === "in-trouble") expect(answer.retryAt.getTime() - now).toBeGreaterThanOrEqual(12_000);
    expect(await prisma.bankHealth.findFirst()).toBeNull();
    expect(await bank.service.eventsOf("bank.in-trouble")).toHaveLength(0);
    expect(await bank.service.eventsOf("bank.no-permission")).toHaveLength(0);
    await bank.service.waits(1, "minutes");
    expect((await processOf(prisma)(list)).kind).toBe("answer");
  });
});
