import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTelegram, type Telegram } from "./telegram/start-telegram.ts";
import type { Update } from "./telegram/wire.ts";

let telegram: Telegram;
let door: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  telegram = await startTelegram({ webhookRetryMs: 10 });
  door = await openDoor();
  telegram.webhook.set({ url: door.url, secret_token: "segredo", max_connections: 40 });
});
afterEach(async () => {
  await telegram.stop();
  door.server.closeAllConnections();
  door.server.close();
});

/** A door that answers as it is told, once somebody says so. */
async function openDoor() {
  const got: { update: Update; secret: unknown; answer: (status: number) => void }[] = [];
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const answer = (status: number) => void response.writeHead(status).end();
    got.push({ update: JSON.parse(body), secret: request.headers["x-telegram-bot-api-secret-token"], answer });
    arrived();
  });
  let arrived = () => {};
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    server,
    got,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    async has(count: number) {
      while (got.length < count) await new Promise<void>((resolve) => (arrived = resolve));
      return got.map(({ update }) => update.message?.text);
    },
  };
}

test("a chat's updates are posted one after the other with the secret; another chat's do not wait", async () => {
  const [maria, joao] = [telegram.person({ id: 1 }), telegram.person({ id: 2 })];
  maria.says("um");
  maria.says("dois");
  joao.says("três");
  expect(await door.has(2)).toEqual(["um", "três"]);
  expect(door.got[0]?.secret).toBe("segredo");
  door.got[0]?.answer(200);
  expect(await door.has(3)).toEqual(["um", "três", "dois"]);
});

test("an update is posted again until a 2xx, and the chat's next one waits so long", async () => {
  const maria = telegram.person({ id: 1 });
  maria.says("um");
  maria.says("dois");
  await door.has(1);
  door.got[0]?.answer(503);
  expect(await door.has(2)).toEqual(["um", "um"]);
  door.got[1]?.answer(200);
  expect(await door.has(3)).toEqual(["um", "um", "dois"]);
  door.got[2]?.answer(204);
  await telegram.until(() => telegram.queue.waiting().length === 0);
  expect(telegram.webhook.deliveries.map(({ outcome }) => outcome)).toEqual([503, 200, 204]);
});
