import { parseBrl } from "../../core/billing/money/money.ts";

/** A form as a browser sends it. Each field has one text, or several. */
export type FormBody = Readonly<Record<string, unknown>>;

/**
 * Converts the fields of a form to what the schemas of the register expect. A value that cannot be parsed stays as it
 * was entered, and the schema refuses it.
 */
export const formValues = {
  text: (body: FormBody, name: string) => String(body[name] ?? "").trim(),
  /** Returns undefined for an empty field. */
  optional(body: FormBody, name: string): string | undefined {
    return formValues.text(body, name) || undefined;
  },
  whole(body: FormBody, name: string): number | string | undefined {
    const given = formValues.optional(body, name)?.replaceAll(".", "");
    return given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : given;
  },
  cents(body: FormBody, name: string): number | string | undefined {
    const given = formValues.optional(body, name);
    const parsed = given === undefined ? undefined : parseBrl(given);
    return parsed?.kind === "cents" ? parsed.cents : given;
  },
  isOn: (body: FormBody, name: string) => body[name] === "sim",
};
