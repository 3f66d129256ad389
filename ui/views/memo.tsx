/**
 * Rows that are drawn again only when what they show has changed.
 *
 * @module
 */
import { Component, type ComponentConstructor, type VNode } from "preact";

/**
 * A component that skips drawing while all its properties are the same values.
 *
 * A thousand rows then cost a comparison each when one is added.
 *
 * @param view Draws the properties, and reads nothing else.
 */
export function memo<P extends object>(view: (props: P) => VNode): ComponentConstructor<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const now = new Map<string, unknown>(Object.entries(this.props));
      return Object.entries(next).some(([key, value]) => now.get(key) !== value);
    }
    override render(): VNode {
      return view(this.props);
    }
  };
}
