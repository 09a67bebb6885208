import type { Plan, PlanNode } from "./plans-of.ts";

/** Tables that stay small, however many subscribers there are: their rows are what the provider set up. */
const small = new Set([
  "provider",
  "branch",
  "wallet",
  "wallet_bank",
  "bank_wallet",
  "bank_health",
  "bank_pace",
  "bank_refusal",
  "bank_token",
  "remittance_counter",
  "api_key",
  "operator",
  "operator_session",
  "channel_status",
  "event_push",
  "event_dead_letter",
  "lease",
  // A row a day.
  "billing_run",
  // Gone after a day at most.
  "login_link",
  "central_session",
  // pg-boss's own lists of queues and times.
  "queue",
  "schedule",
  "version",
  "subscription",
  "bam",
]);

/** Indexes that may be read from end to end, for what they hold is short or wanted as a whole. */
const whole = new Set([
  // What waits to be answered or sent, or has an unknown outcome.
  "inbound_message_received",
  "outbound_message_due",
  "outbound_message_pending",
  "outbound_message_unknown",
  // What waits for a person: calls, faults, money to give back, chats that cannot be reached.
  "attendance_one_open",
  "inbound_message_dead",
  "outbound_message_failed",
  "payment_to_resolve",
  "chat_unreachable",
  // What a bank posted and nobody has read yet.
  "bank_webhook_waiting",
  // What waits for a bank.
  "boleto_to_ask",
  "boleto_due_date_asked",
  "remittance_item_due_date_once",
  // Counted for /metrics: what can be paid.
  "boleto_open",
  // Billed here: gone through each morning, and counted by the page of the billing.
  "contract_billed",
  // Few phones are authorised; where they are many, PostgreSQL asks for the one that it is about.
  "contract_phone_pkey",
]);

/** What the tests' own clockwork asks the queue (moved-jobs.ts). */
const ofMovedJobs = "name <> 'morning'";

/** What reads a large table from end to end, or an index of it, throwing away what it does not want. */
export function scansIn(plans: readonly Plan[]): string[] {
  const ours = plans.filter(({ statement }) => !statement.includes(ofMovedJobs));
  const found = ours.flatMap(({ statement, nodes }) =>
    nodes
      .filter((node) => isScan(node) && !small.has(node["Relation Name"] ?? ""))
      .map((node) => `${node["Node Type"]} ${node["Relation Name"]} ${node["Index Name"] ?? ""}: ${statement}`),
  );
  return [...new Set(found)];
}

function isScan(node: PlanNode): boolean {
  if (node["Node Type"] === "Seq Scan") return true;
  const index = node["Index Name"];
  if (index === undefined || whole.has(index)) return false;
  // "(id IS NOT NULL)", of a min or max, is true of all.
  const isConditional = !/^(\(\w+ IS NOT NULL\))?$/.test(node["Index Cond"] ?? "");
  return !isConditional && (node.Filter !== undefined || !node.isLimited);
}
