// Writes src/database/generated from prisma/schema.prisma by Prisma's own generator. Its command line, which would do the
// same, brings 190 MB of a local server, a studio and other databases' drivers.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

// Required: the generator's ES modules name files that its package does not hold.
const require = createRequire(import.meta.url);
const { PrismaClientTsGenerator } = require("@prisma/client-generator-ts");
const { getConfig, getDMMF } = require("@prisma/internals");

const schemaPath = fileURLToPath(new URL("../prisma/schema.prisma", import.meta.url));
const datamodel = readFileSync(schemaPath, "utf8");
try {
  await generate([[schemaPath, datamodel]]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function generate(files) {
  const { generators, datasources } = await getConfig({ datamodel: files });
  const dmmf = await getDMMF({ datamodel: files });
  const [generator] = generators;
  generator.output.value = path.resolve(path.dirname(schemaPath), generator.output.value);
  const client = new PrismaClientTsGenerator();
  const { requiresEngineVersion: version } = await client.getManifest(generator);
  await client.generate({ generator, otherGenerators: [], schemaPath, datamodel, dmmf, datasources, version });
}
