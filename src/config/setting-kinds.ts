import { z } from "zod";

/** Schemas for environment variables. The value of a variable is always text; each schema parses it. */
export const settingKinds = {
  onOff: z.stringbool({ truthy: ["on", "true", "1", "sim"], falsy: ["off", "false", "0", "não", "nao"] }),
  wholeNumber: (from: number, to: number) =>
    z
      .string()
      .regex(/^\d+$/)
      .transform(Number)
      .refine((number) => number >= from && number <= to),
  httpAddress: z.url({ protocol: /^https?$/ }),
  json: <T>(schema: z.ZodType<T>) =>
    z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          context.addIssue({ code: "custom", message: "not JSON" });
          return z.NEVER;
        }
      })
      .pipe(schema),
};
