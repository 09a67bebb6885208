import { Telegram } from "telegraf";
import type { Telegram as Methods, Opts } from "telegraf/types";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isFile = (value: unknown) => isObject(value) && "source" in value;

/**
 * Converts parameters to a form that telegraf can upload. Next to a file, telegraf drops objects that it does not know,
 * such as `reply_parameters`, and a quotation mark in the name of the file breaks the form. Parameters without a file
 * are returned unchanged.
 */
function uploadable<P extends object>(payload: P): P {
  const entries = Object.entries(payload);
  if (!entries.some(([, value]) => isFile(value))) return payload;
  return Object.fromEntries(entries.map(([name, value]) => [name, formValue(value)])) as P;
}

function formValue(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (!isFile(value)) return JSON.stringify(value);
  const { filename } = value;
  // Only characters that would end the header are removed; letters of other scripts are allowed.
  return typeof filename === "string" ? { ...value, filename: filename.replace(/["\\\p{Cc}]/gu, "") } : value;
}

type CallOptions = NonNullable<Parameters<Telegram["callApi"]>[2]>;
type Answer<M extends keyof Methods> = Promise<ReturnType<Methods[M]>>;

/** Settings and callbacks of long polling. */
export interface Polling {
  pollSeconds: number;
  /**
   * Stops polling for good. telegraf alone cannot do that: it ignores a stop before its first request, and the last
   * request that it makes while it stops would confirm updates that could not be stored.
   */
  stopped: AbortSignal;
  /** Called after each failed `getUpdates`. The next request waits until the promise resolves. */
  onFailure(error: unknown, failures: number): Promise<void>;
  onSuccess(): void;
}

/**
 * The Bot API through the client of telegraf, with the workarounds for all faults of that client. Every call must go
 * through this instance, because the client that telegraf creates for each update does not have them.
 */
export class TelegramClient extends Telegram {
  readonly #deadlineMs: number;
  readonly #polling: Polling;

  constructor({
    token,
    apiRoot,
    deadlineMs,
    polling,
  }: {
    token: string;
    apiRoot: string;
    deadlineMs: number;
    polling: Polling;
  }) {
    // With `webhookReply`, the acknowledgement of a button would answer the webhook before the update is stored.
    super(token, { apiRoot, webhookReply: false });
    this.#deadlineMs = deadlineMs;
    this.#polling = polling;
  }

  override callApi<M extends keyof Methods>(method: M, payload: Opts<M>): Answer<M> {
    if (method === "getUpdates") return this.#pollUpdates(payload as Opts<"getUpdates">) as Answer<M>;
    return this.#callWithin(this.#deadlineMs, method, payload);
  }

  /**
   * Makes a call whose parameters are missing in telegraf's types. This is the only cast between our types and
   * telegraf's.
   */
  call(method: keyof Methods, payload: object, deadlineMs = this.#deadlineMs): Promise<unknown> {
    return this.#callWithin(deadlineMs, method, payload as Opts<typeof method>);
  }

  /**
   * Retries `getUpdates` until it succeeds or polling is stopped. telegraf itself would end or stall at a temporary
   * error.
   */
  async #pollUpdates(payload: Opts<"getUpdates">): Answer<"getUpdates"> {
    const { pollSeconds, stopped, onFailure, onSuccess } = this.#polling;
    for (let failures = 1; ; failures++) {
      try {
        const deadlineMs = pollSeconds * 1000 + this.#deadlineMs;
        const updates = await this.#callWithin(deadlineMs, "getUpdates", { ...payload, timeout: pollSeconds }, stopped);
        onSuccess();
        return updates;
      } catch (error) {
        if (!stopped.aborted) await onFailure(error, failures);
        if (stopped.aborted) throw Object.assign(new Error("Stopped"), { name: "AbortError" });
      }
    }
  }

  /** Makes a call with a deadline. telegraf itself would wait for 500 seconds. */
  async #callWithin<M extends keyof Methods>(ms: number, method: M, payload: Opts<M>, given?: AbortSignal): Answer<M> {
    const control = new AbortController();
    const abort = () => control.abort();
    const timer = setTimeout(abort, ms);
    given?.addEventListener("abort", abort);
    if (given?.aborted) abort();
    try {
      const options = { signal: control.signal } as unknown as CallOptions;
      return await super.callApi(method, uploadable(payload), options);
    } finally {
      clearTimeout(timer);
      given?.removeEventListener("abort", abort);
    }
  }
}
