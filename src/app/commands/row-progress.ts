const pauseMs = 200;

/** Shows progress in a line of the terminal that overwrites itself. Does nothing if the output is no TTY. */
export function rowProgress(output: Pick<NodeJS.WriteStream, "isTTY" | "write">): {
  seen(table: string, rows: number): void;
  /** Clears the line. */
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
