/**
 * What a client process says in each scene that the UI can show.
 *
 * @module
 */
import type { Update } from "../../lib/api/update.ts";
import {
  DEFAULT_CHOICES,
  type Line,
  type Pending,
  type Person,
  type Stage,
  type State,
} from "../../lib/api/view.ts";
import { cut, CUTS, LINES, MINUTE, PENDING, TODAY, WAITING } from "./scene_lines.ts";
import { ME, NEW_WORDS, PEOPLE, SERVER, WORDS } from "./scene_people.ts";
import { contentOf, CONVERSATIONS, roomOf } from "./scene_rooms.ts";

export { LINES, PARTS_LINES, PENDING, text, WAITING } from "./scene_lines.ts";
export { KEY, ME, NEW_WORDS, PEOPLE, person, SERVER, WORDS } from "./scene_people.ts";
export { LOBBY, membersOf, roomOf } from "./scene_rooms.ts";

/** A state with this stage, and with the lobby where there is one. */
export function stateWith(stage: Stage, members: readonly Person[] = PEOPLE): State {
  const inside = "server" in stage;
  return {
    version: "0.1.0",
    theme: "system",
    choices: DEFAULT_CHOICES,
    stage,
    name: ME.name,
    me: inside ? ME : null,
    conversations: inside ? [roomOf({ people: members.length })] : [],
    ignored: [],
  };
}

/** The names of the scenes. */
export const SCENES = [
  "trouble_memory",
  "trouble_port",
  "start",
  "start_problem",
  "start_taken",
  "connecting",
  "new_key",
  "changed_key",
  "passphrase",
  "chat",
  "rooms",
  "first",
  "reconnecting",
  "trying",
  "back",
  "ended",
] as const;
/** One of {@linkcode SCENES}. */
export type Scene = typeof SCENES[number];

const AT = { host: "garden.local", port: 7420 } as const;

const STAGES: { readonly [S in Scene]: Stage } = {
  trouble_memory: {
    at: "trouble",
    sentence: "Nothing can be kept in /home/mossy/.local/state/pychat/client: No space left on " +
      "device (os error 28). Name another folder with --data DIR.",
    without: "memory",
  },
  trouble_port: {
    at: "trouble",
    sentence: "The page cannot be served at port 7421: Address already in use (os error 98). " +
      "Choose another with --ui-port PORT, or leave it out.",
    without: "port",
  },
  start: { at: "start", where: "", problem: null },
  start_problem: {
    at: "start",
    where: "garden.local",
    problem: { code: "nobody_answers", ...AT },
  },
  start_taken: {
    at: "start",
    where: "garden.local",
    problem: { code: "name_taken", name: ME.name, seconds: 40 },
  },
  connecting: { at: "connecting", ...AT },
  new_key: { at: "new_key", ...AT, words: WORDS },
  changed_key: {
    at: "changed_key",
    ...AT,
    words: NEW_WORDS,
    knownWords: WORDS,
    knownSince: Date.UTC(2024, 4, 3, 12),
    compared: true,
    fromInvitation: false,
  },
  passphrase: { at: "passphrase", ...AT, name: "Garden Pi", wrong: true, vouched: false },
  chat: { at: "joined", server: SERVER },
  rooms: { at: "joined", server: { ...SERVER, history: 50 } },
  first: { at: "joined", server: SERVER },
  get reconnecting() {
    return {
      at: "reconnecting",
      server: SERVER,
      how: "cut",
      since: TODAY + 49 * MINUTE,
      next: Date.now() + 44_000,
      problem: { code: "nobody_answers", ...AT },
    } as const;
  },
  trying: {
    at: "reconnecting",
    server: SERVER,
    how: "stopping",
    since: TODAY + 49 * MINUTE,
    next: null,
    problem: null,
  },
  back: { at: "joined", server: SERVER },
  ended: { at: "ended", server: SERVER, how: "cut" },
};

/** The state of a scene. */
export function stateOf(scene: Scene): State {
  if (scene !== "rooms") return stateWith(STAGES[scene], scene === "first" ? [ME] : PEOPLE);
  return { ...stateWith(STAGES[scene]), conversations: CONVERSATIONS.map(({ view }) => view) };
}

/** The scenes in which something was said, and what of it waits. */
const SAID: {
  readonly [S in Scene]?: { readonly lines: readonly Line[]; readonly pending: readonly Pending[] };
} = {
  chat: { lines: LINES, pending: PENDING },
  reconnecting: {
    lines: [...LINES, cut(49, "lost")],
    pending: [...PENDING.slice(0, 1), ...WAITING],
  },
  trying: { lines: LINES, pending: [...PENDING.slice(2), ...WAITING.slice(0, 1)] },
  back: { lines: [...LINES, ...CUTS], pending: [] },
  ended: { lines: [...LINES, cut(49, "cut")], pending: PENDING.slice(0, 2) },
};

/** What a page of this scene is sent first. */
export function snapshotOf(scene: Scene): Extract<Update, { type: "snapshot" }> {
  const state = stateOf(scene);
  if (scene === "rooms") {
    return {
      type: "snapshot",
      state,
      conversations: CONVERSATIONS.map(({ view, ...content }) => contentOf(view, content)),
      show: null,
    };
  }
  const [lobby] = state.conversations;
  const members = scene === "first" ? [ME] : PEOPLE;
  return {
    type: "snapshot",
    state,
    conversations: lobby === undefined
      ? []
      : [contentOf(lobby, { lines: SAID[scene]?.lines ?? [], members, ...SAID[scene] })],
    show: null,
  };
}
