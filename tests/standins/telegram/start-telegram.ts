import { EventEmitter } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { BotApiError, badRequest } from "./bot-api-error.ts";
import { createFaults, type Fault, refusalOf } from "./faults.ts";
import { type Backstage, methods } from "./methods.ts";
import { type MethodName, parameters } from "./parameters.ts";
import { createPerson } from "./person.ts";
import { createRateLimits, type Limits, usualLimits } from "./rate-limits.ts";
import { readParameters } from "./read-parameters.ts";
import { createUpdateQueue } from "./update-queue.ts";
import { createWebhookDelivery } from "./webhook-delivery.ts";
import { createWorld } from "./world.ts";

/** A Bot API of our own on a free port of this machine, at least as strict as the real one. */
export type Telegram = Awaited<ReturnType<typeof startTelegram>>;

/** A call that came in, whether it was accepted or not. */
export interface Call {
  method: string;
  given: Record<string, unknown>;
  /** What was answered: 200, the code of a refusal, or 0 where the connection was cut. */
  status: number;
}

/** Starts it. `limits: "none"` lets everything through; */
export async function startTelegram(
  options: { port?: number; limits?: Limits | "none"; webhookRetryMs?: number; webhookTimeoutMs?: number } = {},
) {
  const token = "123456789:AAFaturabotStandInTokenForTestsOnly00";
  const { limits = usualLimits } = options;
  let now = () => new Date();
  const changes = new EventEmitter().setMaxListeners(0);
  const onChange = () => void changes.emit("change");
  const world = createWorld(() => now());
  const queue = createUpdateQueue(() => {
    webhook.pump();
    onChange();
  });
  const webhook = createWebhookDelivery(queue, {
    retryMs: options.webhookRetryMs ?? 200,
    timeoutMs: options.webhookTimeoutMs ?? 60_000,
    onChange,
  });
  const faults = createFaults();
  const calls: Call[] = [];
  let polls = 0;
  const countMessage = createRateLimits(limits === "none" ? undefined : limits);

  async function run(method: string, given: Record<string, unknown>, onGone: Backstage["onGone"]): Promise<unknown> {
    if (!Object.hasOwn(methods, method)) throw new BotApiError(404, "Not Found: method not found");
    const name = method as MethodName;
    const parsed = parameters[name].safeParse(given);
    if (!parsed.success) throw badRequest(`invalid parameter "${parsed.error.issues[0]?.path.join(".") ?? ""}"`);
    // The table relates each name to its own parameters; TypeScript cannot follow a name that is not known yet.
    const act = methods[name] as (given: unknown, behind: Backstage) => unknown;
    return act(parsed.data, { world, queue, webhook, countMessage, onGone });
  }
  /** Undefined: the connection stays silent or is cut. */
  async function answer(response: http.ServerResponse, method: string, given: Record<string, unknown>, call: Call) {
    const fault = faults.take(method, Number(given.chat_id ?? 0));
    const onGone = (gone: () => void) => void response.once("close", gone);
    if (fault) {
      if (fault.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms));
      const refusal = refusalOf(fault);
      if (refusal) throw refusal;
      if (isSilent(fault)) {
        if (fault.accepted) await run(method, given, onGone);
        if (fault.kind === "drop") response.socket?.destroy();
        call.status = 0;
        return undefined;
      }
    }
    return { ok: true, result: await run(method, given, onGone) };
  }
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const [, bot = "", method = ""] = url.pathname.split("/");
    const call: Call = { method, given: {}, status: 200 };
    let body: unknown;
    try {
      if (bot !== `bot${token}`) throw new BotApiError(401, "Unauthorized");
      call.given = await readParameters(request, url.searchParams);
      if (method === "getUpdates") polls += 1;
      else calls.push(call);
      body = await answer(response, method, call.given, call);
    } catch (error) {
      const { code, message, parameters: more } = error instanceof BotApiError ? error : crashOf(error);
      call.status = code;
      body = { ok: false, error_code: code, description: message, ...(more && { parameters: more }) };
    }
    if (body !== undefined)
      response.writeHead(call.status, { "content-type": "application/json" }).end(JSON.stringify(body));
    onChange();
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    world,
    queue,
    faults,
    calls,
    webhook,
    /** Messages are stamped by this clock from now on. */
    keepTime(clock: () => Date): void {
      now = clock;
    },
    /** How often news was asked for. */
    polls: () => polls,
    callsOf: (method: MethodName) => calls.filter((call) => call.method === method),
    person: (of: { id: number; firstName?: string; phone?: string }) => createPerson(of, { world, queue }),
    /** Pushes whatever update one likes. */
    push: queue.push,
    onChange: (listener: () => void) => {
      changes.on("change", listener);
      return () => void changes.off("change", listener);
    },
    /** Waits for something to become so, looking again whenever anything happened here. */
    until(isSo: () => boolean, what = "it", patienceMs = 15_000): Promise<void> {
      return new Promise((resolve, reject) => {
        const end = (done: () => void) => {
          clearTimeout(timer);
          changes.off("change", look);
          done();
        };
        const look = () => {
          if (isSo()) end(resolve);
        };
        const timer = setTimeout(() => end(() => reject(new Error(`Waited in vain for ${what}`))), patienceMs);
        changes.on("change", look);
        look();
      });
    },
    /** Cuts every connection, as when the network goes. The port stays. */
    cutConnections: () => server.closeAllConnections(),
    async stop() {
      webhook.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isSilent = (fault: Fault): fault is Extract<Fault, { accepted: boolean }> =>
  fault.kind === "drop" || fault.kind === "hang";

/** A crash of the stand-in itself must not pass for a refusal. */
function crashOf(error: unknown): BotApiError {
  console.error(error);
  return new BotApiError(500, "Internal Server Error");
}
