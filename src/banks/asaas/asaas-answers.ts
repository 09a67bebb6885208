import { z } from "zod";
import { amount, day, text } from "../rest/fields.ts";

/** A charge (payment), alone or in a list. */
export const charge = z.object({
  id: z.string().min(1),
  status: z.string(),
  /** What was or is to be paid; the fee of Asaas is taken off `netValue`. */
  value: amount,
  externalReference: text,
  nossoNumero: text,
  /** The day on which Asaas booked the payment, and that on which the payer paid. */
  paymentDate: day,
  clientPaymentDate: day,
  bankSlipUrl: text,
  deleted: z.boolean().nullish(),
});

/** A parsed charge. */
export type Charge = z.infer<typeof charge>;

const listOf = <T extends z.ZodType>(data: T) => z.object({ hasMore: z.boolean(), data: z.array(data) });

/** One page of the list of charges. */
export const chargeList = listOf(charge);

/** A customer (payer). */
export const customer = z.object({
  id: z.string().min(1),
  deleted: z.boolean().nullish(),
  notificationDisabled: z.boolean().nullish(),
});
/** One page of the list of customers. */
export const customerList = listOf(customer);

/** The numbers of a boleto. */
export const numbers = z.object({
  identificationField: z.string().min(1),
  nossoNumero: z.string().min(1),
  barCode: z.string().min(1),
});

/** The parsed numbers of a boleto. */
export type Numbers = z.infer<typeof numbers>;

/** The PIX code of a charge. */
export const pixCode = z.object({ payload: z.string().min(1) });

/** Body of a refusal. */
export const problem = z.object({ errors: z.array(z.object({ code: text, description: text })).min(1) });
