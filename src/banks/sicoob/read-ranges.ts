import { z } from "zod";
import type { BankClient } from "../rest/create-bank-client.ts";

const answer = z.object({
  resultado: z.array(
    z.object({
      numeroInicial: z.coerce.number().int(),
      numeroFinal: z.coerce.number().int(),
      validaDigitoVerificadorNossoNumero: z.boolean(),
    }),
  ),
});

/** Fewest free numbers of a range that is worth showing. */
const quantidade = 1;

/**
 * Returns the ranges of nosso número that Sicoob has reserved for a client, without check digit; undefined if the bank
 * did not answer. Where the contract does not check the digit, the bank's ends include it: only numbers are returned
 * whose every digit lies inside.
 */
export async function readRanges(
  call: BankClient,
  client: { numeroCliente: number; codigoModalidade: number },
): Promise<{ from: number; to: number }[] | undefined> {
  const query = { ...client, quantidade };
  const called = await call({ method: "GET", path: "/boletos/faixas-nosso-numero", query, purpose: "ranges" });
  if (called.kind !== "answer") return undefined;
  if (called.status === 204) return [];
  const { data } = answer.safeParse(called.json);
  if (called.status >= 300 || !data) return undefined;
  return data.resultado
    .map(({ numeroInicial, numeroFinal, validaDigitoVerificadorNossoNumero: isWithoutDigit }) =>
      isWithoutDigit
        ? { from: numeroInicial, to: numeroFinal }
        : { from: Math.ceil(numeroInicial / 10), to: Math.floor((numeroFinal - 9) / 10) },
    )
    .filter(({ from, to }) => from <= to);
}
