import type { PrismaClient } from "../../../src/database/generated/client.ts";

/** From now on the database refuses what `at` says ("BEFORE UPDATE OF state ON chat"), in these words. Gives the way back. */
export async function breaksAt(prisma: PrismaClient, at: string, words: string): Promise<() => Promise<void>> {
  const quoted = words.replaceAll("'", "''").replaceAll("%", "%%");
  await prisma.$executeRawUnsafe(
    `CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${quoted}' USING DETAIL = '${quoted}'; END $$`,
  );
  await prisma.$executeRawUnsafe(`CREATE TRIGGER breaks ${at} FOR EACH ROW EXECUTE FUNCTION breaks()`);
  return async () => {
    await prisma.$executeRawUnsafe("DROP FUNCTION breaks CASCADE");
  };
}
