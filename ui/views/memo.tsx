/**
 * Rows that are drawn again only when what they show has changed.
 *
 * @module
 */
import { Component, type ComponentConstructor, type VNode } from "preact";

/**
 * A component that skips drawing while all its properties are the same values, or lists of them.
 *
 * A thousand rows then cost a comparison each when one is added.
 *
 * @param view Draws the properties, and reads nothing else.
 */
export function memo<P extends object>(view: (props: P) => VNode): ComponentConstructor<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      for (const key in next) if (!isSame(next[key], this.props[key])) return true;
      return false;
    }
    override render(): VNode {
      return view(this.props);
    }
  };
}

/** Lists of lines are made anew with every drawing, of lines that stay what they are. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((one, i) => one === b[i]);
}
