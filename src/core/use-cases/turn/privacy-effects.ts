import { summariseHeldData } from "../../conversation/replies/held-data.ts";
import type { EffectRunner } from "./effect-scope.ts";

/** The effects about personal data: describe it, erase texts, stop or resume reminders. */
export const privacyEffects: {
  "describe-data": EffectRunner<"describe-data">;
  "erase-data": EffectRunner<"erase-data">;
  "set-notices": EffectRunner<"set-notices">;
} = {
  async "describe-data"(_, __, { records, account, deps }) {
    const about: { subscriberId: string; words: string }[] = [];
    for (const subscriberId of account?.access.subscriberIds ?? []) {
      const held = await records.writes().heldData(subscriberId);
      if (held) about.push({ subscriberId, words: summariseHeldData(held, deps.messageTextDays) });
    }
    return { result: { kind: "data-described", about } };
  },

  async "erase-data"(_, now, { records, account, chatId }) {
    const writes = records.writes();
    const { chats, messages } = await writes.eraseTexts({
      chatId,
      subscriberIds: account?.access.subscriberIds ?? [],
    });
    await writes.addEvent("privacy.erased", { by: "chat", chats, messages }, now);
    const keep = { phone: null, linkedId: null, provenId: null, provenUntil: null, confirmedId: null };
    return { result: { kind: "data-erased" }, account: null, keep };
  },

  async "set-notices"({ choice, words }, at, { records, account, chatId }) {
    const subscriberId = account?.access.subscriberIds[0];
    await records.writes().keepConsent({ chatId, ...(subscriberId && { subscriberId }), choice, words, at });
    return { result: { kind: "notices-set", choice }, keep: { noticesOffAt: choice === "stop" ? at : null } };
  },
};
