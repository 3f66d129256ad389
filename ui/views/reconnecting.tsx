/**
 * The strip under the header while the connection is lost and is being tried for.
 *
 * Nothing in it moves what is read: what changes by itself stands last in its line, and where the
 * line may break, room is kept for the longest it can be.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Stage } from "../../lib/api/view.ts";
import { retrySentence } from "../words/problems.ts";
import { words } from "../words.ts";
import { useSecondsLeft } from "./countdown.ts";
import { hasKeyboard } from "./focus.ts";

/** The stage of a connection that is being tried for. */
export type Reconnecting = Extract<Stage, { at: "reconnecting" }>;

/** What is known of the reason; that a stopped server does not answer is no news. */
function reasonOf({ how, problem }: Reconnecting): string | null {
  const stopped = how === "stopping" && (problem === null || problem.code === "nobody_answers");
  if (stopped) return words.banner.stopping;
  return problem === null ? null : retrySentence(problem);
}

/** It says nothing aloud: a screen reader would be told every second. The announcer does. */
export function ReconnectingBanner(
  props: {
    readonly stage: Reconnecting;
    readonly tryNow: () => void;
    readonly stop: () => void;
  },
): VNode {
  const { stage } = props;
  const strip = useRef<HTMLDivElement>(null);
  useFocusHandedOn(strip);
  const seconds = useSecondsLeft(stage.next);
  const reason = reasonOf(stage);
  return (
    <div class="banner trying" ref={strip}>
      <Ring key={stage.next ?? 0} seconds={seconds} />
      <p class="fact">
        <b>{words.banner.ended(stage.server.name)}</b>{" "}
        <span class="status" data-longest={words.banner.again(120)}>
          <span>{seconds === 0 ? words.banner.now : words.banner.again(seconds)}</span>
        </span>
      </p>
      <button
        type="button"
        class="btn sm"
        aria-disabled={seconds === 0}
        onClick={() => seconds > 0 && props.tryNow()}
      >
        {words.buttons.tryNow}
      </button>
      <p class="why">
        {reason}{" "}
        <button type="button" class="link" onClick={props.stop}>{words.buttons.stopTrying}</button>
      </p>
    </div>
  );
}

/**
 * The seconds in a ring that is full when they are first seen and empty at the end. For who wants
 * things to move it is always on its way to the next second; for others it steps.
 */
function Ring(props: { readonly seconds: number }): VNode {
  const { seconds } = props;
  const all = useRef(seconds).current;
  const ahead = useSignal(0);
  useEffect(() => {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) ahead.value = 1;
  }, []);
  const rest = seconds === 0 ? .25 : Math.max(0, seconds - ahead.value) / Math.max(1, all);
  return (
    <svg class={seconds === 0 ? "ring turning" : "ring"} viewBox="0 0 28 28" aria-hidden="true">
      <circle class="track" cx="14" cy="14" r="11.5" />
      <circle
        class="left"
        cx="14"
        cy="14"
        r="11.5"
        transform="rotate(-90 14 14)"
        pathLength={1}
        stroke-dasharray="1"
        stroke-dashoffset={1 - rest}
      />
      {seconds > 0 && (
        <text x="14" y={seconds > 99 ? 17 : 18} class={seconds > 99 ? "long" : undefined}>
          {seconds}
        </text>
      )}
    </svg>
  );
}

/** The focus of somebody who was in the strip goes to the conversation when the strip goes. */
function useFocusHandedOn(strip: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => () => {
    if (strip.current?.contains(document.activeElement) !== true) return;
    document.querySelector<HTMLElement>(hasKeyboard() ? "#compose" : ".log")?.focus();
  }, []);
}
