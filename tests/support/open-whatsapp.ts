import { startWhatsapp } from "../standins/whatsapp/start-whatsapp.ts";
import { sessionFolder } from "./open-web-client.ts";
import { pair, startWhatsappService } from "./start-whatsapp-service.ts";
import { createTestDatabase } from "./test-database.ts";

/** A WhatsApp of our own, and a service that is paired with it, on a database and a session folder of its own. */
export async function openWhatsapp(
  of: Omit<Parameters<typeof startWhatsappService>[0], "standIn" | "database" | "dir"> = {},
) {
  const standIn = await startWhatsapp();
  const folder = sessionFolder();
  const database = await createTestDatabase();
  const start = () => startWhatsappService({ ...of, standIn, database, dir: folder.dir });
  const service = await start();
  await pair(service, standIn);
  return {
    standIn,
    service,
    /** Another process on the same session, when the one before is closed. */
    start,
    /** The session folder. */
    dir: folder.dir,
    /** What is left when the last service is closed. */
    async close(): Promise<void> {
      await database.drop();
      await standIn.stop();
      folder.remove();
    },
  };
}
