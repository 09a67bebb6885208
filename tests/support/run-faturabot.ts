import { spawn } from "node:child_process";
import { once } from "node:events";
import { builtCommand } from "./built-command.ts";

/** The real command as a process of its own, with nothing of this one's settings but what is given. */
export function runFaturabot(
  args: readonly string[],
  settings: Record<string, string> = {},
  {
    cwd = process.cwd(),
    /** A command that runs the one that is given to it. */
    through = [],
    /** Another build of it. */
    main = builtCommand(),
  }: { cwd?: string; through?: readonly string[]; main?: string | undefined } = {},
) {
  const [command = "", ...rest] = [...through, process.execPath, main, ...args];
  const child = spawn(command, rest, {
    cwd,
    env: { PATH: process.env.PATH, LOG_LEVEL: "error", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      text += chunk;
      for (const look of listeners) look();
    });
  return {
    pid: child.pid,
    said: () => text,
    /** Its exit code. */
    ended,
    kill: (signal: NodeJS.Signals = "SIGKILL") => child.kill(signal),
    /** What it said that matches, as soon as it said it. */
    says: (words: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const match = words.exec(text);
          if (match) resolve(match);
        };
        listeners.add(look);
        void ended.then((code) => reject(new Error(`Ended with ${code} without ${words}:\n${text}`)));
        look();
      }),
  };
}
