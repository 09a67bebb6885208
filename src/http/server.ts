import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Router } from "express";
import helmet from "helmet";
import { AppError } from "../core/app-error.ts";
import { lastError, refuseNul } from "./last-error.ts";
import { onlyLoopbackNames } from "./only-loopback-names.ts";
import { pagePolicy } from "./page/page-policy.ts";
import { publicUrlSetting } from "./page/public-address.ts";
import { noticeUntrusted, type TrustedProxies, trustProxies } from "./trusted-proxies.ts";

/** A listening HTTP server. */
export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

/** Starts a server with these routers. Throws AppError if it cannot listen on the port. */
export async function startServer(options: {
  host: string;
  port: number;
  /** Reverse proxies whose headers about the client address and TLS are trusted. */
  trustedProxies?: TrustedProxies;
  /** Called once, with the address of a caller that names a client address and is not one of these proxies. */
  onUntrustedProxy?: (address: string) => void;
  /** The URL under which people reach this service, without a trailing slash. */
  publicUrl?: string;
  /** True for the demo, which answers under the names of this machine only. */
  onlyLoopback?: boolean;
  routers: readonly [string, Router][];
  /** Called with errors that no router has answered. */
  onError?: (error: unknown) => void;
}): Promise<HttpServer> {
  const app = express();
  const trust = trustProxies(options.trustedProxies ?? 0);
  app.set("trust proxy", trust);
  app.set(publicUrlSetting, options.publicUrl);
  if (options.onlyLoopback) app.use(onlyLoopbackNames);
  app.use(noticeUntrusted(trust, options.onUntrustedProxy ?? (() => {})));
  app.disable("x-powered-by");
  // HSTS is left to the proxy that ends TLS: this server itself speaks plain HTTP.
  app.use(helmet({ strictTransportSecurity: false, contentSecurityPolicy: pagePolicy }));
  app.use(refuseNul);
  for (const [path, router] of options.routers) app.use(path, router);
  app.use((_, response) => void response.status(404).type("text/plain").send("Esta página não existe."));
  app.use(lastError(options.onError ?? (() => {})));
  const server = createServer(app);
  await listen(server, options.host, options.port);
  const { port } = server.address() as AddressInfo;
  const host = options.host === "0.0.0.0" ? "localhost" : options.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Event streams stay open, so `close` alone would never end.
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(new AppError("not-listening", listenFault(cause.code ?? "", host, port), { cause })),
    );
    server.listen(port, host, resolve);
  });
}

function listenFault(code: string, host: string, port: number): string {
  if (code === "EADDRINUSE") return `A porta ${port} já está em uso. Escolha outra em PORT.`;
  if (code === "EACCES") return `Sem permissão para abrir a porta ${port}. Escolha outra em PORT, acima de 1023.`;
  return `Não dá para escutar em ${host}, porta ${port} (${code}). Confira HOST e PORT.`;
}
