import { businessDayAfter, type LocalHolidays } from "../../billing/calendar/calendar.ts";
import { addDays, type IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { settlementDay } from "../../billing/calendar/payment-day.ts";
import type { Zone } from "../../billing/calendar/zone.ts";
import type { Records } from "../../ports.ts";
import { errorName } from "../../privacy/error-name.ts";
import type { BankWalletRecord, BoletoRecord, OverBoleto } from "../../records/boleto-records.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";
import type { Deps } from "../deps.ts";

/** Returns true for a payable boleto that its bank no longer accepts, whether or not it has expired here. */
export function isPastLastDay({ status, payableUntil }: Pick<BoletoRecord, "status" | "payableUntil">, today: IsoDate) {
  return status === "payable" && payableUntil < today;
}

type Bank = BankWalletRecord["registersBy"];

/**
 * Returns the first day on which the bank's word about payments of the last day is final: at an API the look-up after
 * the next business day is over, by file the return file that comes a business day later. Undefined if no word comes.
 */
export function lastWordOn(
  { payableUntil }: Pick<BoletoRecord, "payableUntil">,
  registersBy: Bank | undefined,
  localHolidays: LocalHolidays,
): IsoDate | undefined {
  const settledOn = settlementDay(payableUntil, localHolidays);
  if (registersBy === "api") return addDays(settledOn, 1);
  return registersBy === "cnab240" ? addDays(businessDayAfter(settledOn, localHolidays), 1) : undefined;
}

/** A boleto past its last day, of which the bank may still report a payment; the invoice gets no other until then. */
export interface AwaitedWord {
  boleto: BoletoRecord;
  wordOn: IsoDate;
}

/** Returns the living boleto of an invoice if its last day is over and its bank was not asked after that. */
export function awaitedWord(
  { living, bankWallets, localHolidays }: Pick<InvoiceCase, "living" | "bankWallets" | "localHolidays">,
  today: IsoDate,
): AwaitedWord | undefined {
  if (!living || !isPastLastDay(living, today)) return undefined;
  const wordOn = lastWordOn(
    living,
    bankWallets.find(({ id }) => id === living.bankWalletId)?.registersBy,
    localHolidays,
  );
  return wordOn === undefined ? undefined : { boleto: living, wordOn };
}

/** Expires a payable boleto whose last payment day has passed; does nothing otherwise. */
export async function expireBoleto(records: Records, boletoId: string, { today, now }: { today: IsoDate; now: Date }) {
  const boleto = await records.lockBoleto(boletoId);
  if (!boleto || !isPastLastDay(boleto, today)) return;
  await records.changeBoleto(boletoId, { status: "expired", closedAt: now, announcedAt: null });
  await records.addEvent("boleto.expired", { boletoId }, now);
}

/**
 * Morning job: expires the payable boletos of which no more news can come: their last payment day has passed, and at a
 * bank by file also the day after its return file was due. A boleto at a bank's API expires only after a look-up. A
 * failure is recorded as an event and does not stop the others. Returns the number of boletos examined.
 */
export async function expireBoletos(deps: Deps, pageSize = 1000, zones?: readonly Zone[]): Promise<number> {
  let seen = 0;
  for (const zone of zones ?? (await deps.storage.zonesInUse())) seen += await expireIn(deps, zone, pageSize);
  return seen;
}

async function expireIn({ storage, clock }: Deps, zone: Zone, pageSize: number): Promise<number> {
  const now = clock.now();
  const today = localDate(now, zone);
  let seen = 0;
  let last: OverBoleto | undefined;
  do {
    const page = await storage.boletosOver(today, { zone, limit: pageSize, ...(last && { after: last }) });
    for (const over of page) {
      try {
        await storage.transaction((records) => expireIfSilent(records, over, { today, now }));
      } catch (error) {
        const data = { boletoId: over.id, reason: errorName(error) };
        await storage.transaction((records) => records.addEvent("boleto.expire-failed", data, now));
      }
    }
    seen += page.length;
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);
  return seen;
}

async function expireIfSilent(
  records: Records,
  { id: boletoId, payableUntil, registersBy }: OverBoleto,
  day: { today: IsoDate; now: Date },
): Promise<void> {
  const holidays = registersBy === "cnab240" ? await holidaysOf(records, boletoId) : [];
  const wordOn = lastWordOn({ payableUntil }, registersBy, holidays);
  if (wordOn !== undefined && day.today < wordOn) return;
  await expireBoleto(records, boletoId, day);
}

async function holidaysOf(records: Records, boletoId: string): Promise<LocalHolidays> {
  const boleto = await records.boleto(boletoId);
  return (boleto && (await records.invoiceCase(boleto.invoiceId))?.localHolidays) ?? [];
}
