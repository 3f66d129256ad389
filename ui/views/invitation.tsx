/**
 * An invitation to show and to copy.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";
import { QrCode } from "./qr.tsx";

/** How long "Copied" stands on the button, in milliseconds. */
const COPIED_MS = 2000;

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || host.startsWith("127.");
}

/** A code for a camera, the text in a box, and a button that copies it; without a clipboard the text is selected. */
export function Invitation(props: { readonly text: string; readonly host: string }): VNode {
  const { text } = props;
  const copied = useSignal(false);
  const box = useRef<HTMLParagraphElement>(null);
  const at = text.indexOf("#");
  const cut = at < 0 ? text.length : at;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      copied.value = true;
      setTimeout(() => (copied.value = false), COPIED_MS);
    } catch {
      if (box.current !== null) getSelection()?.selectAllChildren(box.current);
    }
  };
  return (
    <div class="inv">
      <QrCode text={text} label={words.invite.qr} />
      <div class="r">
        <p class="url" ref={box} translate={false}>
          <b>{text.slice(0, cut)}</b>
          {text.slice(cut)}
        </p>
        <div class="row wrap">
          <button type="button" class="btn main" onClick={copy}>
            <Icon name={copied.value ? "check" : "copy"} small />
            <span aria-live="polite">
              {copied.value ? words.buttons.copied : words.buttons.copy}
            </span>
          </button>
        </div>
        <p class="meta">{words.first.care}</p>
        {isLoopback(props.host) && <p class="meta">{words.invite.loopback}</p>}
      </div>
    </div>
  );
}
