import type { access, RouteName } from "./access.ts";
import type { OperatorVisit, Visit } from "./visit.ts";

/** A handler for each route of `access`; one that asks for a login gets the operator. */
export type Handlers = {
  [R in RouteName]: (visit: (typeof access)[R] extends "anyone" ? Visit : OperatorVisit) => unknown;
};

type KeysOf<T> = T extends unknown ? keyof T : never;

/** The routes that more than one of the sections answers. */
type AnsweredTwice<S extends readonly unknown[]> = S extends readonly [infer First, ...infer Rest]
  ? (keyof First & KeysOf<Rest[number]>) | AnsweredTwice<Rest>
  : never;

/** The sections' handlers in one table, where a route answered twice is no handler. */
type Joined<S extends readonly unknown[]> = {
  [R in RouteName & KeysOf<S[number]>]: R extends AnsweredTwice<S> ? "two sections answer this route" : Handlers[R];
};

/**
 * Joins the handlers of the sections. Assigned to `Handlers`, the result is a type error that names the route where no
 * section answers it, or two do.
 */
export function joinHandlers<const S extends readonly Partial<Handlers>[]>(...sections: S): Joined<S> {
  return Object.assign({}, ...sections);
}
