/**
 * A block of code in a text.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";

/** How long it says that code was copied, in milliseconds. */
const COPIED_MS = 2000;

/** Characters that turn the direction of what follows. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Code in which nothing looks like what it is not: whatever turns the direction is named, since
 * copied code does what it says and not what it seems to say (CVE-2021-42574).
 */
export function plainly(code: string): string {
  return code.replace(
    TURNS,
    (turn) => `‹U+${turn.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}›`,
  );
}

/** Its language and a button that copies it. */
export function Code(
  props: {
    readonly language: string;
    /** As much of it as is shown. */
    readonly text: string;
    /** What is copied. */
    readonly whole: string;
  },
): VNode {
  const copied = useSignal(false);
  const copy = async (event: Event) => {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(props.whole);
      copied.value = true;
      setTimeout(() => (copied.value = false), COPIED_MS);
    } catch {
      // Without a clipboard the code is selected, to be copied by hand.
      const code = button instanceof Element && button.closest(".code")?.querySelector("code");
      if (code) getSelection()?.selectAllChildren(code);
    }
  };
  return (
    <div class="code">
      <div class="of">
        <bdi>{props.language === "" ? words.content.code : props.language}</bdi>
        <button type="button" class="btn sm quiet" onClick={copy}>
          <Icon name={copied.value ? "check" : "copy"} small />
          {copied.value ? words.content.copied : words.content.copy}
        </button>
      </div>
      <pre dir="ltr"><code>{plainly(props.text)}</code></pre>
    </div>
  );
}
