import { assertEquals } from "@std/assert";
import type { Claim, EntryWorld } from "../../../lib/client/connection/admission.ts";
import { Door } from "../../../lib/client/connection/door.ts";
import { Feed } from "../../../lib/client/conversation/feed.ts";
import { Passphrases } from "../../../lib/client/connection/passphrases.ts";
import { DEFAULT_SETTINGS } from "../../../lib/client/keep/settings.ts";
import { ADMISSION } from "../session_options.ts";
import { INVITATION, KEY } from "../watched_client.ts";

function door(): Door {
  let link = 0;
  const world: EntryWorld = {
    knowledge: { all: [] },
    passphrases: new Passphrases(),
    spent: new WeakSet<Claim>(),
    words: () => [],
    draw: (bytes) => new Uint8Array(bytes),
    nextLink: () => ++link,
  };
  const text = (one: string) => one;
  const made = { version: "", known: [], settings: DEFAULT_SETTINGS, words: () => [], zone: "UTC" };
  const options = { ...made, draw: world.draw, printable: text, printableLine: text };
  return new Door({ ...options, where: "garden", name: "ada" }, world, new Feed());
}

Deno.test("Door lets somebody in once, by all the steps there are", () => {
  const one = door();
  assertEquals([one.stage.at, one.name, one.isUnderWay], ["start", "ada", false]);
  assertEquals(one.join(INVITATION, "ida", 1).map(({ type }) => type), ["connect"]);
  assertEquals([one.isUnderWay, one.stage.at, one.take()], [true, "connecting", null]);
  const hello = { type: "server", name: "Garden", passphrase: false } as const;
  one.step((entry) => entry.hear(1, { type: "server", key: KEY, hello }));
  const { welcome } = ADMISSION;
  one.step((entry) => entry.hear(1, { type: "message", message: welcome }));
  assertEquals([one.isUnderWay, one.stage.at], [false, "start"]);
  assertEquals(one.take()?.admission.welcome, welcome);
  assertEquals([one.take(), one.step(() => [{ type: "drop", link: 1 }])], [null, []]);
});

Deno.test("Door shows in the form why nobody was let in, and forgives who gives up", () => {
  const one = door();
  assertEquals(one.join("gar den", "ada", 1), []);
  assertEquals(one.stage.at === "start" && one.stage.problem?.code, "invitation");
  one.join(INVITATION, "ada", 1);
  one.step((entry) => entry.hear(1, { type: "failed", why: "too_slow" }));
  assertEquals(one.stage.at === "start" && one.stage.problem?.code, "too_slow");
  one.join(INVITATION, "ada", 1);
  assertEquals(one.cancel(), [{ type: "disconnect", link: 2 }]);
  assertEquals(one.stage, { at: "start", where: INVITATION, problem: null });
  one.offer("elsewhere", "eve", false);
  assertEquals([one.stage.at === "start" && one.stage.where, one.name], ["elsewhere", "eve"]);
});
