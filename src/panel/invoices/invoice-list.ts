import { z } from "zod";
import { invoiceFilters } from "./invoices-types.ts";

/** Which invoices an address lists; what cannot be read is the open ones, all of them. */
export const invoiceList = z.object({
  lista: z.enum(invoiceFilters).catch("open"),
  busca: z.string().trim().max(100).catch(""),
});
