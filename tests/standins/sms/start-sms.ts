import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { SmsSettings } from "../../../src/couriers/sms-courier.ts";

const secret = "Bearer segredo-do-sms";
/** GSM 03.38 without what needs an escape: a text of these letters is one SMS up to 160. */
const gsm7 = /^[A-Za-z0-9 \r\n@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/;
const body = z.strictObject({
  to: z.string().regex(/^55\d{2}9\d{8}$/),
  message: z.string().max(160).regex(gsm7),
});

/** An SMS gateway that takes one message a request, and refuses whatever a real one would. */
export async function startSms() {
  const sent: { to: string; message: string }[] = [];
  const faults: { next?: "refuse" | "hang-up" | "after-taking" } = {};
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const fault = faults.next;
    delete faults.next;
    if (fault === "hang-up") return void request.socket.destroy();
    if (fault === "refuse") return void response.writeHead(503).end();
    if (request.method !== "POST" || request.url !== "/v1/enviar") return void response.writeHead(404).end();
    if (request.headers.authorization !== secret) return void response.writeHead(401).end();
    if (request.headers["content-type"] !== "application/json") return void response.writeHead(415).end();
    const parsed = body.safeParse(JSON.parse(Buffer.concat(parts).toString("utf8")));
    if (!parsed.success) return void response.writeHead(400).end(z.prettifyError(parsed.error));
    sent.push(parsed.data);
    if (fault === "after-taking") return void request.socket.destroy();
    response.writeHead(202).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const settings: SmsSettings = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/enviar`,
    method: "POST",
    body: '{"to":"{{phone}}","message":"{{text}}"}',
    headers: { authorization: secret },
  };
  return {
    settings,
    sent,
    faults,
    /** The code of the last message to a phone. */
    codeTo: (phone: string) => /\d{6}/.exec(sent.findLast(({ to }) => to === phone)?.message ?? "")?.[0] ?? "none",
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
