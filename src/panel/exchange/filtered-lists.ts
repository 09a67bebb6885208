import { localDate } from "../../core/billing/calendar/local-time.ts";
import type { ResourceName } from "../../core/register/schemas.ts";
import type { PageOfIds } from "../../csv/export-csv.ts";
import { filterQuery, readFilter } from "../contracts/contract-filter.ts";
import type { Contracts } from "../contracts/contracts-types.ts";
import { invoiceList } from "../invoices/invoice-list.ts";
import type { Invoices } from "../invoices/invoices-types.ts";

type Query = Readonly<Record<string, unknown>>;

/** What an export holds where its address carries the filter of a list: that list, in its order. Undefined: all there is. */
export function filteredLists(of: {
  contracts: Pick<Contracts, "list">;
  invoices: Pick<Invoices, "list">;
  now(): Date;
}): Partial<Record<ResourceName, (query: Query) => PageOfIds | undefined>> {
  const { contracts, invoices, now } = of;
  return {
    contracts(query) {
      const { given, filter } = readFilter(query);
      if (filterQuery(given) === "") return undefined;
      return async (after, limit) => {
        const { lines, next } = await contracts.list(filter, { limit, ...(after !== undefined && { after }) });
        return { ids: lines.map(({ externalId }) => externalId), ...(next !== undefined && { next }) };
      };
    },
    invoices(query) {
      if (query.lista === undefined) return undefined;
      const { lista: filter, busca: search } = invoiceList.parse(query);
      const today = localDate(now());
      return async (after, limit) => {
        const { rows, next } = await invoices.list({
          ...{ filter, search, limit, today },
          ...(after !== undefined && { after }),
        });
        return { ids: rows.map(({ externalId }) => externalId), ...(next !== undefined && { next }) };
      };
    },
  };
}
