/** What was found and set right in the page. */
export interface Repair {
  /** Names under which the serialized forms were found; null where none was. */
  wid: string | null;
  key: string | null;
  /** Our own ids can be given to messages. */
  ownIds: boolean;
}

/**
 * Runs in the page, on every `ready`. WhatsApp Web renames the serialized form of ids without notice, and the library
 * reads it everywhere: it is looked for by value, and given its old name back, on the objects and on the copies that go
 * to Node, which lose what a prototype says. Messages that we send get the id that we chose, so that they can be found
 * again. Undefined where the library's part is not in the page yet.
 */
export async function repairPage(): Promise<Repair | undefined> {
  // Methods, and no functions with a name of their own: tools that run TypeScript directly put a call around those,
  // of something that the page does not know.
  type Bag = Record<string, unknown>;
  const page = window as unknown as {
    WWebJS?: Record<string, unknown> & { repaired?: Repair };
    require(name: string): never;
    faturabotNextId?: string | undefined;
  };
  const library = page.WWebJS;
  if (!library) return undefined;
  if (library.repaired) return library.repaired;
  const Key = page.require("WAWebMsgKey") as { new (of: Bag): Bag; newId(): Promise<string> };
  const factory = page.require("WAWebWidFactory") as { createWid(text: string): Bag };
  const probe = "5511999999999@c.us";
  const wid = factory.createWid(probe);
  const key = new Key({ fromMe: true, remote: wid, id: "PROBE", selfDir: "out", from: wid, to: wid });
  const tools = {
    aliasOf(of: Bag, looksRight: (value: string) => boolean) {
      return Object.keys(of).find((name) => typeof of[name] === "string" && looksRight(of[name])) ?? null;
    },
    giveBack(of: Bag, alias: string | null) {
      if (of._serialized !== undefined || alias === null) return;
      Object.defineProperty(Object.getPrototypeOf(of), "_serialized", {
        configurable: true,
        get(this: Bag) {
          return this[alias];
        },
      });
    },
    copied(value: unknown, depth: number): unknown {
      if (typeof value !== "object" || value === null || depth > 4 || ArrayBuffer.isView(value)) return value;
      if (Array.isArray(value)) return value.map((one) => tools.copied(one, depth + 1));
      const bag = value as Bag;
      if (bag._serialized !== undefined)
        return {
          ...bag,
          ...(typeof bag.remote === "object" && { remote: String(bag.remote) }),
          _serialized: bag._serialized,
        };
      const prototype = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) return value;
      return Object.fromEntries(Object.entries(bag).map(([name, one]) => [name, tools.copied(one, depth + 1)]));
    },
    /** The library's own copy of a key is a plain object by now: its serialized form comes from the model. */
    finished(result: unknown, model: unknown): unknown {
      const copy = tools.copied(result, 0) as Bag | null;
      const id = (model as { id?: Bag } | undefined)?.id;
      if (copy && id?._serialized !== undefined && typeof copy.id === "object") {
        const remote = typeof id.remote === "object" ? { remote: String(id.remote) } : {};
        copy.id = { ...(copy.id as Bag), ...remote, _serialized: id._serialized };
      }
      return copy;
    },
  };
  const names = {
    wid: tools.aliasOf(wid, (value) => value === probe),
    key: tools.aliasOf(key, (value) => value.startsWith("true_") && value.includes("PROBE")),
  };
  tools.giveBack(wid, names.wid);
  tools.giveBack(key, names.key);
  for (const name of ["getMessageModel", "getChatModel", "getContactModel"]) {
    const original = library[name] as (...given: unknown[]) => unknown;
    library[name] = (...given: unknown[]) => {
      const result = original(...given);
      return result instanceof Promise
        ? result.then((model) => tools.finished(model, given[0]))
        : tools.finished(result, given[0]);
    };
  }
  const newId = Key.newId.bind(Key);
  Key.newId = async () => {
    const chosen = page.faturabotNextId;
    page.faturabotNextId = undefined;
    return chosen ?? newId();
  };
  page.faturabotNextId = "3EB0PROBE";
  library.repaired = { ...names, ownIds: (await Key.newId()) === "3EB0PROBE" };
  return library.repaired;
}
