/**
 * The conversations of the scenes.
 *
 * @module
 */
import type { Content } from "../../lib/api/update.ts";
import type {
  ConversationView,
  Line,
  Pending,
  Person,
  Present,
  RoomView,
} from "../../lib/api/view.ts";
import {
  GONE_LINES,
  LINES,
  OTHER_MARTA,
  OUT_LINES,
  PARTS_LINES,
  PENDING,
  PRIVATE_LINES,
} from "./scene_lines.ts";
import { AWAY, ME, PEOPLE, person, SERVER } from "./scene_people.ts";

/** The id of the lobby in every scene. */
export const LOBBY = "c1";

/** A room; the lobby if nothing else is said. */
export function roomOf(more: Partial<RoomView> = {}): RoomView {
  const name = more.name ?? "lobby";
  return {
    type: "room",
    id: LOBBY,
    name,
    lobby: name === "lobby",
    kind: "public",
    topic: "",
    owner: null,
    history: 0,
    invitation: SERVER.invitation.replace("lobby", encodeURIComponent(name)),
    muted: null,
    over: null,
    quiet: false,
    people: PEOPLE.length,
    ...more,
  };
}

/** People as they are in a room. */
export function membersOf(people: readonly Person[], muted: readonly Person[] = []): Present[] {
  return people.map((one) => ({
    ...one,
    reconnecting: AWAY.has(one),
    muted: muted.includes(one),
  }));
}

/** A conversation with what is in it. */
interface Conversation {
  readonly view: ConversationView;
  readonly lines: readonly Line[];
  readonly members: readonly Person[];
  readonly pending?: readonly Pending[];
}

/** What a page is sent of a conversation. */
export function contentOf(
  view: ConversationView,
  said: Omit<Conversation, "view">,
): Content {
  return {
    in: view.id,
    from: 0,
    lines: said.lines,
    pending: said.pending ?? [],
    members: view.type === "private"
      ? []
      : membersOf(said.members, view.name === "parts" ? [person("bern")] : []),
    draft: "",
  };
}

const HALF = PEOPLE.filter((_, i) => i % 2 === 1);
const PARTS = PEOPLE.filter(({ name }) => name !== "林" && name !== "ليلى");

/** A conversation of each kind, as the list shows them. */
export const CONVERSATIONS: readonly Conversation[] = [
  {
    view: roomOf({ topic: "Repair café. Next one: Sunday at ten", history: 50 }),
    lines: LINES,
    members: PEOPLE,
    pending: PENDING,
  },
  {
    view: roomOf({
      id: "c2",
      name: "parts",
      topic: "Screws, fuses, and who has them",
      owner: ME.id,
      history: 50,
      people: PARTS.length,
    }),
    lines: PARTS_LINES,
    members: PARTS,
  },
  {
    view: roomOf({
      id: "c3",
      name: "keys-and-money",
      kind: "locked",
      owner: person("ada").id,
      people: HALF.length,
      muted: { until: Date.now() + 10 * 60_000 },
    }),
    lines: [
      {
        type: "act",
        time: Date.now(),
        by: person("ada"),
        mine: false,
        act: { what: "muted", person: ME, seconds: 600 },
      },
    ],
    members: HALF,
  },
  {
    view: roomOf({
      id: "c4",
      name: "night-shift",
      kind: "hidden",
      owner: person("Wolfeschlegelsteinhausen").id,
      people: HALF.length,
    }),
    lines: [{ type: "rule", time: Date.now(), history: 0 }],
    members: HALF,
  },
  {
    view: roomOf({ id: "c5", name: "off-topic", over: "kicked", people: 0 }),
    lines: OUT_LINES,
    members: [],
  },
  {
    view: { type: "private", id: "c6", partner: person("ada"), over: null, quiet: false },
    lines: PRIVATE_LINES,
    members: [],
  },
  {
    view: { type: "private", id: "c7", partner: OTHER_MARTA, over: "left", quiet: false },
    lines: GONE_LINES,
    members: [],
  },
];
