import type { Faults } from "./faults.ts";
import type { ReturnFile } from "./file-books.ts";
import type { World } from "./open-world.ts";

/** Carries the banks' return files: each night's in the next morning, unless it is lost for a day and two come then. */
export function createReturnPost(world: World, { faults, random }: { faults: Faults; random: () => number }) {
  const waiting = new Map<string, ReturnFile[]>();
  let count = 0;
  return {
    /** The banks write what happened on the day. */
    collects() {
      for (const [bank, { byFile }] of world.participants) {
        const file = byFile?.writesReturn();
        if (file) waiting.set(bank, [...(waiting.get(bank) ?? []), file]);
      }
    },
    /** What comes this morning; two files may come in any order, and one of them again. */
    async delivers(index: number) {
      for (const [bank, files] of waiting) {
        if (index >= 0 && faults.ofDay(bank, index) === "file lost for a day") continue;
        waiting.delete(bank);
        const inOrder = random() < 0.5 ? files : files.toReversed();
        const again = random() < 0.1 ? inOrder.slice(0, 1) : [];
        for (const file of [...inOrder, ...again]) await world.takesReturn(file, `${bank}-${++count}.ret`);
      }
    },
  };
}
