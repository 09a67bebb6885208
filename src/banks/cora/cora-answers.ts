import { z } from "zod";
import { day, optional, text } from "../rest/fields.ts";

/** A charge (invoice), alone or in a list. Amounts are in cents. */
export const invoice = z.object({
  id: z.string().min(1),
  status: z.string(),
  code: text,
  total_amount: optional(z.int()),
  total_paid: optional(z.int()),
  occurrence_date: day,
  payment_options: optional(
    z.object({
      bank_slip: optional(
        z.object({ barcode: text, digitable: text, our_number: text, registered: z.boolean().nullish(), url: text }),
      ),
    }),
  ),
  payments: optional(z.array(z.object({ finalized_at: day }))),
  pix: optional(z.object({ emv: text })),
});

/** A parsed charge. */
export type Invoice = z.infer<typeof invoice>;

/** One page of the list of charges. */
export const invoiceList = z.object({ items: z.array(invoice) });

const fault = z.object({ code: text, message: text });
/** Body of a refusal. */
export const problem = fault.extend({ errors: z.array(fault).nullish() });
