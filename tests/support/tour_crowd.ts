/**
 * The fullest that a screen has to bear: many rooms, many people, and texts of every kind.
 *
 * @module
 */
import type { Update } from "../../lib/api/update.ts";
import type { Choices, Line, Person, Theme } from "../../lib/api/view.ts";
import { text } from "./scene_lines.ts";
import { LOBBY, membersOf, PEOPLE, roomOf, snapshotOf } from "./scenes.ts";

const TAG = "abcdefghijklmnopqrstuvwxyz234567";

/** Two hundred people with names of every length up to the longest. */
const CROWD: readonly Person[] = [
  ...PEOPLE,
  ...Array.from({ length: 189 }, (_, i) => ({
    id: `member-1${String(i).padStart(3, "0")}`,
    name: `${"w".repeat(i % 21)}${i}`,
    tag: [7, 3, 1, 5].map((step) => TAG[i * step % TAG.length]).join(""),
  })),
];

/** Whatever a text can hold. */
const TEXTS: readonly Line[] = [
  text("Wolfeschlegelsteinhausen", 30, "A word of 4,000 letters: " + "x".repeat(4000 - 25)),
  text("ليلى", 31, "مرحبا بكم جميعا، هذا نص طويل يمتد على أكثر من سطر واحد ".repeat(4)),
  text("ليلى", 32, "> اقتباس قصير\n- واحد\n- اثنان pychat-server -p 7420"),
  text(
    "bern",
    33,
    "This is **all** it _takes_, with `--history 50`:\n```sh\npychat-server -p 7144\n" +
      "# nothing is written to the disk, however long the line is that says so here and goes on\n```",
  ),
  text("ada", 34, "> Who has the key?\nThe neighbour.\n\n1. Ring twice\n2. Wait\n- or call"),
  text("jo", 35, Array.from({ length: 60 }, (_, i) => `Line ${i + 1} of a long text`).join("\n")),
  text(
    "jo",
    36,
    "```\n" + Array.from({ length: 60 }, (_, i) => `let x${i} = ${i};`).join("\n") + "\n```",
  ),
  text(
    "mossy-heron",
    37,
    "مرحبا @ada, " + "so long a line that it has to be broken once or twice. ".repeat(3),
  ),
  text("ada", 38, "👍"),
];

/** The rooms of the scenes and thirty more, with what was chosen. */
export function crowded(theme: Theme, choices: Choices): Update {
  const { state, conversations, ...rest } = snapshotOf("rooms");
  const more = Array.from(
    { length: 30 },
    (_, i) => roomOf({ id: `d${i}`, name: `room-of-many-${i + 1}`, people: i, quiet: i % 7 === 6 }),
  );
  return {
    ...rest,
    state: {
      ...state,
      theme,
      choices,
      conversations: [...state.conversations, ...more].map((view) =>
        view.id === LOBBY && view.type === "room" ? { ...view, people: CROWD.length } : view
      ),
    },
    conversations: [
      ...conversations.map((content) =>
        content.in === LOBBY
          ? {
            ...content,
            lines: [...content.lines, ...TEXTS],
            pending: [],
            members: membersOf(CROWD),
          }
          : content
      ),
      ...more.map(({ id }) => ({
        in: id,
        from: 0,
        lines: [],
        pending: [],
        members: [],
        draft: "",
      })),
    ],
  };
}
