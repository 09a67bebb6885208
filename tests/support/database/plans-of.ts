import pg from "pg";

/** A node of a plan, as auto_explain writes it. */
export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  Filter?: string;
  Plans?: PlanNode[];
  /** Stops as soon as a Limit above it has enough. */
  isLimited?: boolean;
}

/** A statement and how the database did it. */
export interface Plan {
  statement: string;
  nodes: PlanNode[];
}

/**
 * SQL that has a database tell every plan of the connections opened from now on, those of triggers and functions too,
 * and read a table from end to end, for itself or for a join, only where nothing else is possible: a few rows are planned
 * as many would be. Needs a superuser.
 */
export const explainAll = (name: string): string =>
  Object.entries({
    session_preload_libraries: "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_format": "json",
    "auto_explain.log_level": "notice",
    "auto_explain.log_nested_statements": "on",
    enable_seqscan: "off",
    enable_hashjoin: "off",
    enable_mergejoin: "off",
    enable_material: "off",
  })
    .map(([setting, value]) => `ALTER DATABASE ${name} SET ${setting} = '${value}'`)
    .join("; ");

let heard: Plan[] = [];

// A connection keeps the handler that it was opened with: this one is there before any.
const prototype = pg.Client.prototype as unknown as { _handleNotice(notice: { message?: string }): void };
const { _handleNotice: handle } = prototype;
prototype._handleNotice = function (notice) {
  const json = /^duration: .*?plan:\n(\{.*\})$/s.exec(notice.message ?? "")?.[1];
  if (json === undefined) return handle.call(this, notice);
  const { "Query Text": statement, Plan: plan } = JSON.parse(json) as { "Query Text": string; Plan: PlanNode };
  heard.push({ statement: statement.replace(/\s+/g, " ").trim(), nodes: nodesOf(plan) });
};

/** Every plan that this process's connections tell of while something is done. */
export async function plansOf(doing: () => Promise<unknown>): Promise<Plan[]> {
  heard = [];
  await doing();
  return heard;
}

/** These take all that is below them before they give anything: a Limit above stops none of it. */
const takesAll = /^(Sort|Aggregate|Hash|WindowAgg|SetOp|Bitmap Heap Scan)$/;

/** All of a plan; the index of a bitmap is of the table above it. */
function nodesOf(node: PlanNode, isLimited = false): PlanNode[] {
  const { "Node Type": type, "Relation Name": table, Plans: plans = [] } = node;
  const below = type === "Limit" || (isLimited && !takesAll.test(type));
  const parts = plans.map((plan) => (table === undefined ? plan : { "Relation Name": table, ...plan }));
  return [{ ...node, isLimited }, ...parts.flatMap((plan) => nodesOf(plan, below))];
}
