/**
 * Keys that a test presses.
 *
 * @module
 */
import { PassThrough } from "node:stream";
import type { Keyboard } from "../../../lib/io/operator/keyboard.ts";

export class FakeKeyboard implements Keyboard {
  readonly stream = new PassThrough();
  /** How it was set, each time. */
  readonly raw: boolean[] = [];

  setRaw(raw: boolean): void {
    this.raw.push(raw);
  }

  /** Presses keys, and waits until they have been heard. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.stream.write(key);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
