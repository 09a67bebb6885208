import type { z } from "zod";

/** An invalid field, with a sentence in Portuguese about what was expected. */
export interface Fault {
  path: string;
  message: string;
}

/** Most faults that are told of one input: nobody mends more at once, and their sender chooses how many there are. */
const mostFaults = 100;

/**
 * Shortens a list of faults to what is told of it. The last one then says how many more there are.
 */
export function toldFaults(faults: readonly Fault[]): readonly Fault[] {
  const more = faults.length - mostFaults;
  if (more <= 0) return faults;
  const rest = { path: "", message: more === 1 ? "e mais 1 problema" : `e mais ${more} problemas` };
  return [...faults.slice(0, mostFaults), rest];
}

/**
 * Validates input. Returns its faults at once, with sentences in Portuguese; each unknown field is a fault of its own.
 */
export function checkInput<T>(
  schema: z.ZodType<T>,
  given: unknown,
): { ok: true; value: T } | { ok: false; faults: readonly Fault[] } {
  const parsed = schema.safeParse(given, { error: messageOf });
  if (parsed.success) return { ok: true, value: parsed.data };
  const faults = parsed.error.issues.flatMap((issue) => {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [];
    if (keys.length === 0) return [{ path: issue.path.join("."), message: issue.message }];
    return keys.map((key) => ({ path: [...issue.path, key].join("."), message: "campo desconhecido" }));
  });
  return { ok: false, faults: toldFaults(faults) };
}

const nouns: Readonly<Record<string, string>> = {
  string: "um texto",
  number: "um número",
  int: "um número inteiro",
  boolean: "true ou false",
  array: "uma lista",
  object: "um objeto",
  record: "um objeto",
};

/** Returns the sentence for an issue whose schema has none of its own. */
function messageOf(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "invalid_type")
    return issue.input === undefined ? "falta este campo" : `esperado ${nouns[issue.expected] ?? issue.expected}`;
  if (issue.code === "too_big") return `esperado no máximo ${issue.maximum}${unitOf(issue.origin)}`;
  if (issue.code === "too_small") return `esperado no mínimo ${issue.minimum}${unitOf(issue.origin)}`;
  if (issue.code === "invalid_value") return `esperado um destes: ${issue.values.join(", ")}`;
  return "este valor não é permitido";
}

function unitOf(origin: string): string {
  if (origin === "string") return " letras";
  return origin === "array" ? " itens" : "";
}
