import type { Register } from "../../core/register/register.ts";
import type { ResourceName } from "../../core/register/schemas.ts";

const atOnce = 500;

/** All there are of a resource of which there are few. */
export async function allOf<T>(register: Pick<Register, "list">, resource: ResourceName): Promise<T[]> {
  const items: unknown[] = [];
  let after: string | undefined;
  do {
    const page = await register.list(resource, after, atOnce);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items as T[];
}
