import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { ClientConfig } from "pg";
import { builtCommand } from "./built-command.ts";

/** What the other process does: it joins, says so, writes and reads on request, and leaves when its input ends. */
const program = `
const { joinServer } = await import(process.argv[1]);
const say = (line) => process.stdout.write(JSON.stringify(line) + "\\n");
try {
  const server = await joinServer(process.argv[2], { onLost: () => say({ news: "lost" }), onBack: () => say({ news: "back" }) });
  say({ joined: server.connection, folder: server.folder, elsewhere: server.elsewhere });
  process.stdin.resume().once("end", () => server.leave().then(() => say({ news: "left" })));
} catch (error) {
  say({ refused: error.message, code: error.code });
}
`;

interface Line {
  joined?: ClientConfig;
  folder?: string;
  elsewhere?: boolean;
  refused?: string;
  code?: string;
  news?: string;
}

/** Joins a data folder's server from a process of its own, as the shipped program would. */
export function joinElsewhere(
  dataDir: string,
  of: { through?: readonly string[]; env?: NodeJS.ProcessEnv; uid?: number; main?: string } = {},
) {
  const module = path.join(path.dirname(of.main ?? builtCommand()), "database/embedded/join-server.js");
  const [command = "", ...rest] = [...(of.through ?? []), process.execPath, "--input-type=module", "-e", program];
  const child = spawn(command, [...rest, module, dataDir], {
    env: { PATH: process.env.PATH, ...of.env },
    stdio: ["pipe", "pipe", "inherit"],
    ...(of.uid !== undefined && { uid: of.uid, gid: of.uid }),
  });
  const lines: Line[] = [];
  let begun = "";
  const looks = new Set<() => void>();
  child.stdout.on("data", (chunk) => {
    const parts = `${begun}${chunk}`.split("\n");
    begun = parts.pop() ?? "";
    for (const part of parts) lines.push(JSON.parse(part) as Line);
    for (const look of looks) look();
  });
  const ended = once(child, "exit");
  const until = (fits: (line: Line) => unknown) =>
    new Promise<Line>((resolve, reject) => {
      const look = () => {
        const line = lines.find(fits);
        if (line) resolve(line);
      };
      looks.add(look);
      void ended.then(() => reject(new Error(`Ended: ${JSON.stringify(lines)}`)));
      look();
    });
  const outcome = until(({ joined, refused }) => joined ?? refused);
  outcome.catch(() => {});
  return {
    /** Its connection, or the sentence with which it was refused; rejects where it ended before. */
    outcome,
    hears: (news: string) => until((line) => line.news === news),
    async leaves() {
      child.stdin.end();
      await ended;
    },
    async killed() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
