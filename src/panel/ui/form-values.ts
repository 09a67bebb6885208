import { parseBrl } from "../../core/billing/money/money.ts";

/** A form as a browser sends it: one text a field, or several. */
export type FormBody = Readonly<Record<string, unknown>>;

/** Fields of a form as the register's rules take them; what can not be read stays as written, for the rules to refuse. */
export const formValues = {
  text: (body: FormBody, name: string) => String(body[name] ?? "").trim(),
  /** Left out where nothing was written. */
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
