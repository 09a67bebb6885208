import type { PageEvent } from "../protocol.ts";

const [answersMs, pauseMs] = [5000, 500];

/** Asks the stand-in's network; throws its refusal, and a fetch's own error where it cannot be reached. */
export async function ask<T>(what: string, of: unknown = {}): Promise<T> {
  const signal = AbortSignal.timeout(answersMs);
  const response = await fetch(`/network/${what}`, { method: "POST", body: JSON.stringify(of), signal });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** Asks until it is reached, as the real page does. Throws its refusal. */
export async function askPatiently<T>(what: string, of: unknown = {}): Promise<T> {
  for (;;)
    try {
      return await ask<T>(what, of);
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
}

/** Hands a file's bytes over; gives the path they are found under. */
export async function upload(blob: Blob): Promise<string> {
  const response = await fetch("/media", { method: "POST", body: blob });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer.path;
}

/** Listens to the network, until the page goes; `again` when it had been lost and is back. */
export function listen(listener: (event: PageEvent) => unknown, again: () => unknown): Promise<void> {
  const source = new EventSource("/network/events");
  source.onmessage = ({ data }) => listener(JSON.parse(data));
  return new Promise((resolve) => {
    source.onopen = () => {
      source.onopen = () => void again();
      resolve();
    };
  });
}
