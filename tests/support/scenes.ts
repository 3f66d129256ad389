/**
 * What a client process says in each scene that the UI can show.
 *
 * @module
 */
import type { Update } from "../../lib/api/update.ts";
import type { Line, Pending, Person, Server, Stage, State } from "../../lib/api/view.ts";

/** Eight words of a key. */
export const WORDS = ["river", "candle", "moss", "eleven", "harp", "slate", "orbit", "walnut"];
/** Eight others. */
export const NEW_WORDS = ["copper", "finch", "oval", "ladder", "mint", "drum", "velvet", "pioneer"];

const KEY = "Zk3vQ8xT0mB5nR2yLw7uCe4hJp9sDf6aGk1iVo3qXt8";

/** The people of the scenes, in the order of their names. */
export const PEOPLE: readonly Person[] = [
  ["ada", "k7qd"],
  ["bern", "x2mf"],
  ["jo", "b3ys"],
  ["kip", "f7ue"],
  ["marta", "c5rj"],
  ["mossy-heron", "t4vz"],
  ["Nino", "w3pe"],
  ["quiet-otter", "h6ka"],
  ["Wolfeschlegelsteinhausen", "n2ol"],
  ["ليلى", "p5dn"],
  ["林", "m2vt"],
].map(([name = "", tag = ""], i) => ({ id: `m${i}`, name, tag }));

/** The person whose page it is. */
export const ME: Person = person("mossy-heron");

function person(name: string): Person {
  const found = PEOPLE.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`there is no ${name} in the scenes`);
  return found;
}

/** The server of the scenes. */
export const SERVER: Server = {
  host: "garden.local",
  port: 7420,
  name: "Garden Pi",
  words: WORDS,
  standing: "invited",
  compared: false,
  invitation: `pychat://garden.local/lobby#${KEY}`,
  history: 0,
};

/** Whose connection is lost: a short name and the longest. */
const AWAY: ReadonlySet<Person> = new Set([person("kip"), person("Wolfeschlegelsteinhausen")]);

/** A state with this stage. */
export function stateWith(stage: Stage, members: readonly Person[] = PEOPLE): State {
  const inside = "server" in stage;
  return {
    version: "0.1.0",
    theme: "system",
    stage,
    name: ME.name,
    me: inside ? ME : null,
    room: "lobby",
    members: inside ? members.map((one) => ({ ...one, reconnecting: AWAY.has(one) })) : [],
  };
}

const TODAY = new Date().setHours(13, 20, 0, 0);
const MINUTE = 60_000;

function text(name: string, minute: number, words: string): Line {
  const from = person(name);
  return {
    type: "text",
    time: TODAY + minute * MINUTE,
    from,
    mine: from === ME,
    text: words,
  };
}

/** A conversation of some forty lines with whatever is hard to show. */
export const LINES: readonly Line[] = [
  { type: "connection", time: TODAY - 1200 * MINUTE, what: "joined" },
  text("ada", -1180, "Hall is ours from 9:30 on Sunday. Doors open at ten."),
  text("ada", -1179, "Who has the good soldering iron?"),
  text("Nino", -1168, "Me. Bringing it, and two reels of lead-free."),
  text("林", -1150, "日曜日は朝九時に着きます。古いラジオを二台持っていきます。"),
  text(
    "marta",
    -1148,
    "I can do the door until noon.\nAfter that somebody else has to.\n\n  * Kip?",
  ),
  text("kip", -1140, "Kip can."),
  { type: "joined", time: TODAY - 4 * MINUTE, person: person("quiet-otter") },
  { type: "joined", time: TODAY - 3 * MINUTE, person: person("jo") },
  { type: "left", time: TODAY - 3 * MINUTE, person: person("marta"), reason: "cut" },
  { type: "joined", time: TODAY - 2 * MINUTE, person: person("marta") },
  text("bern", 11, "The server sits on the Pi under the sink now."),
  text("bern", 11, "How to set it up: https://example.org/wiki/Pi_(computer)#first-start."),
  text("ليلى", 20, "سأحضر ماكينة الخياطة معي"),
  text("ليلى", 21, "العنوان https://example.org/map وليس القديم"),
  text("mossy-heron", 24, "Lovely. I am painting the sign-up board."),
  text("Wolfeschlegelsteinhausen", 26, "Is there room for a workbench of 2 by 1 metres?"),
  text("jo", 27, "x".repeat(400)),
  text("jo", 28, "Z̸̢͇̫͗a̵l̶g̷o̴ and \u202Ereversed\u202C text stay inside their own line."),
  text("jo", 28, "<b>not bold</b> & <script>alert(1)</script>"),
  {
    type: "renamed",
    time: TODAY + 30 * MINUTE,
    person: { ...person("Nino"), name: "nino_the_second" },
    name: "Nino",
    mine: false,
  },
  text(
    "ada",
    38,
    "mossy-heron, can you give the toaster people the first hour? They always come early.",
  ),
  text("Nino", 41, "Looks for the multimeter nobody returned."),
  text("quiet-otter", 42, "🔌🍞"),
  text("quiet-otter", 42, "Toaster person here. Yes please!"),
  text("mossy-heron", 43, "First hour: toasters and kettles only."),
  text("mossy-heron", 43, "Then lamps."),
  text("ada", 44, "She is on the train until three."),
  text("ada", 44, "I will ask her when she calls."),
  text("bern", 45, "I would bring the long board."),
  text("bern", 46, "And the trestles, if somebody helps me carry them up from the cellar."),
  text("kip", 46, "I can carry."),
];

/** One own text in each state that is not sent. */
export const PENDING: readonly Pending[] = [
  own(1, 47, "Marta, can you bring the long extension lead?", "failed", "refused"),
  own(2, 47, "Does anyone have a spare fuse?", "unknown"),
  own(3, 48, "And thank you for the cake last time.", "sending"),
];

/** Two texts that were written without a connection. */
export const WAITING: readonly Pending[] = [
  own(4, 50, "If not I will buy one on the way.", "waiting"),
  own(5, 50, "The orange kind.", "waiting"),
];

function own(
  ref: number,
  minute: number,
  text: string,
  state: Pending["state"],
  why: Pending["why"] = null,
): Pending {
  return { ref, text, time: TODAY + minute * MINUTE, state, why };
}

function cut(minute: number, what: "lost" | "back" | "cut"): Line {
  return { type: "connection", time: TODAY + minute * MINUTE, what };
}

function gap(minute: number, missing: number | null): Line {
  return { type: "gap", time: TODAY + minute * MINUTE, missing };
}

/** What stands in the log after three cuts: nothing missed, some, and nobody knows. */
const CUTS: readonly Line[] = [
  cut(49, "lost"),
  cut(50, "back"),
  text("ada", 51, "There you are."),
  cut(52, "lost"),
  cut(54, "back"),
  gap(54, 12),
  text("kip", 55, "So we take the stairs."),
  cut(56, "lost"),
  cut(59, "back"),
  gap(59, null),
];

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
    fromInvitation: false,
  },
  passphrase: { at: "passphrase", ...AT, name: "Garden Pi", wrong: true, vouched: false },
  chat: { at: "joined", server: SERVER },
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
  return stateWith(STAGES[scene], scene === "first" ? [ME] : PEOPLE);
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
  const said = SAID[scene];
  const lines = said?.lines ?? [];
  return {
    type: "snapshot",
    state: stateOf(scene),
    from: 0,
    lines,
    pending: said?.pending ?? [],
    draft: "",
  };
}
