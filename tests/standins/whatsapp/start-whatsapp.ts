import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import ts from "typescript";
import { createNetwork, type Network, NetworkRefusal } from "./create-network.ts";
import { createPerson } from "./create-person.ts";
import { makeCertificate } from "./make-certificate.ts";

const host = "web.whatsapp.com";
const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>WhatsApp Web</title>
<script type="module" src="/page/main.ts"></script>`;

/** A WhatsApp of our own: the page of WhatsApp Web over HTTPS, the network behind it, and people with phones. */
export type StandIn = Awaited<ReturnType<typeof startWhatsapp>>;

/** Starts it on a free port. A service is pointed at it by `chromiumArgs` alone. */
export async function startWhatsapp() {
  const network = createNetwork();
  const { key, cert, trustedAs } = makeCertificate(host);
  const server = https.createServer({ key, cert }, (request, response) => void serve(network, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const chromiumArgsAt = (address: string) => [
    `--host-resolver-rules=MAP ${host}:443 ${address}:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE ${address}`,
    `--ignore-certificate-errors-spki-list=${trustedAs}`,
  ];
  return {
    network,
    port,
    chromiumArgs: chromiumArgsAt("127.0.0.1"),
    /** The same where its port is reached at another address. */
    chromiumArgsAt,
    /** Somebody with a phone; with a LID where one is given. */
    person: (
      phone: string,
      { name = "Maria", lid, phoneTold = true }: { name?: string; lid?: string; phoneTold?: boolean } = {},
    ) => createPerson(network, { phone: `${phone}@c.us`, name, phoneTold, ...(lid && { lid: `${lid}@lid` }) }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function serve(network: Network, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", `https://${host}`);
  const answer = (status: number, type: string, body: string | Buffer) =>
    void response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
  const json = (status: number, body: unknown) => answer(status, "application/json", JSON.stringify(body));
  if (pathname === "/") return answer(200, "text/html", html);
  if (pathname === "/network/events") return stream(network, request, response);
  if (pathname.startsWith("/page/") || pathname === "/protocol.ts")
    return answer(200, "text/javascript", script(pathname));
  if (pathname === "/media" && request.method === "POST") {
    const path = `/media/${randomBytes(8).toString("hex")}`;
    network.files.set(path, await read(request));
    return json(200, { path });
  }
  if (pathname.startsWith("/network/")) {
    const of = JSON.parse((await read(request)).toString() || "{}");
    try {
      return json(200, network.ask(pathname.slice("/network/".length), of) ?? {});
    } catch (error) {
      if (error instanceof NetworkRefusal) return json(400, { error: error.message });
      throw error;
    }
  }
  return answer(404, "text/plain", "");
}

function stream(network: Network, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(":\n\n");
  const stop = network.listen((event) => void response.write(`data: ${JSON.stringify(event)}\n\n`));
  request.on("close", stop);
}

/** A file of the page, its types taken off. */
function script(pathname: string): string {
  const name = /^\/page\/([a-z-]+\.ts)$/.exec(pathname)?.[1];
  if (!name) return "";
  const source = readFileSync(new URL(`page/${name}`, import.meta.url), "utf8");
  const { ESNext, ES2022 } = { ESNext: ts.ModuleKind.ESNext, ES2022: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(source, { compilerOptions: { module: ESNext, target: ES2022 } }).outputText;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
