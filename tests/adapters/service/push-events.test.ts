import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Service, startService } from "../../support/start-chat.ts";

const secret = "a-secret-of-the-erp-and-ours";
let server: Server;
let service: Service;
let status: number;
const taken: { id: string; type: string }[] = [];
const wrong: string[] = [];
beforeEach(async () => {
  status = 200;
  taken.length = 0;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const [, seconds, signature] =
        /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers["x-faturabot-signature"])) ?? [];
      const right = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
      if (signature !== right) wrong.push(body);
      if (status < 300) taken.push(JSON.parse(body));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  service = await startService("2026-11-24 09:00", undefined, { banks: { dir: "none", erpWebhook: { url, secret } } });
  await service.app.recover();
  await service.runJobs();
  taken.length = 0;
});
afterEach(async () => {
  await service.stop();
  server.closeAllConnections();
  server.close();
});

const happens = (type: string) =>
  service.app.storage.transaction((records) => records.addEvent(type, {}, service.clock()));
const pushes = async () => {
  await service.app.recover();
  await service.runJobs();
};

describe("events to the provider's own system", () => {
  it("go out signed, in their order, each once", async () => {
    for (const type of ["one", "two", "three"]) await happens(type);
    await pushes();
    await pushes();
    expect(taken.map(({ type }) => type)).toEqual(["one", "two", "three"]);
    expect(wrong).toEqual([]);
  });

  it("wait with pauses while they are not taken, and lose nothing", async () => {
    status = 503;
    await happens("one");
    await happens("two");
    await pushes();
    await pushes();
    const { attempts } = await service.app.prisma.eventPush.findFirstOrThrow();
    expect(attempts).toBe(1);
    status = 200;
    await service.waits(11, "seconds");
    await pushes();
    expect(taken.map(({ type }) => type)).toEqual(["one", "two"]);
  });

  it("that are never taken become dead letters, and those behind them go on", async () => {
    await service.app.prisma.eventPush.updateMany({ data: { attempts: 19 } });
    await happens("poison");
    status = 400;
    await pushes();
    status = 200;
    await happens("next");
    await pushes();
    expect(taken.map(({ type }) => type)).toEqual(["next"]);
    expect(await service.app.prisma.eventDeadLetter.findMany()).toMatchObject([{ error: "status 400" }]);
  });
});
