/**
 * What is said aloud: of the connection once when it is lost and once when it is back, and each
 * message that comes.
 *
 * @module
 */
import { effect, useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Stage } from "../../lib/api/view.ts";
import type { App } from "../model/app.ts";
import { words } from "../words.ts";

/** For screen readers only. It is on the page before it has anything to say, or it is not heard. */
export function Announcer(props: { readonly stage: Stage | null }): VNode {
  const { stage } = props;
  const said = useSignal("");
  const before = useRef<Stage["at"] | null>(null);
  useEffect(() => {
    if (stage?.at === "reconnecting") {
      const { lost, stopped } = words.announce;
      said.value = (stage.how === "stopping" ? stopped : lost)(stage.server.name);
    } else if (before.current === "reconnecting") {
      said.value = stage?.at === "joined" ? words.announce.back(stage.server.name) : "";
    }
    before.current = stage?.at ?? null;
  }, [stage?.at]);
  return <p class="vh" role="status">{said.value}</p>;
}

/** So many of the last messages stay where they are said from: some readers take their time. */
const KEPT = 10;

/**
 * Says what comes in the open conversation. The log cannot: rows are drawn in it for other reasons,
 * and a time stands in each of them that nobody wants to hear again and again.
 *
 * It stands in a tree of its own, so that whoever selects the page does not copy it twice.
 */
export function Herald({ store }: App): VNode {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const region = document.createElement("div");
    region.setAttribute("aria-live", "polite");
    region.setAttribute("aria-relevant", "additions");
    host.current?.attachShadow({ mode: "closed" }).append(region);
    let last = store.heard.peek().at(-1)?.key ?? 0;
    return effect(() => {
      for (const { key, text } of store.heard.value) {
        if (key <= last) continue;
        last = key;
        const said = document.createElement("p");
        said.dir = "auto";
        said.textContent = text;
        region.append(said);
      }
      while (region.childElementCount > KEPT) region.firstElementChild?.remove();
    });
  }, []);
  return <div class="vh" ref={host} />;
}
