import type { PgBoss } from "pg-boss";
import { z } from "zod";

/** What each job does, by name. */
export interface Handlers {
  registerBoleto(boletoId: string): Promise<void>;
  cancelBoleto(boletoId: string): Promise<void>;
  askBank(question: { boletoId: string; chatId: string; about: "not-found" | "paid" }): Promise<void>;
  deliver(): Promise<unknown>;
  morning(): Promise<void>;
}

const boleto = z.object({ boletoId: z.uuid() });
const question = boleto.extend({ chatId: z.string(), about: z.enum(["not-found", "paid"]) });

/** Job name → use case, nothing else. */
export function jobTable(handlers: Handlers): Record<string, (data: unknown) => Promise<unknown>> {
  return {
    "register-boleto": (data) => handlers.registerBoleto(boleto.parse(data).boletoId),
    "check-registration": (data) => handlers.registerBoleto(boleto.parse(data).boletoId),
    "cancel-boleto": (data) => handlers.cancelBoleto(boleto.parse(data).boletoId),
    "ask-bank": (data) => handlers.askBank(question.parse(data)),
    morning: () => handlers.morning(),
  };
}

// A delayed job comes due without a notification: the slow poll of a listening worker would be late for it.
// A full batch means that there is more: the next one is fetched at once.
const polling = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5, burstWhenBatchFull: true };

/** Starts the workers. One delivery empties the outbox, however many jobs asked for it. */
export async function startWorkers(boss: PgBoss, handlers: Handlers): Promise<void> {
  for (const [name, run] of Object.entries(jobTable(handlers))) {
    await boss.work(name, { ...polling, batchSize: 10, localConcurrency: 2 }, async (jobs) => {
      await Promise.all(jobs.map(({ data }) => run(data)));
    });
  }
  await boss.work("deliver", { ...polling, batchSize: 1000 }, () => handlers.deliver());
  await boss.schedule("morning", "5 6 * * *", {}, { tz: "America/Sao_Paulo" });
}
