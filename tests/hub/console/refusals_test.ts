import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { refusalSentence } from "../../../lib/hub/console/refusals.ts";
import type { CensusRoom } from "../../../lib/hub/hub.ts";
import { ERROR_CODES } from "../../../lib/message/from_server.ts";

const room: CensusRoom = {
  room: "garden",
  kind: "public",
  people: 1,
  owner: null,
  topic: "",
  history: 0,
};
const member = { id: "1", name: "ada", tag: "k7qd" };

Deno.test("refusalSentence() is a sentence for each code, with who and where it is about", () => {
  const sentences = ERROR_CODES.map((code) => refusalSentence({ code }, { room, member }, "X"));
  for (const sentence of sentences) assert(/^[A-Za-z].*(\.|: X)$/.test(sentence), sentence);
  assertStringIncludes(
    refusalSentence({ code: "no_member" }, { room, member }, ""),
    "ada·k7qd is not in #garden.",
  );
  assertStringIncludes(refusalSentence({ code: "bans_full" }, { room }, ""), "256 bans");
  assertStringIncludes(refusalSentence({ code: "passphrase_invalid" }, { room }, ""), "6 to 128");
  assertStringIncludes(refusalSentence({ code: "topic_invalid" }, { room }, ""), "200 letters");
});

Deno.test("refusalSentence() tells what to type only where typing it helps", () => {
  const surely = "ban ada garden --sure";
  const telling = ERROR_CODES.filter((code) =>
    refusalSentence({ code }, { room, member }, surely).includes(surely)
  );
  assertEquals(telling.sort(), ["ban_no_address", "ban_shared"]);
});
