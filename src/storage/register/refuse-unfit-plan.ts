import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { firstDay } from "../../core/billing/calendar/month.ts";
import { oldestBilled } from "../../core/billing/invoices/plan-invoices.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Contract } from "../../database/generated/client.ts";

type Plan = Pick<
  Contract,
  "startsOn" | "endsOn" | "billsHere" | "billsFrom" | "planPriceCents" | "planDiscountCents" | "dueDay"
>;

/**
 * Throws RegisterError if the billing settings of a contract contradict each other. A `billsFrom` that is too far back
 * is accepted if it did not change.
 */
export function refuseUnfitPlan(plan: Plan, before: Plan | undefined, today: IsoDate): void {
  const { startsOn, endsOn, billsHere, billsFrom, planPriceCents, planDiscountCents, dueDay } = plan;
  if (startsOn && endsOn && endsOn < startsOn) refuse("endsOn", "o último dia do serviço vem antes do primeiro");
  if (planPriceCents !== null && planDiscountCents >= planPriceCents)
    refuse("planDiscountCents", "o desconto precisa ser menor que o preço do plano");
  if (billsHere && planPriceCents === null) refuse("planPriceCents", "para gerar faturas aqui, falta o preço do plano");
  if (billsHere && dueDay === null) refuse("dueDay", "para gerar faturas aqui, falta o dia de vencimento");
  if (billsHere && billsFrom === null) refuse("billsFrom", "para gerar faturas aqui, falta o primeiro mês");
  const oldest = new Date(firstDay(oldestBilled(today)));
  if (billsFrom && billsFrom < oldest && billsFrom.getTime() !== before?.billsFrom?.getTime())
    refuse("billsFrom", "esperado um mês de até um ano atrás");
}

function refuse(field: string, message: string): never {
  throw new RegisterError("invalid", field, message);
}
