import { z } from "zod";
import { bankCodes } from "../billing/bank-code.ts";
import { intents } from "./phrases.ts";

const common = {
  /** The version of the numbered list that was shown last. */
  list: z.int().nonnegative(),
  /** How many messages in a row were not understood. */
  misunderstood: z.int().nonnegative(),
  /** The subscriber of this conversation. If the phone now belongs to somebody else, the conversation starts over. */
  subscriberId: z.string().optional(),
};
const bank = { bankWalletId: z.string(), bankCode: z.enum(bankCodes), name: z.string() };
const offer = z.strictObject(bank);

/** The state of a conversation. Each step has only the data that it needs. */
export const stateSchema = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("start"), ...common }),
  z.strictObject({ step: z.literal("identify"), ...common }),
  z.strictObject({ step: z.literal("confirm-digits"), ...common }),
  z.strictObject({ step: z.literal("enter-code"), ...common }),
  z.strictObject({
    step: z.literal("choose-invoice"),
    ...common,
    purpose: z.enum(["pay", "paid", "not-found", "pix"]),
    /** The invoice about whose payment the bank was asked. */
    paidId: z.string().optional(),
    invoiceIds: z.array(z.string()),
    /** The lines of the list as they were sent, so that the list can be repeated with the same numbers. */
    lines: z.array(z.string()),
    shown: z.int(),
  }),
  z.strictObject({
    step: z.literal("choose-bank"),
    ...common,
    invoiceId: z.string(),
    offers: z.array(offer),
    wantsPix: z.boolean().optional(),
    replacing: z.strictObject({ boletoId: z.string(), name: z.string() }).optional(),
  }),
  z.strictObject({
    step: z.literal("confirm-switch"),
    ...common,
    invoiceId: z.string(),
    to: offer,
    replacing: z.strictObject({ boletoId: z.string(), name: z.string() }),
  }),
  z.strictObject({
    step: z.literal("has-boleto"),
    ...common,
    invoiceId: z.string(),
    boletoId: z.string(),
    /** True if the person said "já paguei" about this boleto. */
    saidPaid: z.boolean().optional(),
    /** True if the person asked for the PIX, which is sent together with the boleto. */
    wantsPix: z.boolean().optional(),
  }),
  z.strictObject({ step: z.literal("confirm-erase"), ...common }),
  z.strictObject({ step: z.literal("offer-person"), ...common, subject: z.string() }),
  z.strictObject({ step: z.literal("choose-wish"), ...common, wishes: z.array(z.enum(intents)).length(2) }),
]);

/** Everything that the dialog remembers about a chat. */
export type State = z.infer<typeof stateSchema>;

export type StateOf<S extends State["step"]> = Extract<State, { step: S }>;

/** The state of a new conversation. */
export const startState: State = { step: "start", list: 0, misunderstood: 0 };

/**
 * Parses a stored state. An invalid state is replaced by the start, and `recovered` is true; the versions of lists go
 * on counting.
 */
export function parseState(stored: unknown): { state: State; recovered: boolean } {
  if (stored === null || stored === undefined) return { state: startState, recovered: false };
  const parsed = stateSchema.safeParse(stored);
  if (parsed.success) return { state: parsed.data, recovered: false };
  return { state: { ...startState, list: listVersionOf(stored) }, recovered: true };
}

function listVersionOf(stored: unknown): number {
  const list = typeof stored === "object" && stored !== null && "list" in stored ? stored.list : 0;
  return typeof list === "number" && Number.isSafeInteger(list) && list >= 0 ? list : 0;
}
