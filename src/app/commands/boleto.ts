import { writeFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "../../core/app-error.ts";
import { type Boleto, buildBoleto } from "../../core/boleto/boleto.ts";
import type { Refusal, Refused } from "../../core/boleto/refusal.ts";
import type { BoletoSlip } from "../../core/boleto/slip.ts";
import { readSlip } from "./boleto-slip.ts";

/** Input and output of `faturabot boleto`. */
export interface BoletoCommand {
  /** JSON, one boleto in each line (`BoletoInput`). Blank lines are skipped. */
  input: AsyncIterable<string | Uint8Array>;
  /**
   * Gets one line of JSON for each boleto, in order: its numbers, or `{"error":{"field","message"}}`. It is not closed
   * at the end.
   */
  output: Writable;
  /** The file for the PDF of the first boleto. With it, input lines may also contain printed fields (`SlipInput`). */
  pdf?: { path: string; draw(slip: BoletoSlip): Promise<Uint8Array> };
}

/**
 * Runs `faturabot boleto`: computes the numbers of boletos, line by line. Resolves with the exit code: 0, or 1 if any
 * line was refused; a refused line does not stop the others. The input is streamed, so memory does not grow with it.
 * Rejects if the input cannot be read, or if the output or the PDF cannot be written. An output pipe that the reader
 * has closed (`| head`) is not an error.
 */
export async function runBoletoCommand({ input, output, pdf }: BoletoCommand): Promise<number> {
  const build: (input: unknown) => { ok: true; boleto: Boleto; slip?: BoletoSlip } | Refused = pdf
    ? readSlip
    : buildBoleto;
  let refused = false;
  let answered = 0;

  async function* answers(chunks: AsyncIterable<string | Uint8Array>) {
    let lineNumber = 0;
    for await (const lines of linesOf(chunks)) {
      let text = "";
      for (const line of lines) {
        lineNumber++;
        if (line.trim() !== "") text += `${JSON.stringify(await answer(line, lineNumber))}\n`;
      }
      if (text !== "") yield text;
    }
    if (pdf && answered === 0 && !refused)
      yield `${JSON.stringify(error("json", "Não veio nenhum boleto para desenhar."))}\n`;
  }

  async function answer(line: string, lineNumber: number) {
    const read = parseJson(line);
    if (!read) return error("json", `Linha ${lineNumber}: não é JSON.`);
    const built = build(read.value);
    if (!built.ok) return error(built.error.field, built.error.message);
    if (pdf && built.slip && answered++ === 0) await write(pdf.path, await pdf.draw(built.slip));
    const { campoLivre, codigoBarras, linhaDigitavel, nossoNumeroDv } = built.boleto;
    return { campoLivre, codigoBarras, linhaDigitavel, nossoNumeroDv };
  }

  function error(field: string, message: string): { error: Refusal } {
    refused = true;
    return { error: { field, message } };
  }

  try {
    await pipeline(input, answers, output, { end: false });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EPIPE") throw cause;
  }
  return refused ? 1 : 0;
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes).catch((cause) => {
    throw new AppError("file", `Não consegui gravar o arquivo "${path}".`, { cause });
  });
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Yields the complete lines of each chunk. The last line may end without a line break. */
async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string[]> {
  // The decoder removes a byte order mark, and joins characters that are split between chunks.
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield lines;
  }
  yield [rest + decoder.decode()];
}
