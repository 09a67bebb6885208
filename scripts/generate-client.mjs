// Generates src/database/generated from prisma/schema with Prisma's own generator. Prisma's command line would do the
// same but installs 190 MB: a local server, a studio and drivers of other databases.
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readSchema } from "./read-schema.mjs";

// Loaded with `require`, because the generator's ES modules import files that its package does not contain.
const require = createRequire(import.meta.url);
const { PrismaClientTsGenerator } = require("@prisma/client-generator-ts");
const { getConfig, getDMMF, mergeSchemas } = require("@prisma/internals");

const schemaPath = fileURLToPath(new URL("../prisma/schema", import.meta.url));
try {
  await generate(readSchema(schemaPath).map(({ path, content }) => [path, content]));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function generate(files) {
  const { generators, datasources } = await getConfig({ datamodel: files });
  const dmmf = await getDMMF({ datamodel: files });
  const [generator] = generators;
  generator.output.value = path.resolve(schemaPath, generator.output.value);
  const datamodel = mergeSchemas({ schemas: files });
  const client = new PrismaClientTsGenerator();
  const { requiresEngineVersion: version } = await client.getManifest(generator);
  await client.generate({ generator, otherGenerators: [], schemaPath, datamodel, dmmf, datasources, version });
}
