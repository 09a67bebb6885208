import type { Entry, PutOutcome } from "../../core/register/register.ts";
import type { RegisterError } from "../../core/register/register-error.ts";
import type { ResourceName } from "../../core/register/schemas.ts";
import type { Transaction } from "../../database/sql.ts";
import { putBankWallets } from "./put-bank-wallets.ts";
import { putBoletos } from "./put-boletos.ts";
import { putContracts } from "./put-contracts.ts";
import type { PutAll, PutResult, Putting } from "./put-each.ts";
import { putInvoices } from "./put-invoices.ts";
import { putSubscribers } from "./put-subscribers.ts";
import { putWallets } from "./put-wallets.ts";

type Result = PutOutcome | RegisterError;
type Placed = { entry: Entry; index: number };

const batchSize = 1000;

/**
 * Puts entries in order and gives what came of each. What changes a row that a turn may lock is looked at without a
 * lock, and done last under all locks together: an import of many holds nobody up longer than its changes take.
 */
export async function putAll(
  tx: Transaction,
  entries: readonly Entry[],
  putting: Omit<Putting, "looks">,
  onEach?: (result: Result, index: number) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  const later: Placed[] = [];
  const waiting = new Set<string>();
  const put = async (batch: readonly Placed[], looks: boolean) => {
    const [first] = batch;
    if (!first) return;
    const given = batch.map(({ entry }) => entry);
    const came = await putResource(tx, first.entry.resource, given, { ...putting, looks });
    for (const [at, placed] of batch.entries()) {
      const result = came[at];
      if (result === undefined) throw new Error("Every entry has a result");
      if (result === "later") later.push(placed);
      else {
        results[placed.index] = result;
        onEach?.(result, placed.index);
      }
    }
  };
  for (const batch of batches(entries.map((entry, index) => ({ entry, index })))) {
    // The same one again comes after what waits of it.
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

/** Invoices before bank wallets, each kind in one order, as a turn takes them. */
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

/** Entries in order, as many together as one query takes: of one resource, each id once. */
function batches(placed: readonly Placed[]): Placed[][] {
  const made: { batch: Placed[]; ids: Set<string> }[] = [];
  for (const one of placed) {
    const { resource, id } = one.entry;
    const last = made.at(-1);
    if (last?.batch[0]?.entry.resource === resource && last.batch.length < batchSize && !last.ids.has(id)) {
      last.batch.push(one);
      last.ids.add(id);
    } else made.push({ batch: [one], ids: new Set([id]) });
  }
  return made.map(({ batch }) => batch);
}

const puts: { [R in ResourceName]: PutAll<R> } = {
  subscribers: putSubscribers,
  contracts: putContracts,
  wallets: putWallets,
  "bank-wallets": putBankWallets,
  invoices: putInvoices,
  boletos: putBoletos,
};

/** Puts entries of one resource, each id once; the same again changes nothing. What does not fit says which field. */
function putResource(
  tx: Transaction,
  resource: ResourceName,
  entries: readonly Entry[],
  putting: Putting,
): Promise<PutResult[]> {
  return (puts[resource] as PutAll<ResourceName>)(tx, entries, putting);
}
