import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { firstDay, type Month } from "../../core/billing/calendar/month.ts";
import { oldestBilled } from "../../core/billing/invoices/plan-invoices.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Resource } from "../../core/register/schemas.ts";
import type { Contract } from "../../database/generated/client.ts";

type Given = Omit<Resource<"contracts">, "subscriberId">;
type Plan = Pick<
  Contract,
  "startsOn" | "endsOn" | "billsHere" | "billsFrom" | "planPriceCents" | "planDiscountCents" | "dueDay" | "daysBefore"
>;

const none: Plan = {
  startsOn: null,
  endsOn: null,
  billsHere: false,
  billsFrom: null,
  planPriceCents: null,
  planDiscountCents: 0,
  dueDay: null,
  daysBefore: 10,
};

/**
 * How a contract is billed here: what was left out stays, null clears it. Throws RegisterError where it does not fit
 * together.
 */
export function planOf(given: Given, row: Plan | undefined, today: IsoDate): Plan {
  const before = row ?? none;
  const kept = <F extends keyof Plan>(field: F, value: Plan[F] | null | undefined): Plan[F] =>
    value === undefined ? before[field] : (value ?? none[field]);
  const plan: Plan = {
    startsOn: kept("startsOn", dateOf(given.startsOn)),
    endsOn: kept("endsOn", dateOf(given.endsOn)),
    billsHere: kept("billsHere", given.billsHere),
    billsFrom: kept("billsFrom", dateOf(given.billsFrom && firstDay(given.billsFrom as Month))),
    planPriceCents: kept("planPriceCents", given.planPriceCents),
    planDiscountCents: kept("planDiscountCents", given.planDiscountCents),
    dueDay: kept("dueDay", given.dueDay),
    daysBefore: kept("daysBefore", given.daysBefore),
  };
  refuseUnfit(plan);
  const oldest = new Date(firstDay(oldestBilled(today)));
  if (plan.billsFrom && plan.billsFrom < oldest && plan.billsFrom.getTime() !== before.billsFrom?.getTime())
    refuse("billsFrom", "esperado um mês de até um ano atrás");
  return plan;
}

function refuseUnfit({
  startsOn,
  endsOn,
  billsHere,
  billsFrom,
  planPriceCents,
  planDiscountCents,
  dueDay,
}: Plan): void {
  if (startsOn && endsOn && endsOn < startsOn) refuse("endsOn", "o último dia do serviço vem antes do primeiro");
  if (planPriceCents !== null && planDiscountCents >= planPriceCents)
    refuse("planDiscountCents", "o desconto precisa ser menor que o preço do plano");
  if (!billsHere) return;
  if (planPriceCents === null) refuse("planPriceCents", "para gerar faturas aqui, falta o preço do plano");
  if (dueDay === null) refuse("dueDay", "para gerar faturas aqui, falta o dia de vencimento");
  if (billsFrom === null) refuse("billsFrom", "para gerar faturas aqui, falta o primeiro mês");
}

function refuse(field: string, message: string): never {
  throw new RegisterError("invalid", field, message);
}

const dateOf = (day: string | null | undefined) => (day ? new Date(day) : (day as null | undefined));
