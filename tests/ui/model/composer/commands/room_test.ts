import { assertEquals } from "@std/assert";
import {
  MAX_NAME_INPUT_UNITS,
  MAX_ROOM_PASSPHRASE_UNITS,
  MAX_TOPIC_UNITS,
  MIN_ROOM_PASSPHRASE_UNITS,
} from "../../../../../lib/api/limits.ts";
import { askedBy } from "../../../../../ui/model/composer/commands.ts";
import { person } from "../../../../support/scenes.ts";
import { ask, inRoom, LOBBY_PLACE, PRIVATE_PLACE, sentence } from "./place.ts";

const LONGEST = "p".repeat(MAX_ROOM_PASSPHRASE_UNITS);
const SHORTEST = "p".repeat(MIN_ROOM_PASSPHRASE_UNITS);
const PASSPHRASE = "The passphrase of a room has 6 to 128 letters.";
const OWN = inRoom({});

Deno.test("/create makes a public, a hidden or a locked room", () => {
  const room = { type: "create", room: "repair", hidden: false, passphrase: null } as const;
  assertEquals(ask("/create repair"), room);
  assertEquals(ask("/create #repair"), room);
  assertEquals(ask('/create "repair café"'), { ...room, room: "repair café" });
  assertEquals(ask("/create “repair café”  Hidden"), {
    ...room,
    room: "repair café",
    hidden: true,
  });
  assertEquals(ask("/create repair locked open sesame"), { ...room, passphrase: "open sesame" });
  for (const passphrase of [SHORTEST, LONGEST]) {
    assertEquals(ask(`/create repair locked ${passphrase}`), { ...room, passphrase });
  }
});

Deno.test("/create says what is wrong and makes nothing", () => {
  const missing = "Which name? Write /create and then the name of the new room.";
  for (const text of ["/create", '/create ""', "/create #"]) assertEquals(sentence(text), missing);
  const kind =
    'After the name of a room come hidden, or locked and a passphrase, or nothing. A name with blanks stands in quotes: /create "repair café".';
  for (const rest of ["repair café", "repair hidden now", 'repair "x', "repair public"]) {
    assertEquals(sentence(`/create ${rest}`), kind);
  }
  assertEquals(
    sentence("/create repair locked"),
    "Which passphrase? Write /create, the name, locked and then the passphrase.",
  );
  for (const passphrase of [SHORTEST.slice(1), `${LONGEST}p`]) {
    assertEquals(sentence(`/create repair locked ${passphrase}`), PASSPHRASE);
  }
  for (const rest of ['"repair', '"repair"café']) {
    assertEquals(
      sentence(`/create ${rest}`),
      'A name in quotes ends with a quote and a blank, such as "repair café". Nothing was sent.',
    );
  }
  assertEquals(
    sentence(`/create ${"x".repeat(MAX_NAME_INPUT_UNITS + 1)}`),
    "That name is too long. Use at most 32 letters.",
  );
});

Deno.test("/join comes into a room, with a passphrase or without", () => {
  const room = { type: "join_room", room: "parts", passphrase: null } as const;
  assertEquals(ask("/join parts"), room);
  assertEquals(ask("/join #parts"), room);
  assertEquals(ask("/join parts open sesame"), { ...room, passphrase: "open sesame" });
  assertEquals(ask('/join "repair café" open sesame'), {
    ...room,
    room: "repair café",
    passphrase: "open sesame",
  });
});

Deno.test("/join says what is wrong and joins nothing", () => {
  assertEquals(
    sentence("/join"),
    "Which room? Write /join and then its name. /rooms lists them.",
  );
  assertEquals(sentence("/join parts short"), PASSPHRASE);
  assertEquals(sentence(`/join parts ${LONGEST}p`), PASSPHRASE);
  assertEquals(
    sentence('/join "parts'),
    'A name in quotes ends with a quote and a blank, such as "repair café". Nothing was sent.',
  );
  assertEquals(
    sentence(`/join ${"x".repeat(MAX_NAME_INPUT_UNITS + 1)}`),
    "That name is too long. Use at most 32 letters.",
  );
});

Deno.test("/topic shows the topic to everybody, and its owner sets it", () => {
  for (const place of [OWN, LOBBY_PLACE, inRoom({ owner: null })]) {
    assertEquals(askedBy("/topic", place), { type: "open", dialog: { kind: "topic" } });
  }
  const most = "x".repeat(MAX_TOPIC_UNITS);
  assertEquals(ask(`/topic ${most}`, OWN), { type: "topic", in: "c2", topic: most });
  assertEquals(
    sentence(`/topic ${most}x`, OWN),
    "That topic is 1 letter too long. Use at most 200.",
  );
  assertEquals(
    sentence("/topic", PRIVATE_PLACE),
    "/topic is for rooms, and this is between two people.",
  );
});

Deno.test("/lock locks and opens a room", () => {
  assertEquals(askedBy("/lock", OWN), { type: "open", dialog: { kind: "lock" } });
  for (const passphrase of [SHORTEST, LONGEST, "off the record"]) {
    assertEquals(ask(`/lock ${passphrase}`, OWN), { type: "lock", in: "c2", passphrase });
  }
  const open = { type: "lock", in: "c2", passphrase: null } as const;
  assertEquals(ask("/lock OFF", inRoom({ kind: "locked" })), open);
  assertEquals(
    sentence("/lock off", OWN),
    "This room is not locked. To lock it, write /lock and then a passphrase.",
  );
  for (const passphrase of [SHORTEST.slice(1), `${LONGEST}p`]) {
    assertEquals(sentence(`/lock ${passphrase}`, OWN), PASSPHRASE);
  }
});

Deno.test("/bans shows who is banned", () => {
  assertEquals(askedBy("/bans", OWN), { type: "open", dialog: { kind: "bans" } });
  assertEquals(
    sentence("/bans ada", OWN),
    "/bans stands alone. To send a text that begins with a /, begin it with two. Nothing was sent.",
  );
});

Deno.test("/history lets the server keep messages, or not", () => {
  assertEquals(ask("/history on", OWN), { type: "keep", in: "c2", keep: true });
  const keeping = inRoom({ history: 50 });
  assertEquals(ask("/history OFF", keeping), { type: "keep", in: "c2", keep: false });
  assertEquals(
    sentence("/history off", OWN),
    "The server keeps no messages of this room as it is.",
  );
  for (const rest of ["", " 50", " on off"]) {
    assertEquals(
      sentence(`/history${rest}`, OWN),
      "On or off? Write /history on, or /history off.",
    );
  }
  const none = { ...OWN, history: 0 };
  assertEquals(
    sentence("/history on", none),
    "This server keeps no messages of any room. Only who runs it can change that.",
  );
});

Deno.test("An owner's command says why it is nobody else's", () => {
  const uses = {
    topic: "/topic Screws",
    mute: "/mute ada",
    kick: "/kick ada",
    ban: "/ban ada 2h",
    lock: "/lock open sesame",
    owner: "/owner ada",
    bans: "/bans",
    history: "/history on",
  };
  for (const [command, text] of Object.entries(uses)) {
    assertEquals(
      sentence(text, inRoom({ owner: person("ada").id })),
      `Only the owner of this room can use /${command}. That is ada·k7qd.`,
    );
    assertEquals(
      sentence(text, inRoom({ owner: person("kip").id })),
      `Only the owner of this room can use /${command}.`,
    );
    assertEquals(
      sentence(text, LOBBY_PLACE),
      `Nobody owns the lobby: only who runs the server can use /${command} there.`,
    );
    assertEquals(
      sentence(text, PRIVATE_PLACE),
      `/${command} is for rooms, and this is between two people.`,
    );
    assertEquals(
      sentence(text, inRoom({ over: "kicked" })),
      `You are not in this room any more, so /${command} does nothing.`,
    );
  }
});
