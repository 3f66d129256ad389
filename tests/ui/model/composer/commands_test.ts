import { assertEquals } from "@std/assert";
import {
  MAX_NAME_INPUT_UNITS,
  MAX_SAY_UNITS,
  MAX_SEARCH_UNITS,
} from "../../../../lib/api/limits.ts";
import {
  type Asked,
  askedBy,
  COMMANDS,
  unitsSaid,
} from "../../../../ui/model/composer/commands.ts";
import { words } from "../../../../ui/words.ts";
import { EMOJI } from "../../../../ui/model/emoji/all.ts";
import { ask, inRoom, LOBBY_PLACE, PRIVATE_PLACE, sentence } from "./commands/place.ts";

/** What a text asks for in the lobby. */
function asked(text: string): Asked {
  return askedBy(text, LOBBY_PLACE);
}

Deno.test("askedBy() says a text as it was typed", () => {
  for (const text of ["hello", "  indented", "a\nb ", "[export_chat] please", "1/2"]) {
    assertEquals(asked(text), { type: "say", text, action: false });
  }
});

Deno.test("askedBy() sends nothing for a text of blanks", () => {
  for (const text of ["", " ", "\n\t "]) assertEquals(asked(text), { type: "nothing" });
});

Deno.test("askedBy() takes a doubled slash for one that is said", () => {
  assertEquals(asked("//help"), { type: "say", text: "/help", action: false });
  assertEquals(asked("///"), { type: "say", text: "//", action: false });
});

Deno.test("askedBy() says the longest text and not one letter more", () => {
  for (const command of ["", "/me ", "/msg ada "]) {
    const most = asked(command + "x".repeat(MAX_SAY_UNITS));
    assertEquals(most.type, command.startsWith("/msg") ? "tell" : "say");
    assertEquals(
      sentence(command + "x".repeat(MAX_SAY_UNITS + 1)),
      "Not sent. It is 1 letter too long; your text is kept here.",
    );
  }
});

Deno.test("askedBy() opens what a command alone asks for", () => {
  for (const kind of ["help", "rooms", "invite", "keys", "quit"] as const) {
    assertEquals(asked(`/${kind}`), { type: "open", dialog: { kind } });
    assertEquals(asked(` /${kind.toUpperCase()} `), { type: "open", dialog: { kind } });
  }
  assertEquals(asked("/who"), { type: "people" });
});

Deno.test("askedBy() searches for what follows, or asks for what", () => {
  const search = (text: string) => ({ type: "open", dialog: { kind: "search", text } } as const);
  assertEquals(asked("/search"), search(""));
  assertEquals(asked("/search the fuse "), search("the fuse"));
  const long = "x".repeat(MAX_SEARCH_UNITS);
  assertEquals(asked(`/search ${long}y`), search(long));
});

Deno.test("askedBy() takes what is pasted with what is said, and never for a command", () => {
  const both = (text: string, block: string) => askedBy(text, LOBBY_PLACE, block);
  const say = (text: string, action = false) => ({ type: "say", text, action } as const);
  assertEquals(both("look", "a\nb"), say("look\na\nb"));
  assertEquals(both(" ", "/quit\n[export_chat]"), say("/quit\n[export_chat]"));
  assertEquals(both("", "[export_chat]"), say("[export_chat]"));
  assertEquals(both("//look", "b"), say("/look\nb"));
  assertEquals(both("/me", "b"), say("b", true));
  assertEquals(both("/quit", "b"), { type: "open", dialog: { kind: "quit" } });
  assertEquals(both("/lock", "b").type, "wrong");
  assertEquals(both("look", "x".repeat(MAX_SAY_UNITS)).type, "wrong");
});

Deno.test("unitsSaid() is the length of what would be sent", () => {
  const rows: readonly (readonly [string, string, number])[] = [
    ["", "", 0],
    ["abc", "", 3],
    ["abc", "de", 6],
    ["/me abc", "", 3],
    ["//abc", "", 4],
    [":tada:", ":tada:", 5],
  ];
  for (const [text, block, units] of rows) assertEquals(unitsSaid(text, block, EMOJI), units, text);
  assertEquals(unitsSaid(":tada:", "", null), 6);
});

Deno.test("askedBy() does nothing where more follows a command that stands alone", () => {
  for (const command of ["help", "rooms", "invite", "keys", "quit", "who", "leave"]) {
    assertEquals(
      sentence(`/${command} now`),
      `/${command} stands alone. To send a text that begins with a /, begin it with two. Nothing was sent.`,
    );
  }
});

Deno.test("askedBy() leaves a room or a private conversation, and in the lobby asks about the server", () => {
  assertEquals(asked("/leave"), { type: "open", dialog: { kind: "leave" } });
  for (const place of [inRoom({}), inRoom({ over: "kicked" }), PRIVATE_PLACE]) {
    assertEquals(askedBy("/leave", place), { type: "close" });
  }
});

Deno.test("askedBy() sends no unknown command and names the nearest one", () => {
  const meant = {
    hepl: "help",
    exprot: "export",
    nikc: "nick",
    leav: "leave",
    them: "theme",
    jion: "join",
    crate: "create",
    rom: "rooms",
  };
  for (const [typed, nearest] of Object.entries(meant)) {
    assertEquals(
      sentence(`/${typed} x`),
      `There is no command /${typed}. Did you mean /${nearest}? Nothing was sent.`,
    );
  }
  for (const typed of ["constructor", "", "usr/bin/env", "xx"]) {
    assertEquals(
      sentence(`/${typed}`),
      `There is no command /${typed}. Type /help for a list. Nothing was sent.`,
    );
  }
  const long = "x".repeat(3_000);
  assertEquals(
    sentence(`/${long}`),
    `There is no command /${"x".repeat(60)}…. Type /help for a list. Nothing was sent.`,
  );
});

Deno.test("askedBy() changes the name", () => {
  assertEquals(ask("/nick  ada lovelace "), { type: "rename", name: "ada lovelace" });
  assertEquals(sentence("/nick"), "Which name? Write /nick and then the name.");
  const most = "x".repeat(MAX_NAME_INPUT_UNITS);
  assertEquals(ask(`/nick ${most}`), { type: "rename", name: most });
  assertEquals(sentence(`/nick ${most}x`), "That name is too long. Use at most 24 letters.");
});

Deno.test("askedBy() says what somebody does", () => {
  assertEquals(asked("/me waves"), { type: "say", text: "waves", action: true });
  assertEquals(
    sentence("/me "),
    "What do you do? Write /me and then what it is, such as /me waves.",
  );
});

Deno.test("askedBy() changes the look", () => {
  assertEquals(ask("/theme Dark"), { type: "theme", theme: "dark" });
  assertEquals(
    sentence("/theme"),
    "Which look? Write /theme and then nord, light, dark, contrast or system.",
  );
  assertEquals(
    sentence("/theme pink"),
    "There is no theme pink. There are nord, light, dark, contrast and system.",
  );
});

Deno.test("askedBy() exports this conversation or all, in a format", () => {
  const cases = {
    "/export": [LOBBY_PLACE.conversation.id, "text"],
    " /EXPORT ": [LOBBY_PLACE.conversation.id, "text"],
    "[export_chat]": [LOBBY_PLACE.conversation.id, "text"],
    "/export markdown": [LOBBY_PLACE.conversation.id, "markdown"],
    "/export JSON all": [null, "json"],
    "/export all": [null, "text"],
    "/export all text": [null, "text"],
  } as const;
  for (const [typed, [place, format]] of Object.entries(cases)) {
    assertEquals(ask(typed), { type: "export", in: place, format }, typed);
  }
  for (const rest of ["pdf", "text json", "all all", "text all text"]) {
    assertEquals(
      sentence(`/export ${rest}`),
      `${rest} is no way to export. Write /export, then text, markdown or json, and all for every conversation.`,
    );
  }
});

Deno.test("COMMANDS are all helped with one line", () => {
  for (const name of COMMANDS) {
    const { form, text } = words.commands.help[name];
    assertEquals(form.split(" ")[0], `/${name}`);
    assertEquals([text.at(-1), text.includes("\n"), text.length < 70], [".", false, true], text);
  }
});
