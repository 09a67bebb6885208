import type { Deps } from "./deps.ts";
import { registerBoleto } from "./register-boleto.ts";
import { runTurns } from "./run-turns.ts";

const atOnce = 200;
/** A job that is so late was lost with its process. */
const lateMs = 5000;

/** Takes up what a crash left behind: messages without an answer, boletos whose bank was not asked, messages not sent. */
export async function sweep(deps: Deps): Promise<void> {
  const { storage, clock } = deps;
  const now = clock.now();
  for (const chatId of await storage.chatsWithWork(now, atOnce)) await runTurns(deps, chatId);
  const late = new Date(now.getTime() - lateMs);
  for (const boletoId of await storage.boletosUnasked(late, now, atOnce)) await registerBoleto(deps, boletoId);
  await deps.deliverDue();
}
