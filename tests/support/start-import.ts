import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { runImport } from "../../src/app/commands/import.ts";
import { createPrismaClient } from "../../src/database/prisma-client.ts";
import { createRegister } from "../../src/storage/register/create-register.ts";
import { createTestDatabase } from "./test-database.ts";

/** The import over an empty database of its own. */
export async function startImport() {
  const database = await createTestDatabase();
  const prisma = createPrismaClient(database.connection);
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-import-"));
  return {
    prisma,
    async run(content: string | Buffer, apply = true, mended?: string) {
      const file = path.join(folder, "file.csv");
      writeFileSync(file, content);
      let report = "";
      const output = new Writable({
        write(chunk, _, done) {
          report += chunk;
          done();
        },
      });
      const register = createRegister(prisma, async () => {});
      const code = await runImport({
        file,
        apply,
        ...(mended !== undefined && { mended }),
        register,
        now: new Date(),
        output,
      });
      return { code, report };
    },
    async stop() {
      await prisma.$disconnect();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}
