/**
 * Everybody in the room.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Person, Present } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";
import { Mark, Name } from "./mark.tsx";

/** The own entry first and marked, the others in the order the process gave. */
export function People(
  props: {
    readonly members: readonly Present[];
    readonly me: Person | null;
    readonly invite: () => void;
  },
): VNode {
  const { members, me } = props;
  const own = members.filter((person) => person.id === me?.id);
  const others = members.filter((person) => person.id !== me?.id);
  return (
    <div class="people">
      <h2>{words.people.here}</h2>
      <ul>
        {[...own, ...others].map((person) => (
          <li key={person.id} class={person.reconnecting ? "person away" : "person"}>
            <Mark tag={person.tag} />
            <span class="nm" title={`${person.name}·${person.tag}`}>
              <Name person={person} />
            </span>
            {person.reconnecting && <span class="st">{words.people.reconnecting}</span>}
            {person.id === me?.id && <span class="st">{words.people.you}</span>}
          </li>
        ))}
      </ul>
      <button type="button" class="btn quiet sm" onClick={props.invite}>
        <Icon name="invite" small />
        {words.buttons.invite}
      </button>
    </div>
  );
}
