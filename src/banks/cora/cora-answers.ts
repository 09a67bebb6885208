import { z } from "zod";
import { isIsoDate } from "../../core/billing/calendar/iso-date.ts";

/** A day, or a moment of which the day counts. */
const day = z
  .string()
  .transform((given) => given.slice(0, 10))
  .refine(isIsoDate);
const text = z.string().nullish();

/** A charge (invoice), alone or in a list. Amounts are in cents. */
export const invoice = z.object({
  id: z.string().min(1),
  status: z.string(),
  code: text,
  total_paid: z.int().nullish(),
  occurrence_date: day.nullish(),
  payment_options: z
    .object({
      bank_slip: z
        .object({ barcode: text, digitable: text, our_number: text, registered: z.boolean().nullish(), url: text })
        .nullish(),
    })
    .nullish(),
  payments: z.array(z.object({ finalized_at: day.nullish() })).nullish(),
  pix: z.object({ emv: text }).nullish(),
});

/** A parsed charge. */
export type Invoice = z.infer<typeof invoice>;

/** One page of the list of charges. */
export const invoiceList = z.object({ items: z.array(invoice) });

const fault = z.object({ code: text, message: text });
/** Body of a refusal. */
export const problem = fault.extend({ errors: z.array(fault).nullish() });
