import type { BankDesk } from "../../core/bank-ports.ts";

/**
 * Returns a desk for calls by which an operator sets up a bank wallet. They keep the bank's pace, have a token of their
 * own with their own scopes, and change nothing for the running service: a permission that only they lack must not
 * stop boletos. `complaint` is what the bank refused.
 */
export function createSetupDesk(desk: BankDesk): { desk: BankDesk; complaint(): string | undefined } {
  let token: { sealed: string; expiresAt: Date } | undefined;
  let reason: string | undefined;
  return {
    complaint: () => reason,
    desk: {
      ...desk,
      token: async () => token,
      keepToken: async (_, granted) => {
        token = granted;
      },
      claimToken: async () => true,
      releaseToken: async () => {},
      forgetToken: async () => {
        token = undefined;
      },
      health: async () => ({}),
      succeeded: async () => {},
      failed: async () => ({}),
      refused: async (_, refusal) => {
        reason = refusal.reason;
      },
      pause: async () => {},
    },
  };
}
