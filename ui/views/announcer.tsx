/**
 * What is said aloud of the connection: once when it is lost, and once when it is back.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Stage } from "../../lib/api/view.ts";
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
