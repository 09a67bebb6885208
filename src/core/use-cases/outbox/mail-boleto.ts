import { shortDate } from "../../billing/calendar/date-words.ts";
import { choiceClosedMail } from "../../conversation/replies/mail.ts";
import type { Mailer } from "../../mailer.ts";
import type { Records } from "../../ports.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";
import { isEarly } from "../../registration/is-early.ts";
import type { Deps } from "../deps.ts";
import { boletoCard } from "../turn/boleto-card.ts";
import type { DeliveryDeps } from "./delivery-deps.ts";

/**
 * Pause while the bank is still registering the boleto, or after the mail server failed, in milliseconds. After it, the
 * recovery tries again.
 */
const retryDelayMs = 15 * 60_000;
/** A boleto that could not be mailed for this long after it became payable, in milliseconds, is not mailed any more. */
export const mailGivenUpAfterMs = 24 * 3_600_000;

/**
 * Job: mails a boleto that the choice lock issued, as soon as it can be paid, if the subscriber has an e-mail address.
 * A boleto that was refused, cancelled or paid meanwhile is not mailed. After a crash, the same mail may be sent again.
 * Without a mail server, mails that no longer apply are dropped, and the others wait for one.
 */
export async function mailBoleto(
  {
    storage,
    clock,
    draw,
    mailer,
  }: Pick<Deps, "storage" | "clock"> & Pick<DeliveryDeps, "draw"> & { mailer?: Mailer | undefined },
  boletoId: string,
): Promise<void> {
  const { name: provider } = await storage.provider();
  const ready = await storage.transaction(async (records) => {
    const boleto = await records.lockBoleto(boletoId);
    const now = clock.now();
    if (!boleto || boleto.mailedAt || isEarly({ ...(boleto.mailAt && { nextLookUpAt: boleto.mailAt }) }, now))
      return undefined;
    if (boleto.status === "registering") {
      if (!mailer) return undefined;
      const later = new Date(Math.max(boleto.promisedAt.getTime(), now.getTime() + retryDelayMs));
      await records.changeBoleto(boletoId, { mailAt: later });
      await records.enqueue({ name: "mail-boleto", boletoId }, later);
      return undefined;
    }
    const found = await mailOf(records, boleto, { provider, now });
    if (found && !mailer) return undefined;
    // While this job mails the boleto, the new time keeps other jobs from doing the same.
    await records.changeBoleto(boletoId, { mailAt: found ? new Date(now.getTime() + retryDelayMs) : null });
    return found;
  });
  if (!ready || !mailer) return;
  const name = `boleto-vence-${shortDate(ready.dueDate).replace("/", "-")}.pdf`;
  const { mediaType, bytes } = await draw({ boletoId, fileName: name });
  await mailer.mail(ready.to, { ...ready.mail, file: { name, mediaType, bytes } });
  await storage.transaction(async (records) => {
    await records.changeBoleto(boletoId, { mailedAt: clock.now() });
    await records.addEvent("boleto.mailed", { boletoId }, clock.now());
  });
}

async function mailOf(records: Records, boleto: BoletoRecord, { provider, now }: { provider: string; now: Date }) {
  const { status, payableAt } = boleto;
  if (status !== "payable" || (payableAt && now.getTime() - payableAt.getTime() > mailGivenUpAfterMs)) return undefined;
  const invoiceCase = await records.invoiceCase(boleto.invoiceId);
  if (invoiceCase?.invoice.status !== "open" || invoiceCase.announced) return undefined;
  const { subscriber, invoice } = invoiceCase;
  if (subscriber.email === undefined) return undefined;
  const card = boletoCard(boleto, invoiceCase, now);
  const about = { subscriber: subscriber.name, description: invoice.description, provider };
  return { to: subscriber.email, dueDate: card.dueDate, mail: choiceClosedMail(about, card) };
}
