import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSms } from "../../standins/sms/start-sms.ts";
import { startSmtp } from "../../standins/smtp/start-smtp.ts";
import { type StandIn, startWhatsapp } from "../../standins/whatsapp/start-whatsapp.ts";
import { type Ladder, rungs } from "../../support/ladder.ts";
import { sessionFolder } from "../../support/open-web-client.ts";
import { pair, startWhatsappService, type WhatsappService } from "../../support/start-whatsapp-service.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

// Chromium is slow to start where the machine is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });
let standIn: StandIn;
let folder: ReturnType<typeof sessionFolder>;
let database: TestDatabase;
let service: WhatsappService;
let ladder: Ladder;
beforeAll(async () => {
  standIn = await startWhatsapp();
  folder = sessionFolder();
  database = await createTestDatabase();
  const [sms, smtp] = [await startSms(), await startSmtp()];
  service = await startWhatsappService({
    standIn,
    database,
    dir: folder.dir,
    identity: { sms: sms.settings, email: smtp.settings },
  });
  await service.app.prisma.provider.updateMany({ data: { checksFirstContact: true } });
  await pair(service, standIn);
  ladder = {
    app: service.app,
    sms,
    smtp,
    async begins(phone) {
      const person = standIn.person(phone);
      person.says("oi");
      const got = () => person.got().map(({ body, caption, fileName }) => [body, caption, fileName].join("\n"));
      return {
        says: async (text) => void person.says(text),
        sees: async (text) => void (await person.hears(text)),
        all: () => got().join("\n"),
        async file() {
          const message = person.got().findLast(({ media }) => media);
          return (message && person.fileOf(message))?.toString("utf8") ?? "";
        },
      };
    },
    // Its own workers do that.
    works: async () => {},
    passes: async (minutes) => service.passes(minutes * 60),
  };
});
afterAll(async () => {
  await service.close();
  await ladder.sms.stop();
  await ladder.smtp.stop();
  await database.drop();
  await standIn.stop();
  folder.remove();
});

test.each(Object.entries(rungs))("%s", async (_, climb) => {
  await climb(ladder);
  expect(standIn.network.refused).toEqual([]);
});
