import type { access, RouteName } from "./access.ts";
import type { OperatorVisit, Visit } from "./visit.ts";

/** A handler for each route of `access`. A route that requires a login receives an `OperatorVisit`. */
export type Handlers = {
  [R in RouteName]: (visit: (typeof access)[R] extends "anyone" ? Visit : OperatorVisit) => unknown;
};

type KeysOf<T> = T extends unknown ? keyof T : never;

/** Those routes that more than one section handles. */
type AnsweredTwice<S extends readonly unknown[]> = S extends readonly [infer First, ...infer Rest]
  ? (keyof First & KeysOf<Rest[number]>) | AnsweredTwice<Rest>
  : never;

/** The handlers of all sections in one table. A route that is handled twice gets a type that is not a handler. */
type Joined<S extends readonly unknown[]> = {
  [R in RouteName & KeysOf<S[number]>]: R extends AnsweredTwice<S> ? "two sections answer this route" : Handlers[R];
};

/**
 * Joins the handlers of the sections. If a route is handled by no section, or by more than one, assigning the result to
 * `Handlers` is a type error that names the route.
 */
export function joinHandlers<const S extends readonly Partial<Handlers>[]>(...sections: S): Joined<S> {
  return Object.assign({}, ...sections);
}
