import type { Entry, PutOutcome } from "../../core/register/register.ts";
import type { RegisterError } from "../../core/register/register-error.ts";
import type { ResourceName } from "../../core/register/schemas.ts";
import type { Transaction } from "../../database/sql.ts";
import { putBankWallets } from "./put-bank-wallets.ts";
import { putBoletos } from "./put-boletos.ts";
import { putBranches } from "./put-branches.ts";
import { putContracts } from "./put-contracts.ts";
import type { PutAll, PutResult, Putting } from "./put-each.ts";
import { putInvoices } from "./put-invoices.ts";
import { putSubscribers } from "./put-subscribers.ts";
import { putWallets } from "./put-wallets.ts";

type Result = PutOutcome | RegisterError;
type Placed = { entry: Entry; index: number };

const batchSize = 1000;

/**
 * Puts (creates or changes) entries in order, and returns a result for each. In a first pass, entries that would change
 * a row which a turn may lock are only checked, without a lock. They are put at the end, under all locks together, so
 * that a large import blocks others only for as long as its changes take.
 */
export async function putAll(
  tx: Transaction,
  entries: readonly Entry[],
  putting: Omit<Putting, "isFirstPass">,
  onEach?: (result: Result, index: number) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  const later: Placed[] = [];
  const waiting = new Set<string>();
  const put = async (batch: readonly Placed[], isFirstPass: boolean) => {
    const [first] = batch;
    if (!first) return;
    const given = batch.map(({ entry }) => entry);
    const batchResults = await putResource(tx, first.entry.resource, given, { ...putting, isFirstPass });
    for (const [index, placed] of batch.entries()) {
      const result = batchResults[index];
      if (result === undefined) throw new Error("Every entry has a result");
      if (result === "later") later.push(placed);
      else {
        results[placed.index] = result;
        onEach?.(result, placed.index);
      }
    }
  };
  for (const batch of batches(entries.map((entry, index) => ({ entry, index })))) {
    // If an entry with the same id is already deferred, this one is deferred as well, which keeps their order.
    const again = batch.filter(({ entry }) => waiting.has(keyOf(entry)));
    const from = later.push(...again);
    await put(
      batch.filter((placed) => !again.includes(placed)),
      true,
    );
    for (const { entry } of later.slice(from)) waiting.add(keyOf(entry));
  }
  later.sort((one, other) => one.index - other.index);
  await lockAll(tx, later);
  for (const batch of batches(later)) await put(batch, false);
  return results;
}

const keyOf = ({ resource, id }: Entry) => `${resource} ${id}`;

/** Locks invoices, then bank wallets, each ordered by id, in the same order as a turn does. */
async function lockAll(tx: Transaction, later: readonly Placed[]): Promise<void> {
  const entries = later.map(({ entry }) => entry);
  const invoices = entries.flatMap((entry) => {
    if (entry.resource === "invoices") return [entry.id];
    return entry.resource === "boletos" ? [entry.value.invoiceId] : [];
  });
  const banks = entries.flatMap(({ resource, id }) => (resource === "bank-wallets" ? [id] : []));
  if (invoices.length > 0)
    await tx.$queryRaw`SELECT 1 FROM invoice WHERE external_id = ANY(${invoices}) ORDER BY id FOR UPDATE`;
  if (banks.length > 0)
    await tx.$queryRaw`SELECT 1 FROM bank_wallet WHERE external_id = ANY(${banks}) ORDER BY id FOR NO KEY UPDATE`;
}

/**
 * Splits entries, in order, into batches that one query can read: entries of one resource in which each id occurs once.
 */
function batches(placed: readonly Placed[]): Placed[][] {
  const groups: { batch: Placed[]; ids: Set<string> }[] = [];
  for (const item of placed) {
    const { resource, id } = item.entry;
    const last = groups.at(-1);
    if (last?.batch[0]?.entry.resource === resource && last.batch.length < batchSize && !last.ids.has(id)) {
      last.batch.push(item);
      last.ids.add(id);
    } else groups.push({ batch: [item], ids: new Set([id]) });
  }
  return groups.map(({ batch }) => batch);
}

const puts: { [R in ResourceName]: PutAll<R> } = {
  branches: putBranches,
  subscribers: putSubscribers,
  contracts: putContracts,
  wallets: putWallets,
  "bank-wallets": putBankWallets,
  invoices: putInvoices,
  boletos: putBoletos,
};

/**
 * Puts entries of one resource in which each id occurs once. Putting the same entries again changes nothing. A refusal
 * names the field.
 */
function putResource(
  tx: Transaction,
  resource: ResourceName,
  entries: readonly Entry[],
  putting: Putting,
): Promise<PutResult[]> {
  return (puts[resource] as PutAll<ResourceName>)(tx, entries, putting);
}
