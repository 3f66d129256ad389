/**
 * Places where a command can be typed.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { type Intent, readIntent } from "../../../../../lib/api/intent.ts";
import type { RoomView } from "../../../../../lib/api/view.ts";
import { askedBy, type Place } from "../../../../../ui/model/composer/commands.ts";
import { ME, membersOf, PEOPLE, person, roomOf } from "../../../../support/scenes.ts";

/** Somebody whose name has a blank, somebody whose name is the tag of another. */
export const ADA_LINE = { id: "member-0100", name: "ada line", tag: "q2q2" };
export const SOMEBODY = { id: "member-0101", name: "K7QD", tag: "r3r3" };

const everybody = [...PEOPLE, ADA_LINE, SOMEBODY];

/** In the lobby of a server that keeps 50 messages of a room. */
export const LOBBY_PLACE: Place = {
  conversation: roomOf({}),
  me: ME,
  here: membersOf(everybody),
  everybody,
  ignored: new Set(),
  history: 50,
  emoji: null,
};

/** In a private conversation. */
export const PRIVATE_PLACE: Place = {
  ...LOBBY_PLACE,
  conversation: { type: "private", id: "c6", partner: person("ada"), over: null, quiet: false },
  here: [],
};

/** In a room that the person owns, if nothing else is said; bern is muted in it, kip is not in it. */
export function inRoom(view: Partial<RoomView>): Place {
  const here = everybody.filter(({ name }) => name !== "kip");
  return {
    ...LOBBY_PLACE,
    conversation: roomOf({ id: "c2", name: "parts", owner: ME.id, ...view }),
    here: membersOf(here, [person("bern")]),
  };
}

/** What a text asks of the process, which can read it. */
export function ask(text: string, place: Place = LOBBY_PLACE): Intent {
  const asked = askedBy(text, place);
  assert(asked.type === "do", `${text}: ${JSON.stringify(asked)}`);
  assertEquals(readIntent(JSON.stringify(asked.intent)), asked.intent);
  return asked.intent;
}

/** What is said to be wrong with a text. */
export function sentence(text: string, place: Place = LOBBY_PLACE): string {
  const asked = askedBy(text, place);
  assert(asked.type === "wrong", `${text}: ${JSON.stringify(asked)}`);
  return asked.sentence;
}
