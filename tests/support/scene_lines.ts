/**
 * What is said and done in the scenes: whatever is hard to show.
 *
 * @module
 */
import type { Line, Pending, Person, Quote, RoomAct } from "../../lib/api/view.ts";
import { ME, person } from "./scene_people.ts";

type TextLine = Extract<Line, { type: "text" }>;

/** Twenty past one today, in milliseconds since 1970 (UTC). */
export const TODAY = new Date().setHours(13, 20, 0, 0);
/** In milliseconds. */
export const MINUTE = 60_000;

let lastId = 0;

/** What somebody says at a minute of the afternoon. */
export function text(
  name: string,
  minute: number,
  words: string,
  more: Partial<TextLine> = {},
): TextLine {
  const from = person(name);
  const mine = from === ME;
  return {
    type: "text",
    time: TODAY + minute * MINUTE,
    id: ++lastId,
    from,
    mine,
    text: words,
    action: false,
    reply: null,
    mentions: [],
    toMe: false,
    edited: false,
    past: false,
    current: mine,
    ...more,
  };
}

/** What may stand where a text is answered. */
function quoteOf({ id, from, text }: TextLine): Quote {
  return { id, at: null, from, text };
}

/** The lines of a conversation, with where in it the texts stand that are answered. */
function placed(lines: readonly Line[]): readonly Line[] {
  const indexOf = (id: number) => lines.findIndex((line) => line.type === "text" && line.id === id);
  return lines.map((line) => {
    if (line.type !== "text" || line.reply === null) return line;
    const at = indexOf(line.reply.id);
    return { ...line, reply: { ...line.reply, at: at < 0 ? null : at } };
  });
}

const QUESTION = text(
  "ada",
  38,
  "@mossy-heron can you give the toaster people the first hour? They always come early.",
  { mentions: [ME], toMe: true },
);

/** A conversation of some forty lines with whatever is hard to show. */
export const LINES: readonly Line[] = placed([
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
  { type: "left", time: TODAY - 3 * MINUTE, person: person("marta"), reason: "cut", by: null },
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
  QUESTION,
  text("Nino", 41, "looks for the multimeter nobody returned", { action: true }),
  text("quiet-otter", 42, "🔌🍞"),
  text("quiet-otter", 42, "Toaster person here. Yes please!", {
    reply: quoteOf(QUESTION),
    edited: true,
  }),
  text("mossy-heron", 43, "First hour: toasters and kettles only."),
  text("mossy-heron", 43, "Then lamps."),
  text("ada", 44, "She is on the train until three."),
  text("ada", 44, "I will ask her when she calls."),
  text("bern", 45, "I would bring the long board."),
  text("bern", 46, "And the trestles, if somebody helps me carry them up from the cellar."),
  text("kip", 46, "I can carry."),
]);

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
  return { ref, text, action: false, time: TODAY + minute * MINUTE, state, why };
}

/** Something that happened to the own connection. */
export function cut(minute: number, what: "lost" | "back" | "cut"): Line {
  return { type: "connection", time: TODAY + minute * MINUTE, what };
}

function gap(minute: number, missing: number | null): Line {
  return { type: "gap", time: TODAY + minute * MINUTE, missing };
}

/** What stands in the log after three cuts: nothing missed, some, and nobody knows. */
export const CUTS: readonly Line[] = [
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

const act = (
  minute: number,
  act: RoomAct,
  by: Person | null = ME,
): Line => ({ type: "act", time: TODAY + minute * MINUTE, by, mine: by === ME, act });

const ASKED = text("kip", 6, "Who has the 3 mm screws?", { past: true });

/** A room that the person owns, with everything that can be done in one. */
export const PARTS_LINES: readonly Line[] = placed([
  ASKED,
  text("marta", 7, "In the blue box, I think.", { past: true, edited: true }),
  { type: "connection", time: TODAY + 9 * MINUTE, what: "joined" },
  { type: "rule", time: TODAY + 9 * MINUTE, history: 50 },
  act(10, { what: "topic", topic: "Screws, fuses, and who has them" }),
  text("mossy-heron", 11, "They are in the green one now.", { reply: quoteOf(ASKED) }),
  text("Nino", 12, "@kip they are in the green one, @mossy-heron says.", {
    mentions: [person("kip"), ME],
    toMe: true,
  }),
  { type: "deleted", time: TODAY + 13 * MINUTE, from: person("jo"), mine: false },
  { type: "deleted", time: TODAY + 13 * MINUTE, from: ME, mine: true },
  act(14, { what: "muted", person: person("jo"), seconds: 600 }),
  act(15, { what: "unmuted", person: person("jo") }),
  act(15, { what: "muted", person: person("bern"), seconds: null }),
  act(16, { what: "kind", kind: "locked" }),
  act(17, { what: "kind", kind: "public" }),
  act(18, { what: "history", history: 0 }),
  act(19, { what: "history", history: 50 }),
  act(20, { what: "owner", owner: ME, left: false }, person("ada")),
  act(20, { what: "owner", owner: ME, left: true }, null),
  act(21, { what: "topic", topic: "" }, null),
  {
    type: "left",
    time: TODAY + 22 * MINUTE,
    person: person("ليلى"),
    reason: "kicked",
    by: ME,
  },
  { type: "left", time: TODAY + 23 * MINUTE, person: person("林"), reason: "banned", by: null },
  {
    type: "announcement",
    time: TODAY + 24 * MINUTE,
    text: "The server restarts at six. It takes a minute.",
  },
  text("quiet-otter", 25, "Then I write it down.", {
    reply: { id: 9_999, at: null, from: null, text: "" },
  }),
  text("mossy-heron", 26, "packs the long board", { action: true }),
]);

/** A room that the person was put out of. */
export const OUT_LINES: readonly Line[] = [
  { type: "rule", time: TODAY + 1 * MINUTE, history: 0 },
  text("bern", 2, "Anything goes here."),
  {
    type: "out",
    time: TODAY + 3 * MINUTE,
    how: "kicked",
    by: person("bern"),
    seconds: 60,
  },
];

/** A private conversation that goes on. */
export const PRIVATE_LINES: readonly Line[] = [
  text("ada", 30, "Did you get the key for the hall?"),
  text("mossy-heron", 31, "Yes, from the neighbour."),
  text("ada", 32, "Lovely."),
];

/** Somebody of the same name who was here before. */
export const OTHER_MARTA: Person = { id: "member-0099", name: "marta", tag: "q2wx" };

/** A private conversation whose partner has left. */
export const GONE_LINES: readonly Line[] = [
  text("marta", 33, "I have to go.", { from: OTHER_MARTA }),
  { type: "partner_left", time: TODAY + 34 * MINUTE, person: OTHER_MARTA },
];
