import type { access, RouteName } from "./access.ts";
import type { OperatorVisit, Visit } from "./visit.ts";

/** A handler for each route of `access`. A route that requires a login receives an `OperatorVisit`. */
export type Handlers = {
  [R in RouteName]: (visit: (typeof access)[R] extends "anyone" ? Visit : OperatorVisit) => unknown;
};

type KeysOf<T> = T extends unknown ? keyof T : never;

/** Routes that more than one section handles. */
type AnsweredTwice<S extends readonly unknown[]> = S extends readonly [infer First, ...infer Rest]
  ? (keyof First & KeysOf<Rest[number]>) | AnsweredTwice<Rest>
  : never;

/** The sections' handlers in one table. A route that is handled twice gets a type that is no handler. */
type Joined<S extends readonly unknown[]> = {
  [R in RouteName & KeysOf<S[number]>]: R extends AnsweredTwice<S> ? "two sections answer this route" : Handlers[R];
};

/**
 * Joins the sections' handlers. Assigning the result to `Handlers` is a type error that names the route if no section,
 * or more than one, handles it.
 */
export function joinHandlers<const S extends readonly Partial<Handlers>[]>(...sections: S): Joined<S> {
  return Object.assign({}, ...sections);
}
