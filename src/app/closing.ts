/** Things that are open, to be closed in reverse order: all of them, also where opening breaks half-way. */
export class Closing {
  readonly #open: (() => unknown)[] = [];

  /** Returns what was opened, and remembers how it is closed. */
  add<T>(opened: T, close: (opened: T) => unknown): T {
    this.#open.push(() => close(opened));
    return opened;
  }

  /** Closes everything, once. Where closing one breaks the others are closed all the same, and the fault is thrown in the end. */
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
