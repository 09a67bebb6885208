import { bankIsSlow, boletoInHand, refusedChoose, refusedPerson } from "../conversation/replies.ts";
import { type State, startState, stateSchema } from "../conversation/state.ts";
import type { Reply } from "../conversation/turn.ts";
import type { BoletoRecord, Records } from "../ports.ts";
import type { BankAnswer } from "../registration/bank-answer.ts";
import { type Decision, decideRegistration } from "../registration/decide-registration.ts";
import { noticeDueAt } from "../registration/notice-due-at.ts";
import { boletoCard } from "./boleto-card.ts";
import type { Deps } from "./deps.ts";
import { offersOf } from "./offers-of.ts";
import { recordPayment } from "./record-payment.ts";

/** Writes down the bank's word about a boleto in registration, and what follows: its status, a notice, the next question. */
export async function settleRegistration(deps: Deps, boletoId: string, answer: BankAnswer): Promise<void> {
  if (answer.kind === "paid") {
    const { amountCents, paidOn } = answer;
    await recordPayment(deps, { boletoId, amountCents, paidOn, externalId: `bank:${boletoId}` });
    return;
  }
  await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const known = await records.boleto(boletoId);
    if (!known) return;
    // Chat before boleto, as a turn takes them: the other way round the two would wait for each other.
    const chat = known.chatId === undefined ? undefined : await records.lockChat(known.chatId);
    const boleto = await records.lockBoleto(boletoId);
    if (boleto?.status !== "registering") return;
    const decision = decideRegistration(boleto, answer, now);
    deps.watch?.registration(decision.kind === "payable" && decision.unconfirmed ? "unconfirmed" : decision.kind);
    await writers[decision.kind]({ records, boleto, now, deps, state: stateOf(chat?.state) }, decision as never);
  });
  await deps.deliverDue();
}

interface Settling {
  records: Records;
  boleto: BoletoRecord;
  now: Date;
  deps: Deps;
  state: State;
}

const writers: {
  [K in Decision["kind"]]: (settling: Settling, decision: Extract<Decision, { kind: K }>) => Promise<void>;
} = {
  async payable({ records, boleto, now, state }, { unconfirmed }) {
    await records.changeBoleto(boleto.id, { status: "payable", payableAt: now, unconfirmed });
    await records.addEvent("boleto.payable", { boletoId: boleto.id, unconfirmed }, now);
    const invoiceCase = await records.invoiceCase(boleto.invoiceId);
    if (!invoiceCase) return;
    await notify(
      { records, boleto, now },
      "payable",
      boletoInHand(boletoCard({ ...boleto, status: "payable", unconfirmed }, invoiceCase, now)),
    );
    if (boleto.chatId !== undefined && state.step !== "choose-bank" && state.step !== "confirm-switch") {
      const { list } = state;
      const { id: boletoId, invoiceId } = boleto;
      await records.saveState(
        boleto.chatId,
        { step: "has-boleto", list, misunderstood: 0, invoiceId, boletoId } satisfies State,
        now,
      );
    }
  },
  async rejected({ records, boleto, now, deps, state }, { reason }) {
    await records.changeBoleto(boleto.id, { status: "rejected", closedAt: now, bankReason: reason });
    await records.changeInvoice(boleto.invoiceId, { choiceReopened: true });
    await records.addEvent("boleto.rejected", { boletoId: boleto.id, bankCode: boleto.bankCode, reason }, now);
    const invoiceCase = await records.invoiceCase(boleto.invoiceId);
    if (!invoiceCase) return;
    const { bankName } = boletoCard({ ...boleto, status: "registering" }, invoiceCase, now);
    const options = offersOf(invoiceCase, now, deps.windowSeconds);
    const offers = options.kind === "choose" ? options.offers : options.kind === "only" ? [options.offer] : [];
    if (offers.length === 0) {
      await notify({ records, boleto, now }, "refused", [refusedPerson(bankName)]);
      return;
    }
    const list = state.list + 1;
    await notify({ records, boleto, now }, "refused", [
      refusedChoose(
        bankName,
        offers.map(({ name }) => name),
        list,
      ),
    ]);
    if (boleto.chatId === undefined) return;
    const asked = offers.map(({ bankWalletId, bankCode, name }) => ({ bankWalletId, bankCode, name }));
    const next: State = { step: "choose-bank", list, misunderstood: 0, invoiceId: boleto.invoiceId, offers: asked };
    await records.saveState(boleto.chatId, next, now);
  },
  async wait({ records, boleto, now }, { nextLookUpAt, tellDelay, escalate }) {
    await records.changeBoleto(boleto.id, {
      callingUntil: null,
      nextLookUpAt,
      lookUps: boleto.lookUps + 1,
      ...(tellDelay && { delayToldAt: now }),
      ...(escalate && { escalatedAt: now }),
    });
    if (tellDelay) await notify({ records, boleto, now }, "slow", [bankIsSlow]);
    if (escalate) await records.addEvent("boleto.late", { boletoId: boleto.id, bankCode: boleto.bankCode }, now);
    await records.enqueue({ name: "check-registration", boletoId: boleto.id }, nextLookUpAt);
  },
};

async function notify(
  { records, boleto, now }: Pick<Settling, "records" | "boleto" | "now">,
  kind: string,
  replies: readonly Reply[],
) {
  if (boleto.chatId === undefined) return;
  const dueAt = noticeDueAt(boleto.promisedAt, now);
  await records.addNotice({
    chatId: boleto.chatId,
    boletoId: boleto.id,
    key: `notice:${boleto.id}:${kind}`,
    replies,
    dueAt,
  });
  if (dueAt > now) await records.enqueue({ name: "deliver" }, dueAt);
}

function stateOf(stored: unknown): State {
  return stateSchema.safeParse(stored).data ?? startState;
}
