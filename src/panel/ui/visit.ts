import type { Request, Response } from "express";
import type { Author } from "../../core/operator/author.ts";
import type { Operator } from "../../core/operator/operator.ts";

/** A request to the panel on a route that requires no login. */
export interface Visit {
  request: Request;
  response: Response;
  /** The session cookie's value. */
  token: string;
  csrf: string;
}

/** A request by an operator whose role may use the route. */
export interface OperatorVisit extends Visit {
  operator: Operator;
  author: Author;
  /** Shown once, at the top of the page. */
  notice?: string;
  /** Redirects to a page of the panel, which shows the notice once. */
  goOn(path: string, notice?: string): Promise<void>;
}
