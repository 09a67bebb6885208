/** Resources that are closed together, in reverse order. All of them are closed, even if opening fails half-way. */
export class OpenResources {
  readonly #open: (() => unknown)[] = [];

  /** Adds a resource with the function that closes it, and returns the resource. */
  add<T>(opened: T, close: (opened: T) => unknown): T {
    this.#open.push(() => close(opened));
    return opened;
  }

  /**
   * Closes everything, once. If closing one resource fails, the others are closed all the same, and the error is thrown
   * at the end.
   */
  async close(): Promise<void> {
    const faults: unknown[] = [];
    for (let close = this.#open.pop(); close; close = this.#open.pop()) {
      try {
        await close();
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults, "Closing failed");
  }
}
