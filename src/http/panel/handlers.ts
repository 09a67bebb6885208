import type { access, RouteName } from "./access.ts";
import type { OperatorVisit, Visit } from "./visit.ts";

/** What a route does; where it asks for a login, it gets the operator. */
export type Handlers = {
  [R in RouteName]: (visit: (typeof access)[R] extends "anyone" ? Visit : OperatorVisit) => unknown;
};
