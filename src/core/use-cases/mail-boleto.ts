import { shortDate } from "../billing/date-words.ts";
import { lockedMail } from "../conversation/replies-mail.ts";
import type { Mailer } from "../mailer.ts";
import { boletoCard } from "./boleto-card.ts";
import type { DeliveryDeps } from "./delivery-deps.ts";
import type { Deps } from "./deps.ts";

/** A bank that is not done yet is waited for. */
const lookAgainMs = 15 * 60_000;

/**
 * Job: mails the boleto that the morning of the lock made, once it can be paid, to whoever has an e-mail. One that was
 * refused, taken back or paid meanwhile is not mailed. At least once: a repeat says the same.
 */
export async function mailBoleto(
  { storage, clock, draw, mailer }: Pick<Deps, "storage" | "clock"> & Pick<DeliveryDeps, "draw"> & { mailer: Mailer },
  boletoId: string,
): Promise<void> {
  const { name: provider } = await storage.provider();
  const ready = await storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    const now = clock.now();
    if (boleto?.status === "registering") {
      const later = Math.max(boleto.promisedAt.getTime(), now.getTime() + lookAgainMs);
      await records.enqueue({ name: "mail-boleto", boletoId }, new Date(later));
    }
    if (boleto?.status !== "payable") return undefined;
    const invoiceCase = await records.invoiceCase(boleto.invoiceId);
    if (invoiceCase?.invoice.status !== "open" || invoiceCase.subscriber.email === undefined) return undefined;
    const { subscriber, invoice } = invoiceCase;
    const card = boletoCard(boleto, invoiceCase, now);
    const about = { subscriber: subscriber.name, description: invoice.description, provider };
    return { to: subscriber.email, dueDate: card.dueDate, mail: lockedMail(about, card) };
  });
  if (ready?.to === undefined) return;
  const name = `boleto-vence-${shortDate(ready.dueDate).replace("/", "-")}.pdf`;
  const { mediaType, bytes } = await draw({ boletoId, fileName: name });
  await mailer.mail(ready.to, { ...ready.mail, file: { name, mediaType, bytes } });
  await storage.transaction((records) => records.addEvent("boleto.mailed", { boletoId }, clock.now()));
}
