import { Telegram } from "telegraf";
import type { Telegram as Methods, Opts } from "telegraf/types";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isFile = (value: unknown) => isObject(value) && "source" in value;

/**
 * Parameters as telegraf can upload them: in a form with a file it drops objects that it does not know, like
 * `reply_parameters`, and a quote in the file's name breaks the form. Without a file, they stay as they are.
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
  // Letters of other scripts are fine; what would end the header is not.
  return typeof filename === "string" ? { ...value, filename: filename.replace(/["\\\p{Cc}]/gu, "") } : value;
}

type CallOptions = NonNullable<Parameters<Telegram["callApi"]>[2]>;
type Answer<M extends keyof Methods> = Promise<ReturnType<Methods[M]>>;

/** How the bot asks for news. */
export interface Polling {
  pollSeconds: number;
  /**
   * Ends it for good: telegraf forgets a stop that comes before its first question, and with its last one, on the way
   * out, it would confirm updates that could not be stored.
   */
  stopped: AbortSignal;
  /** Hears of each question for news that failed; the next one is asked when this is done. */
  onFailure(error: unknown, failures: number): Promise<void>;
  onSuccess(): void;
}

/**
 * The Bot API over telegraf's client, with what that one lacks worked around here and nowhere else. All calls of the
 * bot go through this one: the client that telegraf makes anew for each update has none of it.
 */
export class TelegramClient extends Telegram {
  readonly #deadlineMs: number;
  readonly #polling: Polling;

  constructor(of: { token: string; apiRoot: string; deadlineMs: number; polling: Polling }) {
    // With `webhookReply` telegraf would confirm an update by the answer to a button, before it was dealt with.
    super(of.token, { apiRoot: of.apiRoot, webhookReply: false });
    this.#deadlineMs = of.deadlineMs;
    this.#polling = of.polling;
  }

  override callApi<M extends keyof Methods>(method: M, payload: Opts<M>): Answer<M> {
    if (method === "getUpdates") return this.#news(payload as Opts<"getUpdates">) as Answer<M>;
    return this.#within(this.#deadlineMs, method, payload);
  }

  /** A call with parameters that telegraf's types do not know yet. This is the only cast between the two. */
  call(method: keyof Methods, payload: object, deadlineMs = this.#deadlineMs): Promise<unknown> {
    return this.#within(deadlineMs, method, payload as Opts<typeof method>);
  }

  /** Telegraf's polling ends, or sleeps on, at errors that pass: so it never sees one. It asks until it is stopped. */
  async #news(payload: Opts<"getUpdates">): Answer<"getUpdates"> {
    const { pollSeconds, stopped, onFailure, onSuccess } = this.#polling;
    for (let failures = 1; ; failures++) {
      try {
        const deadlineMs = pollSeconds * 1000 + this.#deadlineMs;
        const updates = await this.#within(deadlineMs, "getUpdates", { ...payload, timeout: pollSeconds }, stopped);
        onSuccess();
        return updates;
      } catch (error) {
        if (!stopped.aborted) await onFailure(error, failures);
        if (stopped.aborted) throw Object.assign(new Error("Stopped"), { name: "AbortError" });
      }
    }
  }

  /** Telegraf itself waits 500 s for an answer. */
  async #within<M extends keyof Methods>(ms: number, method: M, payload: Opts<M>, given?: AbortSignal): Answer<M> {
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
