import { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import type { BankCall, BankClient } from "./create-bank-client.ts";
import { joinReasons } from "./fit.ts";

const words = z
  .union([
    z
      .object({ title: z.string().nullish(), detail: z.string().nullish() })
      .transform(({ title, detail }) => [title ?? "", detail ?? ""]),
    z
      .object({ mensagens: z.array(z.object({ mensagem: z.string() })) })
      .transform(({ mensagens }) => mensagens.map(({ mensagem }) => mensagem)),
  ])
  .catch([]);

/**
 * Makes a call of an operator's set-up and returns the answer; a 404 as status. Throws AppError with the bank's words,
 * or with `complaint`'s, if it refuses.
 */
export async function askSetup(
  call: BankClient,
  complaint: () => string | undefined,
  request: BankCall,
): Promise<{ status: number; json: unknown }> {
  const called = await call(request);
  if (called.kind !== "answer")
    throw new AppError("bank-setup", complaint() ?? "O banco não respondeu. Tente de novo em um minuto.");
  if (called.status >= 400 && called.status !== 404) {
    const said = joinReasons(words.parse(called.json), `resposta ${called.status}`);
    throw new AppError("bank-setup", `O banco recusou: ${said}`);
  }
  return called;
}

/** Parses an answer of a set-up call. Throws AppError if the bank wrote something else. */
export function readSetup<T>(schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new AppError("bank-setup", "O banco respondeu de um jeito que o Faturabot não conhece.");
}
