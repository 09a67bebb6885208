import type { Request, Response } from "express";
import type { Author } from "../../core/operator/author.ts";
import type { Operator } from "../../core/operator/operator.ts";

/** A request to the panel by somebody who is not logged in, or need not be. */
export interface Visit {
  request: Request;
  response: Response;
  /** The session cookie's value. */
  token: string;
  csrf: string;
}

/** One by an operator whose role reaches the route. */
export interface OperatorVisit extends Visit {
  operator: Operator;
  author: Author;
  /** Said once on top of the page. */
  notice?: string;
  /** Goes to a page, which says this. */
  goOn(path: string, notice?: string): Promise<void>;
}
