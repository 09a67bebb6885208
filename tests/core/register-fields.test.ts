import { expect, it } from "vitest";
import type { Field } from "../../src/core/register/field-table.ts";
import { registerFields } from "../../src/core/register/schemas.ts";

/** Their text is checked as a whole, with other fields: tests/http/hostile-input.test.ts. */
const checkedTogether = ["account", "cnab", "linhaDigitavel", "codigoBarras"];
const fields = Object.entries(registerFields).flatMap(([resource, table]) =>
  Object.entries(table as Readonly<Record<string, Field>>).flatMap(([field, { schema, readOnly }]) =>
    readOnly || checkedTogether.includes(field) ? [] : [[`${resource}.${field}`, schema] as const],
  ),
);

it.each(fields)("%s takes no text with a NUL, a mark of direction or half a letter, at any depth", (_, schema) => {
  for (const mark of ["\0", "\u202e", "\ud800"]) {
    const text = `529.982.247-25${mark}`;
    for (const value of [text, [text], { [text]: "1" }]) {
      const { success, data } = schema.safeParse(value);
      // Of a CPF, what nobody sees is left out.
      expect([mark, value, success && data !== "52998224725"]).toEqual([mark, value, false]);
    }
  }
});
