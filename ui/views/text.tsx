/**
 * What somebody wrote, as nodes. Nothing here is ever read as markup.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Person } from "../../lib/api/view.ts";
import { isEmoji } from "../model/emoji/only_emoji.ts";
import { type Block, blocksOf } from "../model/text/markdown.ts";
import { type Folded, foldedOf } from "../model/text/fold.ts";
import { words } from "../words.ts";
import { colourClass } from "./mark.tsx";
import { namePartsOf } from "./mention_parts.ts";
import { Blocks } from "./text_blocks.tsx";

/** How a text is drawn. */
interface TextProps {
  readonly text: string;
  /** Whom it names. */
  readonly mentions?: readonly Person[];
  /** The reader's own id: their name stands out. */
  readonly me?: string | null;
  /** Who does it, where it tells what somebody does. */
  readonly actor?: Person;
  /** What stands after it. */
  readonly children?: ComponentChildren;
}

/** A text with its marks and addresses; the direction of each line is that of its first letter. */
export function Text(props: TextProps): VNode {
  const { text, mentions = [], actor } = props;
  if (actor === undefined && isEmoji(text)) {
    return (
      <p class="text big" dir="auto">
        {text}
        {props.children}
      </p>
    );
  }
  const blocks = blocksOf(text, (words) => namePartsOf(words, mentions), actor !== undefined);
  const folded = foldedOf(blocks);
  return folded === null
    ? <Whole {...props} blocks={blocks} />
    : <Long {...props} blocks={blocks} folded={folded} />;
}

function Whole(props: TextProps & { readonly blocks: readonly Block[] }): VNode {
  const { actor } = props;
  return (
    <Blocks
      blocks={props.blocks}
      look={actor === undefined ? "text" : "text action"}
      me={props.me ?? null}
      before={actor !== undefined && (
        <>
          <span aria-hidden="true">✱</span>{" "}
          <bdi class={`nick ${colourClass(actor.tag)}`}>{actor.name}</bdi>
          {" "}
        </>
      )}
      after={props.children}
    />
  );
}

/** The beginning of a long text; the button under it stays the same, and so keeps the focus. */
function Long(
  props: TextProps & { readonly blocks: readonly Block[]; readonly folded: Folded },
): VNode {
  const { blocks, folded: { shown, more } } = props;
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  /** Where in the window the button was before it was pressed, in pixels. */
  const pressed = useRef<number | null>(null);
  const top = () => button.current?.getBoundingClientRect().top ?? 0;
  useLayoutEffect(() => {
    const log = button.current?.closest(".log");
    if (!log || pressed.current === null) return;
    // What opens is read on from where it was cut; what closes leaves the reader at the cut.
    if (!open.value) log.scrollTop += top() - pressed.current;
    // The end may have come into view or gone, without any scrolling that would tell.
    log.dispatchEvent(new Event("scroll"));
  }, [open.value]);
  return (
    <>
      <Whole {...props} blocks={open.value ? blocks : shown} />
      <button
        ref={button}
        type="button"
        class="link fold"
        aria-expanded={open.value}
        onClick={() => {
          pressed.current = top();
          open.value = !open.value;
        }}
      >
        {open.value ? words.content.less : words.content.more(more)}
      </button>
    </>
  );
}
