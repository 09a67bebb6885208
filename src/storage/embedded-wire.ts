import { Duplex } from "node:stream";
import type { PGlite } from "@electric-sql/pglite";

/** Messages of PostgreSQL's protocol after which a client waits for an answer: Query, Sync, FunctionCall. */
const endsBatch = new Set(["Q", "S", "F"].map((type) => type.charCodeAt(0)));
const terminate = "X".charCodeAt(0);
const readyForQuery = "Z".charCodeAt(0);
const idle = "I".charCodeAt(0);

/**
 * Lets several clients share PGlite's one session without seeing each other: what a client sends up to its Sync goes in
 * as a whole, and while a client is in a transaction the others wait. Gives a stream for each client.
 */
export function createEmbeddedWire(db: PGlite): () => Duplex {
  let holder: Wire | undefined;
  const waiting: { wire: Wire; go: () => void }[] = [];

  const acquire = (wire: Wire): Promise<void> => {
    if (holder === undefined || holder === wire) {
      holder = wire;
      return Promise.resolve();
    }
    return new Promise((go) => waiting.push({ wire, go }));
  };
  const release = (wire: Wire) => {
    if (holder !== wire) return;
    const next = waiting.shift();
    holder = next?.wire;
    next?.go();
  };

  class Wire extends Duplex {
    private buffered = Buffer.alloc(0);
    private started = false;
    private work: Promise<void> = Promise.resolve();

    /** pg opens its stream; there is nothing to dial. */
    connect(): this {
      process.nextTick(() => this.emit("connect"));
      return this;
    }
    setNoDelay(): this {
      return this;
    }
    setKeepAlive(): this {
      return this;
    }
    ref(): this {
      return this;
    }
    unref(): this {
      return this;
    }

    override _read(): void {}

    override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
      this.buffered = Buffer.concat([this.buffered, chunk]);
      for (let batch = this.nextBatch(); batch; batch = this.nextBatch()) {
        const whole = batch;
        this.work = this.work.then(() => this.run(whole)).catch((error: Error) => void this.destroy(error));
      }
      done();
    }

    override _final(done: () => void): void {
      this.work.finally(() => {
        this.push(null);
        done();
      });
    }

    override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
      const index = waiting.findIndex(({ wire }) => wire === this);
      if (index >= 0) waiting.splice(index, 1);
      // A client that goes away in a transaction takes it with it.
      if (holder === this)
        void db
          .exec("ROLLBACK")
          .catch(() => {})
          .finally(() => release(this));
      done(error);
    }

    private nextBatch(): Buffer | undefined {
      let end = 0;
      while (this.buffered.length >= end + 5) {
        const typed = this.started || end > 0 ? 1 : 0;
        const length = typed + this.buffered.readInt32BE(end + typed);
        if (this.buffered.length < end + length) return undefined;
        const type = typed ? this.buffered[end] : undefined;
        end += length;
        if (type === terminate) {
          this.buffered = Buffer.alloc(0);
          this.end();
          return undefined;
        }
        if (type !== undefined && !endsBatch.has(type)) continue;
        this.started = true;
        const batch = this.buffered.subarray(0, end);
        this.buffered = this.buffered.subarray(end);
        return batch;
      }
      return undefined;
    }

    private async run(batch: Buffer): Promise<void> {
      if (this.destroyed) return;
      await acquire(this);
      // A client that went away gives the session back itself, once its transaction is undone.
      if (this.destroyed) return;
      const answer = Buffer.from(await db.execProtocolRaw(batch));
      if (this.destroyed) return;
      this.push(answer);
      if (statusOf(answer) === idle) release(this);
    }
  }

  return () => new Wire();
}

/** The transaction status that the last message, ReadyForQuery, carries; idle where there is none. */
function statusOf(answer: Buffer): number {
  const at = answer.length - 6;
  return at >= 0 && answer[at] === readyForQuery ? (answer[at + 5] ?? idle) : idle;
}
