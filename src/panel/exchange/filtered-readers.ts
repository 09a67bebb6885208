import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { Zone } from "../../core/billing/calendar/zone.ts";
import type { Clock } from "../../core/ports.ts";
import type { ResourceName } from "../../core/register/schemas.ts";
import type { PageOfIds } from "../../csv/export-csv.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { filterQuery, readFilter } from "../contracts/contract-filter.ts";
import { listContracts } from "../contracts/list-contracts.ts";
import { invoiceFilterQuery } from "../invoices/invoice-filter.ts";
import { listInvoices } from "../invoices/list-invoices.ts";

type Query = Readonly<Record<string, unknown>>;

/**
 * Returns, for each list that can be exported filtered, a function that makes a reader from the query of the URL. A
 * reader returns the ids in the order of the list. Without a filter in the URL it is undefined, and everything is
 * exported.
 */
export function filteredReaders(
  prisma: PrismaClient,
  clock: Clock,
  zone: Zone,
): Partial<Record<ResourceName, (query: Query) => PageOfIds | undefined>> {
  return {
    contracts(query) {
      const { given, filter } = readFilter(query);
      if (filterQuery(given) === "") return undefined;
      return async (after, limit) => {
        const { lines, next } = await listContracts(prisma, filter, { limit, ...(after !== undefined && { after }) });
        return { ids: lines.map(({ externalId }) => externalId), ...(next !== undefined && { next }) };
      };
    },
    invoices(query) {
      if (query.lista === undefined) return undefined;
      const { lista: filter, busca: search } = invoiceFilterQuery.parse(query);
      const today = localDate(clock.now(), zone);
      return async (after, limit) => {
        const { rows, next } = await listInvoices(prisma, {
          ...{ filter, search, limit, today },
          ...(after !== undefined && { after }),
        });
        return { ids: rows.map(({ externalId }) => externalId), ...(next !== undefined && { next }) };
      };
    },
  };
}
