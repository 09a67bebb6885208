import { summariseHeldData } from "../../conversation/replies/held-data.ts";
import type { EffectRunner } from "./effect-scope.ts";

/** The effects about personal data: describe it, erase texts, stop or resume reminders. */
export const privacyEffects: {
  "describe-data": EffectRunner<"describe-data">;
  "erase-data": EffectRunner<"erase-data">;
  "set-notices": EffectRunner<"set-notices">;
} = {
  async "describe-data"(_, __, { records, account, deps }) {
    const subscriberId = account?.access.subscriberId;
    const held = subscriberId === undefined ? undefined : await records.writes().heldData(subscriberId);
    if (!held || subscriberId === undefined) return { result: { kind: "data-described" } };
    return {
      result: { kind: "data-described", about: { subscriberId, words: summariseHeldData(held, deps.messageTextDays) } },
    };
  },

  async "erase-data"(_, now, { records, account, chatId }) {
    const writes = records.writes();
    const subscriberId = account?.access.subscriberId;
    const { chats, messages } = await writes.eraseTexts({ chatId, ...(subscriberId && { subscriberId }) });
    await writes.addEvent("privacy.erased", { by: "chat", chats, messages }, now);
    const keep = { phone: null, linkedId: null, provenId: null, provenUntil: null, confirmedId: null };
    return { result: { kind: "data-erased" }, account: null, keep };
  },

  async "set-notices"({ choice, words }, at, { records, account, chatId }) {
    const subscriberId = account?.access.subscriberId;
    await records.writes().keepConsent({ chatId, ...(subscriberId && { subscriberId }), choice, words, at });
    return { result: { kind: "notices-set", choice }, keep: { noticesOffAt: choice === "stop" ? at : null } };
  },
};
