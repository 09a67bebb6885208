import { readFileSync } from "node:fs";
import { z } from "zod";
import { labelsOf } from "./label-of.ts";
import { people } from "./people.ts";
import { talkWith } from "./talk-driver.ts";

const label = z.string().min(1);
const caseSchema = z.strictObject({
  id: z.string(),
  group: z.union([z.string(), z.number()]).transform(String),
  state: z.string(),
  text: z.string().optional(),
  media: z.string().optional(),
  right: z.array(label).min(1),
  partial: z.array(label).default([]),
  danger: z.array(label).default([]),
});
const fileSchema = z.object({ cases: z.array(caseSchema) });

/** A case of talk: what a person sends in a state, and which deeds of the dialog are right, partly right or dangerous. */
export type TalkCase = z.infer<typeof caseSchema>;

/** How a case ended. */
export interface CaseResult extends TalkCase {
  did: string[];
  verdict: "right" | "partial" | "wrong" | "danger";
}

/** Reads the cases of a file. Throws an error that names the place of the fault. */
export function readCases(file: string): TalkCase[] {
  const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.cases;
}

/** How each state is reached. */
const ways: Readonly<Record<string, (talk: ReturnType<typeof talkWith>) => void>> = {
  start: () => {},
  list: (talk) => void talk.says("oi"),
  bank: (talk) => {
    talk.says("oi");
    talk.says("1");
  },
  registering: (talk) => {
    talk.says("oi");
    talk.says("1");
    talk.says("itau");
  },
  payable: (talk) => {
    ways.registering?.(talk);
    talk.becomesPayable();
  },
  paidsaid: (talk) => {
    ways.payable?.(talk);
    talk.says("já paguei");
  },
  confirm: (talk) => {
    ways.payable?.(talk);
    talk.says("trocar");
    talk.says("bradesco");
  },
  stranger: (talk) => void talk.says("oi"),
  digits: (talk) => void talk.says("oi"),
};

/** Runs a case: brings the talk into its state, sends the message, and holds what the dialog did against the case. */
export function runCase(one: TalkCase): CaseResult {
  const [state = "", whose] = one.state.split(":");
  const name = whose ?? (state === "stranger" || state === "digits" ? state : "maria");
  const person = people[name];
  const way = ways[state];
  if (!person || !way) throw new Error(`${one.id}: no state ${one.state}`);
  const talk = talkWith(person);
  way(talk);
  const turn = one.media !== undefined && one.text === undefined ? talk.sends(one.media) : talk.says(one.text ?? "");
  const did = labelsOf(turn, person, one.text);
  return { ...one, did, verdict: verdictOf(one, did) };
}

function verdictOf({ right, partial, danger }: TalkCase, did: readonly string[]): CaseResult["verdict"] {
  if (did.some((one) => danger.includes(one))) return "danger";
  if (did.some((one) => right.includes(one))) return "right";
  return did.some((one) => partial.includes(one)) ? "partial" : "wrong";
}
