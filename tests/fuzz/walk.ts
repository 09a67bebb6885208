import fc from "fast-check";
import { type Act, days } from "./acts.ts";
import { openWorld, type Tamper } from "./open-world.ts";

type Figures = Awaited<ReturnType<Awaited<ReturnType<typeof openWorld>>["figures"]>>;

/** What a walk came to. `failure` names the shortest way to it that was found. */
export interface Walk {
  done: Record<keyof Figures, number>;
  worlds: number;
  failure?: { broken: string; checksFirstContact: boolean; acts: readonly Act[] };
}

/** Lets people walk until so many turns are done, each world begun anew from the seed; stops at what breaks, shrunk. */
export async function walk(
  database: Parameters<typeof openWorld>[0],
  of: { turns: number; seed: number; actsAtMost?: number; shrinkMs?: number; onWorld?: (so: Walk) => void },
): Promise<Walk> {
  const done = { turns: 0, messages: 0, handedOver: 0, boletos: 0, payments: 0, codes: 0 };
  let worlds = 0;
  const day = fc.record({ checksFirstContact: fc.boolean(), acts: days(of.actsAtMost ?? 2000) });
  while (done.turns < of.turns) {
    const property = fc.asyncProperty(day, async ({ checksFirstContact, acts }) => {
      const figures = await live(database, { checksFirstContact, acts });
      for (const name of Object.keys(done) as (keyof Figures)[]) done[name] += figures[name];
    });
    const run = { seed: of.seed + worlds++, numRuns: 1, interruptAfterTimeLimit: of.shrinkMs ?? 600_000 };
    const { failed, counterexample, errorInstance } = await fc.check(property, run);
    const [failing] = counterexample ?? [];
    if (failed && failing) return { done, worlds, failure: { broken: String(errorInstance), ...failing } };
    of.onWorld?.({ done, worlds });
  }
  return { done, worlds };
}

/** One world, from its first act to its last. Throws Broken. */
export async function live(
  database: Parameters<typeof openWorld>[0],
  { acts, ...how }: { acts: readonly Act[]; checksFirstContact: boolean; tamper?: Tamper },
): Promise<Figures> {
  const world = await openWorld(database, how);
  try {
    for (const act of acts) await world.act(act);
    return await world.figures();
  } finally {
    await world.close();
  }
}
