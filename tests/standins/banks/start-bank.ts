import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import type { TLSSocket } from "node:tls";
import { makeCertificate } from "../whatsapp/make-certificate.ts";

/** What goes wrong with a call: dealt with or not, and what the caller hears of it. */
export type Fault =
  /** Dealt with, and the connection breaks. */
  | "lost"
  /** Dealt with, and no answer ever comes. */
  | "hang"
  /** The connection breaks before anything is done. */
  | "reset"
  | "500"
  /** Dealt with, and a 500 says otherwise. */
  | "500-after"
  | "429"
  /** Not dealt with, and said in JSON: this application may not do it. */
  | "403"
  /** Dealt with, and a 400 without a word says otherwise. */
  | "400-after";

/** A call as the bank sees it. */
export interface Wire {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: unknown;
}

/** What the bank answers. */
export interface Answer {
  status: number;
  json?: unknown;
}

/** How one bank behaves, besides what all have in common. */
export interface Rules {
  bank: string;
  tokenPath: string;
  /** Undefined where the client is who it says; else what is wrong with its request for a token. */
  refuseGrant(form: Record<string, string>, headers: Wire["headers"]): string | undefined;
  /** Below this path a token is wanted. */
  root: string;
  /** What a call without what every call needs is answered. */
  refuseCall?(wire: Wire): Answer | undefined;
  handle(wire: Wire): Answer;
  /** Is it the call that enters a boleto? */
  isIssue(wire: Wire): boolean;
  tokenSeconds?: number;
  /** Requests for a token in a minute; without it there is no limit. */
  tokensPerMinute?: number;
  /** It knows no scopes. */
  scopeless?: boolean;
  /** It grants tokens to a name and a password, not to a client. */
  grantType?: "password";
  /** It grants no tokens: whoever has the key may call. */
  knows?(headers: Wire["headers"]): boolean;
  /** It asks for no client certificate. */
  certificateless?: boolean;
  /** Files that anybody may fetch, by path. */
  files?(path: string): string | undefined;
}

/** Stories are not about the pace, and their clock stands still between two calls. */
const usual = { clientId: "the-client", caFile: "ca.pem", callsPerMinute: 60_000, readsPerMinute: 60_000 };

/** A bank of our own over TLS with client certificates, at a moved clock, with every fault on request. */
export async function startBank(rules: Rules, now: () => Date) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `faturabot-${rules.bank}-`));
  const server = makeCertificate("localhost");
  const client = makeCertificate("client");
  for (const [name, text] of Object.entries({
    "ca.pem": server.cert,
    "client.pem": client.cert,
    "client.key": client.key,
    "secret.txt": "the-secret\n",
    "app-key.txt": "the-app-key\n",
  }))
    writeFileSync(path.join(folder, name), text, { mode: 0o600 });

  const faults: { fault: Fault; on: "issue" | "any" }[] = [];
  const tokens = new Map<string, number>();
  const wires: Wire[] = [];
  const state: {
    chaos?: (wire: Wire) => Fault | undefined;
    alter?: (answer: Answer, wire: Wire) => Answer;
    down: boolean;
  } = { down: false };
  const tokenRequests: number[] = [];
  let granted = 0;

  const faultFor = (wire: Wire): Fault | undefined => {
    const at = faults.findIndex(({ on }) => on === "any" || rules.isIssue(wire));
    return at < 0 ? state.chaos?.(wire) : faults.splice(at, 1)[0]?.fault;
  };

  const altered = (answer: Answer, wire: Wire) => state.alter?.(answer, wire) ?? answer;

  const answerTo = (wire: Wire): Answer => {
    if (wire.method === "POST" && wire.path === rules.tokenPath) {
      const form = Object.fromEntries(new URLSearchParams(String(wire.body)));
      if (
        form.grant_type !== (rules.grantType ?? "client_credentials") ||
        (form.scope === undefined) !== (rules.scopeless ?? false)
      )
        return { status: 400 };
      tokenRequests.push(now().getTime());
      const lastMinute = tokenRequests.filter((at) => at > now().getTime() - 60_000);
      if (lastMinute.length > (rules.tokensPerMinute ?? Infinity)) return { status: 429 };
      const wrong = rules.refuseGrant(form, wire.headers);
      if (wrong) return { status: 401, json: { error: wrong } };
      granted++;
      const token = randomBytes(12).toString("hex");
      const seconds = rules.tokenSeconds ?? 3600;
      tokens.set(token, now().getTime() + seconds * 1000);
      return {
        status: 200,
        json: { access_token: token, token_type: "Bearer", expires_in: seconds, scope: form.scope ?? "" },
      };
    }
    if (!wire.path.startsWith(rules.root)) return { status: 404 };
    const token = /^Bearer (.+)$/.exec(wire.headers.authorization ?? "")?.[1] ?? "";
    const isKnown = rules.knows?.(wire.headers) ?? (tokens.get(token) ?? 0) > now().getTime();
    if (!isKnown) return { status: 401, json: { error: "Unauthorized" } };
    return rules.refuseCall?.(wire) ?? rules.handle({ ...wire, path: wire.path.slice(rules.root.length) });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const wire = await read(request);
    wires.push(wire);
    const fault = state.down ? "reset" : wire.path === rules.tokenPath ? undefined : faultFor(inRoot(wire, rules.root));
    const send = ({ status, json }: Answer) => {
      const text = json === undefined ? "" : JSON.stringify(json);
      response.writeHead(status, text === "" ? {} : { "content-type": "application/json" }).end(text);
    };
    if (fault === "reset") return void request.socket.destroy();
    if (fault === "429") return send({ status: 429 });
    if (fault === "403") return send({ status: 403, json: { title: "Acesso negado", detail: "Escopo ausente" } });
    if (fault === "500") return send({ status: 500, json: { title: "Tente novamente mais tarde" } });
    const answer = altered(answerTo(wire), inRoot(wire, rules.root));
    if (fault === "lost") return void request.socket.destroy();
    if (fault === "hang") return;
    if (fault === "500-after") return send({ status: 500 });
    if (fault === "400-after") return send({ status: 400 });
    send(answer);
  };

  const https_ = https.createServer(
    { key: server.key, cert: server.cert, ca: [client.cert], requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      const file = rules.files?.(request.url ?? "");
      if (file !== undefined) return void response.writeHead(200, { "content-type": "application/pdf" }).end(file);
      // The door of a bank without the right certificate.
      if (!rules.certificateless && !(request.socket as TLSSocket).authorized)
        return void response.writeHead(403).end();
      void serve(request, response);
    },
  );
  https_.listen(0, "127.0.0.1");
  await once(https_, "listening");
  const { port } = https_.address() as AddressInfo;
  const url = `https://localhost:${port}`;

  return {
    url,
    folder,
    wires,
    /** The next call, or the next that enters a boleto, goes wrong like this. */
    fault(fault: Fault, on: "issue" | "any" = "issue") {
      faults.push({ fault, on });
    },
    /** Any call may go wrong. */
    chaos(chaos: ((wire: Wire) => Fault | undefined) | undefined) {
      if (chaos) state.chaos = chaos;
      else delete state.chaos;
    },
    /** Answers are written otherwise than they would be. */
    alter(alter: ((answer: Answer, wire: Wire) => Answer) | undefined) {
      if (alter) state.alter = alter;
      else delete state.alter;
    },
    /** Every connection breaks until it is up again. */
    isDown(down: boolean) {
      state.down = down;
    },
    grants: () => granted,
    /** All requests for a token, also those that were refused. */
    tokenRequests: () => tokenRequests.length,
    expireTokens: () => tokens.clear(),
    /** Writes the settings of a bank wallet, whose id names the file; into another folder where one is given. */
    settle(walletId: string, settings: Record<string, unknown>, into = folder) {
      const named = Object.entries({ ...usual, ...settings }).map(([name, value]) => [
        name,
        name.endsWith("File") ? path.resolve(folder, String(value)) : value,
      ]);
      writeFileSync(path.join(into, `${encodeURIComponent(walletId)}.json`), JSON.stringify(Object.fromEntries(named)));
    },
    async stop() {
      https_.closeAllConnections();
      https_.close();
      await once(https_, "close");
      rmSync(folder, { recursive: true });
    },
  };
}

const inRoot = (wire: Wire, root: string): Wire => ({ ...wire, path: wire.path.slice(root.length) });

async function read(request: IncomingMessage): Promise<Wire> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const { pathname, searchParams } = new URL(request.url ?? "/", "https://localhost");
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const isJson = headers["content-type"]?.startsWith("application/json") ?? false;
  return {
    method: request.method ?? "",
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers,
    body: isJson ? jsonOf(text) : text,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
