import { readdirSync, readFileSync } from "node:fs";

/** Processes of the Chromium that uses a folder: pid and kind ("browser", "renderer", "gpu-process" …). */
export function chromiumOf(dir: string): { pid: number; kind: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const command = commandOf(name);
      if (!command.includes(dir)) return [];
      return [{ pid: Number(name), kind: /--type=([\w-]+)/.exec(command)?.[1] ?? "browser" }];
    })
    .filter(({ kind }) => kind !== "zygote" && kind !== "utility");
}

function commandOf(name: string): string {
  try {
    return readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
