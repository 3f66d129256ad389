import { assertEquals } from "@std/assert";
import { endProblem, linkProblem, refusalProblem } from "../../lib/client/entry_problem.ts";
import { ERROR_CODES } from "../../lib/message/from_server.ts";

const TARGET = { where: "typed", host: "garden", port: 9, room: null, key: null };

Deno.test("linkProblem() names the host, and the port where there is such a host", () => {
  assertEquals(linkProblem("unknown_host", TARGET), { code: "unknown_host", host: "garden" });
  for (const code of ["nobody_answers", "no_network", "too_slow", "not_pychat"] as const) {
    assertEquals(linkProblem(code, TARGET), { code, host: "garden", port: 9 });
  }
});

Deno.test("linkProblem() says of two versions whose side is the older one", () => {
  const place = { host: "garden", port: 9 };
  const [newer, older] = [{ ours: 1, theirs: 2 }, { ours: 2, theirs: 1 }];
  assertEquals(linkProblem(newer, TARGET), { code: "client_too_old", ...place, ...newer });
  assertEquals(linkProblem(older, TARGET), { code: "server_too_old", ...place, ...older });
});

Deno.test("refusalProblem() tells what a person can do something about, and of the rest that it is so", () => {
  const told = new Map(ERROR_CODES.map((code) => [code, refusalProblem(code, "ada", "Garden")]));
  assertEquals(told.get("name_taken"), { code: "name_taken", name: "ada" });
  assertEquals(told.get("name_invalid"), { code: "name", rule: "reserved" });
  assertEquals(told.get("server_full"), { code: "server_full", name: "Garden" });
  for (const code of ["bad_message", "unknown_type", "unknown_room", "text_empty"] as const) {
    assertEquals(told.get(code), { code: "refused", name: "Garden" });
  }
});

Deno.test("endProblem() tells a server that turns somebody away from one that goes away", () => {
  assertEquals(endProblem("refused", "Garden Pi"), { code: "refused", name: "Garden Pi" });
  assertEquals(endProblem("stopping", "Garden Pi"), { code: "not_kept" });
});
