import type { IsoDate } from "../../core/billing/iso-date.ts";
import type { Offers } from "../../core/billing/offers.ts";
import type { BoletoCard } from "../../core/conversation/turn.ts";
import type { Author } from "../../core/panel/author.ts";
import type { BillPreview } from "../../core/use-cases/preview-invoices.ts";
import type { SentBoleto } from "../../core/use-cases/send-boleto.ts";

/** What a person at the provider does through the use cases: the same rules as in the chat. */
export interface Acts {
  answer(of: { chatId: string; text: string; key: string; by: Author }): Promise<boolean>;
  handBack(chatId: string): Promise<boolean>;
  send(of: { chatId: string; invoiceId: string; key: string; by: Author }): Promise<SentBoleto>;
  /** The banks on offer for an invoice now. */
  offers(invoiceId: string): Promise<Offers | undefined>;
  issue(of: {
    invoiceId: string;
    bankWalletId: string;
    replacing?: string;
    chatId?: string;
    by: Author;
  }): Promise<BoletoCard | undefined>;
  withdraw(of: { boletoId: string; by: Author }): Promise<"cancelling" | "not-living">;
  previewBilling(of: {
    until: IsoDate;
    after?: string;
    most?: number;
  }): Promise<{ bills: BillPreview[]; next?: string }>;
  runBilling(): Promise<{ made: number; skipped: number }>;
}
