import { randomUUID } from "node:crypto";
import type { App } from "../../src/app/open-app.ts";
import type { Zone } from "../../src/core/billing/calendar/zone.ts";
import type { Job } from "../../src/core/jobs.ts";

/** Runs a job now, as a worker would. The same id is the same job again. */
export async function runJob(
  { jobs }: Pick<App, "jobs">,
  { name, ...data }: Job | { name: "morning"; zone?: Zone; missed?: boolean } | { name: "erase-expired" },
  id: string = randomUUID(),
): Promise<void> {
  await jobs[name]?.run({ id, data });
}
