/**
 * A small button that is an icon.
 *
 * @module
 */
import type { VNode } from "preact";
import { Icon, type IconName } from "./icon.tsx";

/** Its name is read aloud, and shown where it is pointed at. */
export function SmallButton(
  props: {
    readonly icon: IconName;
    readonly label: string;
    readonly act: (event: Event) => unknown;
  },
): VNode {
  return (
    <button
      type="button"
      class="icon-btn sm"
      aria-label={props.label}
      title={props.label}
      onClick={props.act}
    >
      <Icon name={props.icon} small />
    </button>
  );
}
