type Listener = (...args: unknown[]) => void;

/** Events in WhatsApp Web's manner: several names in one string. */
export class Emitter {
  readonly #listeners = new Map<string, Listener[]>();

  on(names: string, listener: Listener): this {
    for (const name of names.split(" ")) this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    return this;
  }
  off(names: string, listener: Listener): void {
    for (const name of names.split(" "))
      this.#listeners.set(
        name,
        (this.#listeners.get(name) ?? []).filter((one) => one !== listener),
      );
  }
  once(name: string, listener: Listener): void {
    const once: Listener = (...args) => {
      this.off(name, once);
      listener(...args);
    };
    this.on(name, once);
  }
  trigger(name: string, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(...args);
  }
  hears(name: string): boolean {
    return (this.#listeners.get(name) ?? []).length > 0;
  }
}

/** Attributes that tell of their changes, to the collections that hold them too. */
export class Model extends Emitter {
  [attribute: string]: unknown;
  readonly #holders: Emitter[] = [];
  /** Kept out of what is sent to Node. */
  readonly #inner: ReadonlySet<string>;

  constructor(attributes: Record<string, unknown>, inner: readonly string[] = []) {
    super();
    for (const [name, value] of Object.entries(attributes)) if (typeof value !== "function") this[name] = value;
    this.#inner = new Set(inner);
  }
  set(name: string, value: unknown): void {
    const before = this[name];
    if (before === value) return;
    this[name] = value;
    for (const teller of [this, ...this.#holders]) {
      teller.trigger(`change:${name}`, this, value, before);
      teller.trigger("change", this);
    }
  }
  heldBy(holder: Emitter): void {
    this.#holders.push(holder);
  }
  serialize(): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(this).filter(([name, value]) => !this.#inner.has(name) && typeof value !== "function"),
    );
  }
  toJSON(): Record<string, unknown> {
    return this.serialize();
  }
  unsafe(): this {
    return this;
  }
}

/** Models by id. */
export class Collection extends Emitter {
  readonly #models = new Map<string, Model>();
  modelClass = Model;

  get(id: unknown): Model | undefined {
    return id === undefined ? undefined : this.#models.get(String(id));
  }
  add(model: Model): Model {
    const known = this.get(model.id);
    if (known) return known;
    model.heldBy(this);
    this.#models.set(String(model.id), model);
    this.trigger("add", model);
    return model;
  }
  clear(): void {
    this.#models.clear();
  }
  getModelsArray(): Model[] {
    return [...this.#models.values()];
  }
}
