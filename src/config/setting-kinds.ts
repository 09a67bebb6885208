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
  /** Addresses and networks (CIDR), separated by commas. */
  networks: z
    .string()
    .transform((list) => list.split(",").map((one) => one.trim()))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
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
