import { z } from "zod";
import { certificateSettings, commonSettings } from "../rest/read-settings.ts";

const { scope: _, ...common } = commonSettings;

/** Settings of a bank wallet at Cora. It gives no secret and knows no scopes: the certificate is what proves us. */
export const coraSettings = z.strictObject({
  bank: z.literal("cora", "esperado cora"),
  ...common,
  ...certificateSettings,
  /** Whether boletos carry a PIX code. Cora makes one only if the account has a PIX key. */
  pix: z.boolean("esperado true ou false").default(true),
});
