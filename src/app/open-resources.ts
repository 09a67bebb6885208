/** Open resources, to be closed in reverse order: all of them, even if opening fails half-way. */
export class OpenResources {
  readonly #open: (() => unknown)[] = [];

  /** Registers how a resource is closed, and returns the resource. */
  add<T>(opened: T, close: (opened: T) => unknown): T {
    this.#open.push(() => close(opened));
    return opened;
  }

  /** Closes everything, once. A failure does not keep the others open; it is thrown at the end. */
  async close(): Promise<void> {
    const faults: unknown[] = [];
    for (let close = this.#open.pop(); close; close = this.#open.pop()) {
      try {
        await close();
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults, "OpenResources failed");
  }
}
