const pauseMs = 200;

/** A line that tells how far a long work is and writes over itself; nothing where nobody looks. */
export function rowProgress(output: Pick<NodeJS.WriteStream, "isTTY" | "write">): {
  seen(table: string, rows: number): void;
  /** Takes the line away. */
  end(): void;
} {
  if (!output.isTTY) return { seen() {}, end() {} };
  let last = Number.NEGATIVE_INFINITY;
  return {
    seen(table, rows) {
      if (performance.now() - last < pauseMs) return;
      last = performance.now();
      output.write(`\r\u001b[K${table}: ${rows.toLocaleString("pt-BR")} linhas`);
    },
    end() {
      output.write("\r\u001b[K");
    },
  };
}
