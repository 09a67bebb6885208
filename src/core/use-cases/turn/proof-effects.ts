import { parseTaxId } from "../../billing/people/tax-id.ts";
import { accountOf } from "../../identity/access.ts";
import { originKey } from "../../identity/origin.ts";
import { checkCode } from "../identity/check-code.ts";
import { checkDigits } from "../identity/check-digits.ts";
import { requestCode } from "../identity/request-code.ts";
import type { EffectRunner } from "./effect-scope.ts";

const chatOrigin = (chatId: string) => ({ kind: "chat" as const, chatId });

/** The effects that prove who is writing. */
export const proofEffects: {
  "request-code": EffectRunner<"request-code">;
  "check-code": EffectRunner<"check-code">;
  "check-digits": EffectRunner<"check-digits">;
} = {
  async "request-code"({ document }, now, { records, deps, chatId }) {
    const { couriers } = deps;
    const request = { document, origin: chatOrigin(chatId), couriers, now };
    const outcome = await requestCode(records.writes(), request);
    return { result: { kind: "code-requested", document: parseTaxId(document)?.kind ?? "cpf", outcome } };
  },

  async "check-code"({ code }, now, { records, deps, chatId }) {
    const { mint, proofIdleMs } = deps;
    const check = await checkCode(records.writes(), { code, origin: chatOrigin(chatId), mint, now });
    if (check.kind !== "right") return { result: { kind: "code-checked", outcome: check } };
    return {
      result: { kind: "code-checked", outcome: { kind: "right" } },
      account: accountOf(check.subscriber),
      keep: { provenId: check.subscriber.id, provenUntil: new Date(now.getTime() + proofIdleMs) },
    };
  },

  async "check-digits"({ digits }, now, { records, chatId, candidate }) {
    if (!candidate) throw new Error("Digits are asked for a registered phone only");
    const origin = originKey(chatOrigin(chatId));
    const check = { digits, subscriberId: candidate.id, origin, now };
    const outcome = await checkDigits(records.writes(), check);
    if (outcome.kind !== "right") return { result: { kind: "digits-checked", outcome } };
    return { result: { kind: "digits-checked", outcome }, account: candidate, keep: { confirmedId: candidate.id } };
  },
};
