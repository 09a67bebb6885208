import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readSchema } from "../../../scripts/read-schema.mjs";

const schema = readSchema("prisma/schema")
  .map(({ content }) => content)
  .join("\n");
const document = readFileSync("docs/privacidade.md", "utf8");

/** Every table with its columns, by the database's own names. */
function tablesOf(text: string): Map<string, string[]> {
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => ({
    name,
    body,
  }));
  const isModel = new Set(models.map(({ name }) => name));
  return new Map(
    models.map(({ body }) => [
      /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "",
      [...body.matchAll(/^ {2}(\w+) +(\w+)(.*)$/gm)]
        .filter(([, , type = ""]) => !isModel.has(type))
        .map(([, field = "", , rest = ""]) => /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field),
    ]),
  );
}

const documented = new Map(
  document
    .split(/^## /m)
    .slice(1)
    .map((section) => [
      /^`(\w+)`/.exec(section)?.[1] ?? "",
      [...section.matchAll(/(?:^\| |: |, )`(\w+)`/gm)].map(([, column = ""]) => column),
    ]),
);

it("docs/privacidade.md names every column of every table, and none that is not there", () => {
  const tables = tablesOf(schema);
  expect(tables.size).toBeGreaterThan(20);
  expect([...documented.keys()].sort()).toEqual([...tables.keys()].sort());
  for (const [table, columns] of tables)
    expect([table, documented.get(table)?.sort()]).toEqual([table, columns.sort()]);
});

it("a new column that nobody explained is noticed", () => {
  const planted = tablesOf(
    schema.replace("model Subscriber {", 'model Subscriber {\n  mothersName String @map("mothers_name")'),
  );
  expect(planted.get("subscriber")).toContain("mothers_name");
  expect(documented.get("subscriber")).not.toContain("mothers_name");
});
