import type { Request, Response } from "express";
import type { CentralOrigin } from "../../core/use-cases/central.ts";
import type { access, RouteName } from "./access.ts";

/** A handler for each route of `access`. A route that requires a subscriber receives an `OwnVisit`. */
export type Handlers = {
  [R in RouteName]: (visit: (typeof access)[R] extends "anyone" ? Visit : OwnVisit) => unknown;
};

/** A request to the Central on a route that requires no login. */
export interface Visit {
  request: Request;
  response: Response;
  /** The CSRF token: of the session or, if nobody has logged in, of the browser. */
  csrf: string;
  /**
   * Where the request comes from: the thread that the one-time codes of this browser belong to, and the IP address. The
   * limits for codes count by both.
   */
  from: CentralOrigin;
  /** Answers with a page that says what went wrong. */
  say(status: number, title: string, message: string): void;
}

/** A request by a logged-in subscriber. */
export interface OwnVisit extends Visit {
  subscriber: { id: string; name: string };
  token: string;
  /** A message for the top of the page, shown once. */
  notice?: string;
  /** Redirects to a page of the Central. That page shows the notice, once. */
  goOn(path: string, notice?: string): Promise<void>;
}
