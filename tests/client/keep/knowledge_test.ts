import { assertEquals } from "@std/assert";
import { Knowledge } from "../../../lib/client/keep/knowledge.ts";
import type { KnownServer } from "../../../lib/client/keep/known_servers.ts";

function server(key: string, changes: Partial<KnownServer> = {}): KnownServer {
  return { host: "garden", port: 1, key, since: 5, compared: false, name: "", ...changes };
}

Deno.test("Knowledge.read() brings in what others wrote, and takes nothing back that was learnt here", () => {
  const knowledge = new Knowledge([server("A")]);
  assertEquals(knowledge.all, [server("A")]);
  const change = { server: server("B"), replaces: "A" };
  knowledge.learn(change);
  assertEquals(knowledge.all, [server("B")]);
  const other = server("X", { host: "other" });
  knowledge.read([server("A"), other]);
  assertEquals(knowledge.all, [server("B"), other]);
  knowledge.read([]);
  assertEquals(knowledge.all, [server("B")]);
});

Deno.test("Knowledge.learn() tells news from what is learnt again, until the file is read anew", () => {
  const knowledge = new Knowledge([]);
  const learn = (changes: Partial<KnownServer> = {}) =>
    knowledge.learn({ server: server("A", changes), replaces: null });
  assertEquals([learn(), learn(), learn({ name: "Garden", since: 9 })], [true, false, false]);
  const news = [{ compared: true }, { host: "other" }, { port: 2 }, { key: "B" }];
  for (const change of news) assertEquals([learn(change), learn(change)], [true, false]);
  knowledge.read([]);
  assertEquals([learn(), learn()], [true, false]);
});

Deno.test("Knowledge.kept() lets the file win from then on, for just that change", () => {
  const knowledge = new Knowledge([]);
  const changes = [
    { server: server("A"), replaces: null },
    { server: server("O", { host: "other" }), replaces: null },
  ];
  for (const change of changes) knowledge.learn(change);
  for (const change of changes.slice(0, 1)) knowledge.kept(change);
  knowledge.kept({ server: server("O", { host: "other" }), replaces: null });
  knowledge.read([server("X")]);
  assertEquals(knowledge.all.map(({ key }) => key), ["X", "O"]);
});
