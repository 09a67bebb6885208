import type { Called } from "../rest/create-bank-client.ts";
import { joinReasons } from "../rest/fit.ts";
import { problem } from "./inter-answers.ts";

/**
 * Returns the reason of a refusal; undefined if the outcome is uncertain: a 400 without a body also occurs for charges
 * that were created, and a repeat within half an hour is refused because the bank has the first.
 */
export function refusalOf(called: Called): string | undefined {
  if (called.kind !== "answer" || called.status < 400) return undefined;
  const parsed = problem.safeParse(called.json);
  if (!parsed.success) return undefined;
  const { title, detail, violacoes } = parsed.data;
  const wrong = (violacoes ?? []).map(({ propriedade, razao }) => [propriedade, razao].filter(Boolean).join(": "));
  const reason = joinReasons([title ?? "", detail ?? "", ...wrong], `Recusado pelo Inter (${called.status}).`);
  return called.status === conflict || repeated.test(reason) ? undefined : reason;
}

// The status and the words of this refusal stand in no public description.
const conflict = 409;
const repeated = /duplic|idempot|já (existe|foi (emitid|cadastrad|incluíd|registrad))/i;
