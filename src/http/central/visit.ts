import type { Request, Response } from "express";
import type { CentralOrigin } from "../../core/use-cases/central.ts";
import type { access, RouteName } from "./access.ts";

/** What a route does; where it asks for a subscriber, it gets one. */
export type Handlers = {
  [R in RouteName]: (visit: (typeof access)[R] extends "anyone" ? Visit : OwnVisit) => unknown;
};

/** A request to the Central by somebody who has not come in, or need not have. */
export interface Visit {
  request: Request;
  response: Response;
  /** Whose forms are ours: of the session, or of the browser at the door. */
  csrf: string;
  /** The browser at the door, by a secret of its own. */
  from: CentralOrigin;
  /** What went wrong, with the one thing to do. */
  say(status: number, title: string, message: string): void;
}

/** One by a proven subscriber. */
export interface OwnVisit extends Visit {
  subscriber: { id: string; name: string };
  token: string;
  /** Said once on top of the page. */
  notice?: string;
  /** Goes to a page, which says this. */
  goOn(path: string, notice?: string): Promise<void>;
}
