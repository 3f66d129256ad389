/**
 * A value of each conversation, of which the views mostly want that of the open one.
 *
 * @module
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** Read and written as a signal of the open conversation. */
export class Kept<Value> {
  readonly #open: ReadonlySignal<string>;
  readonly #all: Signal<ReadonlyMap<string, Value>> = signal(new Map());
  readonly #fresh: (id: string) => Value;

  /**
   * @param open Which conversation is open.
   * @param fresh The value of a conversation that has none yet.
   */
  constructor(open: ReadonlySignal<string>, fresh: (id: string) => Value) {
    this.#open = open;
    this.#fresh = fresh;
  }

  /** That of the open conversation. */
  get value(): Value {
    return this.of(this.#open.value);
  }

  set value(value: Value) {
    this.put(this.#open.peek(), value);
  }

  /** That of any conversation. */
  of(id: string): Value {
    const all = this.#all.value;
    return all.get(id) ?? this.#fresh(id);
  }

  /** Changes that of any conversation. */
  put(id: string, value: Value): void {
    const all = this.#all.peek();
    if (all.has(id) && all.get(id) === value) return;
    this.#all.value = new Map(all).set(id, value);
  }

  /** Forgets what belongs to conversations that are gone. */
  keepOnly(ids: ReadonlySet<string>): void {
    const all = this.#all.peek();
    const kept = [...all].filter(([id]) => ids.has(id));
    if (kept.length < all.size) this.#all.value = new Map(kept);
  }
}
