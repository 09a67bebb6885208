import type { PageEvent } from "../protocol.ts";

/** Asks the stand-in's network; throws its refusal. */
export async function ask<T>(what: string, of: unknown = {}): Promise<T> {
  const response = await fetch(`/network/${what}`, { method: "POST", body: JSON.stringify(of) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** Hands a file's bytes over; gives the path they are found under. */
export async function upload(blob: Blob): Promise<string> {
  const response = await fetch("/media", { method: "POST", body: blob });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer.path;
}

/** Listens to the network, until the page goes. */
export function listen(listener: (event: PageEvent) => void): Promise<void> {
  const source = new EventSource("/network/events");
  source.onmessage = ({ data }) => listener(JSON.parse(data));
  return new Promise((resolve) => {
    source.onopen = () => resolve();
  });
}
