import * as z from "zod";
import type { BankField } from "./bank-layout.ts";

/** Returns the schema for the value of a field. "" means that no value was given; defaults are filled in elsewhere. */
export function fieldSchema(field: BankField): z.ZodType<string | undefined> {
  const mayBeEmpty = !field.required || field.onlyCarteiras !== undefined;
  const pattern = new RegExp(`^(?:${mayBeEmpty ? "|" : ""}${patternOf(field)})$`);
  const schema = z.string({ error: describe }).regex(pattern, { error: describe });
  return mayBeEmpty ? schema.optional() : schema;

  function describe({ input }: { input?: unknown }): string {
    const missing = input === undefined || input === "";
    return missing ? `Falta preencher: ${field.label}.` : `${field.label}: ${ruleOf(field)}.`;
  }
}

/**
 * Returns a pattern for the values of a field. A number that is shorter than the field must not begin with 0: whoever
 * writes leading zeros writes all of them.
 */
function patternOf({ digits, pads, values, orLetter }: BankField): string {
  if (values) return values.join("|");
  if (orLetter) return `[0-9${orLetter}]`;
  const widths = digits.map((width) => `\\d{${width}}`);
  const [width = 0] = digits;
  return (pads && width > 1 ? [...widths, `[1-9]\\d{0,${width - 2}}`] : widths).join("|");
}

function ruleOf({ digits, pads, values, orLetter }: BankField): string {
  if (values) return `use ${values.join(" ou ")}`;
  if (orLetter) return `um número de 0 a 9 ou ${orLetter}`;
  const widths = digits.join(" ou ");
  return pads ? `até ${widths} números; com zeros à esquerda, ${widths}` : `são ${widths} números, e só números`;
}
