/** Result of a repair. */
export interface Repair {
  /** Names of the properties in which the serialized forms of ids were found; null if none was found. */
  wid: string | null;
  key: string | null;
  /** True if messages can be sent with ids that we chose. */
  ownIds: boolean;
}

/**
 * Repairs the page; runs in the page each time it gets ready. Without notice, WhatsApp Web renames the property with
 * the serialized form of an id, which the library reads everywhere. This function finds the property by its value and
 * restores the old name, on the objects and on the copies that are sent to Node, which lose the properties of their
 * prototypes. It also makes it possible to choose the id of a message that we send, so that the message can be found
 * again. Returns undefined if the script of the library is not in the page yet.
 */
export async function repairPage(): Promise<Repair | undefined> {
  // Methods are used instead of named functions, because programs that run TypeScript, such as tsx, wrap a named
  // function in a helper (`__name`) that does not exist in the page.
  type Bag = Record<string, unknown>;
  const page = window as unknown as {
    WWebJS?: Record<string, unknown> & { repaired?: Repair };
    require(name: string): never;
    faturabotNextId?: string | undefined;
  };
  const library = page.WWebJS;
  if (!library) return undefined;
  if (library.repaired) return library.repaired;
  const Key = page.require("WAWebMsgKey") as { new (fields: Bag): Bag; newId(): Promise<string> };
  const factory = page.require("WAWebWidFactory") as { createWid(text: string): Bag };
  const probe = "5511999999999@c.us";
  const wid = factory.createWid(probe);
  const key = new Key({ fromMe: true, remote: wid, id: "PROBE", selfDir: "out", from: wid, to: wid });
  const tools = {
    findAlias(bag: Bag, looksRight: (value: string) => boolean) {
      return Object.keys(bag).find((name) => typeof bag[name] === "string" && looksRight(bag[name])) ?? null;
    },
    restore(bag: Bag, alias: string | null) {
      if (bag._serialized !== undefined || alias === null) return;
      Object.defineProperty(Object.getPrototypeOf(bag), "_serialized", {
        configurable: true,
        get(this: Bag) {
          return this[alias];
        },
      });
    },
    copy(value: unknown, depth: number): unknown {
      if (typeof value !== "object" || value === null || depth > 4 || ArrayBuffer.isView(value)) return value;
      if (Array.isArray(value)) return value.map((one) => tools.copy(one, depth + 1));
      const bag = value as Bag;
      if (bag._serialized !== undefined)
        return {
          ...bag,
          ...(typeof bag.remote === "object" && { remote: String(bag.remote) }),
          _serialized: bag._serialized,
        };
      const prototype = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) return value;
      return Object.fromEntries(Object.entries(bag).map(([name, one]) => [name, tools.copy(one, depth + 1)]));
    },
    /** Adds `_serialized` to the library's copy of a model, in which the key has become a plain object. */
    complete(result: unknown, model: unknown): unknown {
      const copy = tools.copy(result, 0) as Bag | null;
      const id = (model as { id?: Bag } | undefined)?.id;
      if (copy && id?._serialized !== undefined && typeof copy.id === "object") {
        const remote = typeof id.remote === "object" ? { remote: String(id.remote) } : {};
        copy.id = { ...(copy.id as Bag), ...remote, _serialized: id._serialized };
      }
      return copy;
    },
  };
  const names = {
    wid: tools.findAlias(wid, (value) => value === probe),
    key: tools.findAlias(key, (value) => value.startsWith("true_") && value.includes("PROBE")),
  };
  tools.restore(wid, names.wid);
  tools.restore(key, names.key);
  for (const name of ["getMessageModel", "getChatModel", "getContactModel"]) {
    const original = library[name] as (...given: unknown[]) => unknown;
    library[name] = (...given: unknown[]) => {
      const result = original(...given);
      return result instanceof Promise
        ? result.then((model) => tools.complete(model, given[0]))
        : tools.complete(result, given[0]);
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
