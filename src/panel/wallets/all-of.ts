import type { Register } from "../../core/register/register.ts";
import type { ResourceName } from "../../core/register/schemas.ts";

const pageSize = 500;

/** Returns all items of a resource, read page by page. Meant for resources that have few items. */
export async function allOf<T>(register: Pick<Register, "list">, resource: ResourceName): Promise<T[]> {
  const items: unknown[] = [];
  let after: string | undefined;
  do {
    const page = await register.list(resource, after, pageSize);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items as T[];
}
