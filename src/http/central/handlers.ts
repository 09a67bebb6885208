import type { access, RouteName } from "./access.ts";
import type { OwnVisit, Visit } from "./visit.ts";

/** What a route does; where it asks for a subscriber, it gets one. */
export type Handlers = {
  [R in RouteName]: (visit: (typeof access)[R] extends "anyone" ? Visit : OwnVisit) => unknown;
};
