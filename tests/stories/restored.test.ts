import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkBackup } from "../../src/database/backup/check-backup.ts";
import { restoreBackup } from "../../src/database/backup/restore-backup.ts";
import { writeBackup } from "../../src/database/backup/write-backup.ts";
import { createBackupPair } from "../support/database/backup-pair.ts";
import { enterSubscriber } from "../support/enter-subscriber.ts";
import { chatOf, startService } from "../support/start-chat.ts";
import type { TestDatabase } from "../support/test-database.ts";
import { standInBank } from "./stand-in-bank.ts";

let pair: Awaited<ReturnType<typeof createBackupPair>>;
let erp: Server;
let erpWebhook: { url: string; secret: string };
let isUp: boolean;
const taken: string[] = [];
beforeEach(async () => {
  pair = await createBackupPair();
  isUp = true;
  taken.length = 0;
  erp = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const { type, data } = JSON.parse(body);
      if (isUp) taken.push(`${type} ${data.boletoId}`);
      response.writeHead(isUp ? 200 : 503).end();
    });
  });
  await new Promise<void>((resolve) => erp.listen(0, "127.0.0.1", resolve));
  erpWebhook = {
    url: `http://127.0.0.1:${(erp.address() as AddressInfo).port}/`,
    secret: "a-secret-of-the-erp-and-ours",
  };
});
afterEach(async () => {
  erp.closeAllConnections();
  erp.close();
  await pair.drop();
});

it("a restored database keeps what was promised before: a notice, a registration and an event, each once", async () => {
  const serviceOn = (at: string, database: TestDatabase) =>
    startService(at, database, { banks: { dir: "none", erpWebhook } });
  const before = await serviceOn("2026-11-24 14:02", pair.databases.source);
  const sandbox = before.app.deps.registrarOf;
  const enter = () => enterSubscriber(before, { banks: ["341"], invoices: [{ due: "2026-12-10" }] });
  const [eva, rui] = [await enter(), await enter()];

  // The bank is hours late: the notice waits for the morning.
  const bank = standInBank(before);
  await chatOf(before, eva.phone).tells("oi", "1");
  await before.waits(8, "hours");
  bank.says.lookUp = { kind: "registered" };
  await before.waits(1, "hours");
  await before.app.recover();
  await before.runJobs();
  before.app.deps.registrarOf = sandbox;
  // Asked for just now, while the provider's system is down: the bank has not even heard of it.
  isUp = false;
  await chatOf(before, rui.phone).tells("oi", "1");
  await before.app.close();
  const sent = before.outbox.map(({ reply }) => reply.text).join("\n");
  expect(sent).not.toContain("já pode ser pago");
  await writeBackup(pair.source, pair.at("copy"), { madeAt: before.clock() });
  await restoreBackup(pair.target, await checkBackup(pair.at("copy")));

  isUp = true;
  taken.length = 0;
  const after = await serviceOn("2026-11-24 23:10", pair.databases.target);
  expect(await after.app.prisma.$queryRaw`SELECT FROM pgboss.job`).toEqual([]);
  const runsAt = async (local: string) => {
    after.isOffUntil(local);
    for (let times = 0; times < 3; times++) {
      await after.app.recover();
      await after.runJobs();
    }
  };
  const ids = (await after.app.prisma.boleto.findMany({ where: { invoiceId: { in: rui.invoiceIds } } })).map(
    ({ id }) => id,
  );
  const titles = () => after.app.prisma.sandboxTitle.findMany({ where: { reference: { in: ids } } });
  const [toEva, toRui] = [chatOf(after, eva.phone), chatOf(after, rui.phone)];
  await runsAt("2026-11-24 23:10");
  toEva.listens();
  toEva.hearsNothing();
  expect(taken.filter((event) => event === `boleto.issued ${ids[0]}`)).toHaveLength(1);
  expect((await titles()).map(({ asked }) => asked)).toEqual([1]);

  after.isOffUntil("2026-11-25 08:00");
  await after.app.recover();
  toEva.listens();
  expect(toEva.heard().match(/já pode ser pago/g)).toHaveLength(1);
  expect(toEva.heard().match(/^\d{47}$/gm)).toHaveLength(1);
  for (const time of ["09:00", "11:00", "13:00", "15:00"]) await runsAt(`2026-11-25 ${time}`);
  toRui.listens();
  expect(toRui.heard().match(/já pode ser pago/g)).toHaveLength(1);
  toEva.listens();
  toEva.hearsNothing();
  expect((await titles()).map(({ asked }) => asked)).toEqual([1]);
  expect(taken.filter((event) => event === `boleto.issued ${ids[0]}`)).toHaveLength(1);
  expect(taken.filter((event) => event === `boleto.payable ${ids[0]}`)).toHaveLength(1);
  await after.app.close();
});
