import type { Request, Response } from "express";
import type { Zone } from "../../core/billing/calendar/zone.ts";
import type { Author } from "../../core/operator/author.ts";
import type { Operator } from "../../core/operator/operator.ts";

/** A request to the panel on a route that requires no login. */
export interface Visit {
  request: Request;
  response: Response;
  /** The value of the session cookie. */
  token: string;
  csrf: string;
}

/** A request by an operator whose role may use the route. */
export interface OperatorVisit extends Visit {
  operator: Operator;
  author: Author;
  /** The provider's zone, in which days and times are shown. */
  zone: Zone;
  /** A message for the top of the page, shown once. */
  notice?: string;
  /** Redirects to a page of the panel. That page shows the notice, once. */
  goOn(path: string, notice?: string): Promise<void>;
}
