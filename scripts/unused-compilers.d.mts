export function unusedCompilers(files: readonly string[], generated: string): string[];
