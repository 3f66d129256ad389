import { assertEquals } from "@std/assert";
import { askedBy } from "../../../../../ui/model/composer/commands.ts";
import { ME, person } from "../../../../support/scenes.ts";
import { ADA_LINE, ask, inRoom, LOBBY_PLACE, PRIVATE_PLACE, sentence } from "./place.ts";

const OWN = inRoom({});
const ADA = person("ada");
const BERN = person("bern");

Deno.test("/msg writes to somebody, by name, by tag, or by both", () => {
  for (const name of ["ada", "@ada", "ADA", "ada·k7qd", "@ada·k7qd", '"ada"', '@"ada"']) {
    const tell = { type: "tell", to: ADA, text: "hello you" } as const;
    assertEquals(askedBy(`/msg ${name}  hello you`, LOBBY_PLACE), tell, name);
    assertEquals(askedBy(`/msg ${name}`, LOBBY_PLACE), { ...tell, text: "" }, name);
  }
  assertEquals(askedBy("/msg x2mf hello", LOBBY_PLACE), { type: "tell", to: BERN, text: "hello" });
});

Deno.test("/msg asks where two can be meant, so that no name catches what is for another", () => {
  for (const text of ["/msg ada line up", "/msg ada line", "/msg @ADA LINE"]) {
    assertEquals(
      sentence(text),
      "Do you mean ada·k7qd or ada line·q2q2? Write the name with its tag.",
    );
  }
  const tell = { type: "tell", to: ADA, text: "line up" } as const;
  for (const name of ["ada·k7qd", '"ada"']) {
    assertEquals(askedBy(`/msg ${name} line up`, LOBBY_PLACE), tell);
  }
  for (const name of ["ada line·q2q2", '"ada line"', "q2q2"]) {
    assertEquals(askedBy(`/msg ${name} up`, LOBBY_PLACE), { ...tell, to: ADA_LINE, text: "up" });
  }
  assertEquals(askedBy("/msg ada lineup", LOBBY_PLACE), { ...tell, text: "lineup" });
});

Deno.test("/mute and /ban ask where a time may be the end of a name", () => {
  const trap = { ...ADA_LINE, name: "ada 10m", reconnecting: false, muted: false };
  const place = { ...OWN, here: [...OWN.here, trap] };
  for (const command of ["mute", "ban"]) {
    assertEquals(
      sentence(`/${command} ada 10m`, place),
      "Do you mean ada·k7qd or ada 10m·q2q2? Write the name with its tag.",
    );
    const intent = ask(`/${command} ada·k7qd 10m`, place);
    assertEquals("member" in intent && intent.member, ADA.id);
  }
});

Deno.test("/ignore hides what somebody writes, and again shows it", () => {
  const intent = { type: "ignore", member: BERN.id, on: true } as const;
  assertEquals(ask("/ignore bern"), intent);
  const place = { ...LOBBY_PLACE, ignored: new Set([BERN.id]) };
  assertEquals(ask("/ignore bern", place), { ...intent, on: false });
});

Deno.test("/ignore and /msg know the partner of a conversation who has left", () => {
  const partner = { id: "member-0200", name: "marta", tag: "q9q9" };
  const conversation = { type: "private", id: "c7", partner, over: "left", quiet: false } as const;
  const everybody = PRIVATE_PLACE.everybody.filter(({ name }) => name !== "marta");
  const place = { ...PRIVATE_PLACE, conversation, everybody };
  assertEquals(ask("/ignore marta", place), { type: "ignore", member: partner.id, on: true });
});

Deno.test("/mute keeps somebody from writing, for a time or without an end, and again lets them", () => {
  const mute = { type: "mute", in: "c2", member: ADA.id, seconds: null } as const;
  assertEquals(ask("/mute ada", OWN), mute);
  for (const [time, seconds] of Object.entries(TIMES)) {
    assertEquals(ask(`/mute ada ${time}`, OWN), { ...mute, seconds });
    assertEquals(ask(`/mute bern ${time}`, OWN), { ...mute, member: BERN.id, seconds });
  }
  assertEquals(ask("/mute bern", OWN), { type: "unmute", in: "c2", member: BERN.id });
});

Deno.test("/kick puts somebody out", () => {
  assertEquals(ask("/kick ada", OWN), { type: "kick", in: "c2", member: ADA.id });
  assertEquals(ask("/kick ada line", OWN), { type: "kick", in: "c2", member: ADA_LINE.id });
});

Deno.test("/ban puts somebody out for a time, or for as long as there is the room", () => {
  const ban = { type: "ban", in: "c2", member: ADA.id, seconds: null, sure: false } as const;
  assertEquals(ask("/ban ada", OWN), ban);
  for (const [time, seconds] of Object.entries(TIMES)) {
    assertEquals(ask(`/ban ada ${time}`, OWN), { ...ban, seconds });
  }
});

Deno.test("/owner asks before a room is handed over", () => {
  const asked = askedBy("/owner @bern", OWN);
  const dialog = asked.type === "open" ? asked.dialog : null;
  assertEquals([dialog?.kind, dialog?.kind === "hand_over" && dialog.person.id], [
    "hand_over",
    BERN.id,
  ]);
});

const TIMES = { "30s": 30, "10m": 600, "2h": 7_200, "3D": 259_200, "366d": 31_622_400 };
const ALL = ["msg", "ignore", "mute", "kick", "ban", "owner"];

Deno.test("A command about somebody says whom it cannot mean", () => {
  for (const command of ALL) {
    assertEquals(sentence(`/${command}`, OWN), `Whom? Write /${command} and then a name.`);
    assertEquals(
      sentence(`/${command} zoe`, OWN),
      "There is nobody called zoe. Write the name, or the four letters of the tag.",
    );
    assertEquals(
      sentence(`/${command} @`, OWN),
      "There is nobody called @. Write the name, or the four letters of the tag.",
    );
    assertEquals(
      sentence(`/${command} k7qd`, OWN),
      "Do you mean ada·k7qd or K7QD·r3r3? Write the name with its tag.",
    );
    assertEquals(
      sentence(`/${command} ${ME.name}`, OWN),
      `That is you. /${command} is for others.`,
    );
  }
});

Deno.test("A command about somebody says that they are not in the room", () => {
  for (const command of ["mute", "kick", "ban", "owner"]) {
    assertEquals(sentence(`/${command} kip`, OWN), "kip·f7ue is not in this room.");
  }
});

Deno.test("A command that takes a name alone does nothing where more follows", () => {
  for (const command of ["ignore", "kick", "owner"]) {
    assertEquals(
      sentence(`/${command} ada 10m`, OWN),
      "There is nobody called ada 10m. Write the name, or the four letters of the tag.",
    );
  }
});

Deno.test("/mute and /ban say what is wrong with a time", () => {
  for (const command of ["mute", "ban"]) {
    for (const time of ["10", "m", "10 m", "0s", "-1m", "1.5h", "10m 5s", "10w", "1e3s", "٣d"]) {
      assertEquals(
        sentence(`/${command} ada ${time}`, OWN),
        `${time} is no time. Write a number and s, m, h or d, such as 30s, 10m, 2h or 3d.`,
      );
    }
    for (const time of ["367d", "31622401s", "999999999d"]) {
      assertEquals(
        sentence(`/${command} ada ${time}`, OWN),
        "That is too long. The longest time is 366d; without one there is no end.",
      );
    }
  }
});
