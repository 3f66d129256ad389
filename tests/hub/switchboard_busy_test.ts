import { assert, assertEquals } from "@std/assert";
import { bytesOf, join, NOW, roomOfThree, say } from "./fake_line.ts";

Deno.test("Switchboard.drained() sends the whole list to whoever missed a change, and only then", () => {
  const { board, lines: [ada, bern, cleo] } = roomOfThree();
  bern.busy = true;
  board.receive(ada, bytesOf({ type: "rename", name: "Ada L" }), NOW);
  board.lose(cleo, NOW);
  assertEquals([ada.types(), bern.heard()], [["renamed", "reconnecting"], []]);
  bern.busy = false;
  // A change of what it was never told would make no sense before the list.
  board.leave(cleo, "cut", NOW);
  assertEquals(bern.heard(), []);
  board.drained(bern);
  const [members, ...more] = bern.heard();
  assert(members?.type === "members" && more.length === 0);
  assertEquals(members.members.map(({ name }) => name), ["Ada L", "bern"]);
  for (const line of [ada, bern, cleo]) board.drained(line);
  assertEquals(bern.heard(), []);
  join(board, "dora");
  assertEquals(bern.types(), ["joined"]);
});

Deno.test("Switchboard sends a busy member every text, and first who has come meanwhile and speaks", () => {
  const { board, lines: [ada, bern, cleo] } = roomOfThree();
  bern.busy = true;
  const dora = join(board, "dora");
  const emil = join(board, "emil");
  say(board, cleo, "one");
  for (const text of ["two", "three"]) say(board, dora, text);
  const [one, who, two, three, ...more] = bern.heard();
  assert(one?.type === "text" && two?.type === "text" && three?.type === "text");
  assert(who?.type === "people" && more.length === 0);
  const introduced = who.people.map(({ id, name }) => [id, name]);
  assertEquals(introduced, [[two.from, "dora"]]);
  // One who came and went in silence has not to be introduced, and one who comes back neither.
  board.leave(emil, "left", NOW);
  board.leave(dora, "left", NOW);
  board.drained(bern);
  bern.busy = false;
  assertEquals(bern.types(), ["members"]);
  join(board, "fay");
  say(board, ada, "four");
  assertEquals(bern.types(), ["joined", "text"]);
});

Deno.test("Switchboard packs a list once for all who get it until it changes", () => {
  const { board, lines } = roomOfThree();
  for (const line of lines) line.busy = true;
  const dora = join(board, "dora");
  for (const line of lines) board.drained(line);
  const parcels = [dora, ...lines].map((line) => line.parcels.at(-1));
  assertEquals([new Set(parcels).size, parcels[0] === undefined], [1, false]);
});
