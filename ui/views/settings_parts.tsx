/**
 * What settings are made of: a row that says what it does, a switch, one of several.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";

/** One setting: its name, what it does, and what is pressed to change it. */
export function Option(
  props: {
    readonly title: string;
    readonly text: string;
    /** By which its switch finds its name and what it means. */
    readonly id?: string;
    readonly children: ComponentChildren;
  },
): VNode {
  const { id } = props;
  return (
    <div class="opt">
      <div>
        <b id={id && `${id}-title`}>{props.title}</b>
        <p id={id && `${id}-text`}>{props.text}</p>
      </div>
      {props.children}
    </div>
  );
}

/** Yes or no. Shows what is so, and not what was asked for. */
export function Switch(
  props: {
    /** That of its {@linkcode Option}. */
    readonly id: string;
    readonly on: boolean;
    readonly turn: (on: boolean) => void;
  },
): VNode {
  return (
    <button
      type="button"
      class="sw"
      role="switch"
      aria-checked={props.on}
      aria-labelledby={`${props.id}-title`}
      aria-describedby={`${props.id}-text`}
      onClick={() => props.turn(!props.on)}
    />
  );
}

/** One of several, side by side. The arrow keys choose, as they do among all radio buttons. */
export function OneOf<T extends string>(
  props: {
    /** That of its {@linkcode Option}. */
    readonly id: string;
    readonly all: readonly T[];
    readonly chosen: T;
    /** What each is called. */
    readonly names: { readonly [K in T]: string };
    readonly choose: (one: T) => void;
  },
): VNode {
  const { id, names } = props;
  return (
    <div
      class="seg"
      role="radiogroup"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      {props.all.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={id}
            checked={one === props.chosen}
            onChange={() => props.choose(one)}
          />
          <span>{names[one]}</span>
        </label>
      ))}
    </div>
  );
}
