import { assertEquals } from "@std/assert";
import type { Problem } from "../../../lib/api/view.ts";
import {
  endProblem,
  heldSeconds,
  linkProblem,
  nameProblem,
  passes,
  refusalProblem,
} from "../../../lib/client/connection/entry_problem.ts";
import { SILENCE_MS } from "../../../lib/limits.ts";
import { ERROR_CODES, type ErrorCode } from "../../../lib/message/from_server.ts";

/** Away for so long that nothing of oneself is left at a server. */
const LONG = 24 * 60 * 60 * 1000;

const TARGET = { where: "typed", host: "garden", port: 9, room: null, key: null };

function refusal(code: ErrorCode, seconds?: number): Problem {
  const error = { type: "error", code } as const;
  return refusalProblem(seconds === undefined ? error : { ...error, seconds }, "ada", "Garden");
}

Deno.test("linkProblem() names the host, and the port where there is such a host", () => {
  assertEquals(linkProblem("unknown_host", TARGET), { code: "unknown_host", host: "garden" });
  for (
    const code of [
      "nobody_answers",
      "no_network",
      "too_slow",
      "not_pychat",
      "said_nothing",
    ] as const
  ) {
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
  const told = new Map(ERROR_CODES.map((code) => [code, refusal(code)]));
  assertEquals(told.get("name_taken"), { code: "name_taken", name: "ada", seconds: null });
  assertEquals(refusal("name_taken", 9), { code: "name_taken", name: "ada", seconds: 9 });
  assertEquals(told.get("name_invalid"), { code: "name", rule: "reserved" });
  for (const code of ["server_full", "address_full"] as const) {
    assertEquals(told.get(code), { code, name: "Garden" });
  }
  for (const code of ["bad_message", "unknown_type", "unknown_room", "too_often"] as const) {
    assertEquals(told.get(code), { code: "refused", name: "Garden" });
  }
});

Deno.test("nameProblem() believes no server that a name is held, or kept from being changed, for ever", () => {
  const seconds = (code: "name_taken" | "too_often", said?: number) => {
    const problem = nameProblem(code, "ida", said);
    return "seconds" in problem && problem.seconds;
  };
  const { MAX_SAFE_INTEGER: most } = Number;
  const held = [undefined, 0, 119, 120, 121, most].map((said) => seconds("name_taken", said));
  assertEquals(held, [null, 0, 119, 120, 120, 120]);
  const often = [undefined, 0, 599, 600, 601, most].map((said) => seconds("too_often", said));
  assertEquals(often, [0, 0, 599, 600, 600, 600]);
  assertEquals(refusal("name_taken", most), { code: "name_taken", name: "ada", seconds: 120 });
  assertEquals(nameProblem("name_invalid", "ida", 5), { code: "name", rule: "reserved" });
});

Deno.test("endProblem() tells a server that turns somebody away from one that goes away", () => {
  assertEquals(endProblem("refused", "Garden Pi"), { code: "refused", name: "Garden Pi" });
  assertEquals(endProblem("stopping", "Garden Pi"), { code: "not_kept" });
});

Deno.test("passes() is whether a client may try again by itself: all that the network or a busy server does", () => {
  const links = ["nobody_answers", "unknown_host", "no_network", "too_slow", "not_pychat"] as const;
  for (const why of [...links, "said_nothing"] as const) {
    assertEquals(passes(linkProblem(why, TARGET), LONG), true, why);
  }
  assertEquals(passes(endProblem("stopping", "Garden"), LONG), true);
  assertEquals([refusal("server_full"), refusal("address_full")].map((one) => passes(one, LONG)), [
    true,
    true,
  ]);
  assertEquals(passes(linkProblem({ ours: 1, theirs: 2 }, TARGET), LONG), false);
  assertEquals(passes(endProblem("refused", "Garden"), LONG), false);
  assertEquals(passes({ code: "not_invited_server", host: "garden", port: 9 }, LONG), false);
  for (const code of ["name_invalid", "bad_message", "too_often"] as const) {
    assertEquals(passes(refusal(code, 5), LONG), false, code);
  }
  const names = [refusal("name_taken"), refusal("name_taken", 0)];
  assertEquals(names.map((one) => passes(one, LONG)), [false, true]);
});

Deno.test("passes() takes a name that is taken for the person's own until the silence is noticed", () => {
  const taken = refusal("name_taken");
  const edge = 2 * SILENCE_MS;
  assertEquals([passes(taken, 0), passes(taken, edge - 1), passes(taken, edge)], [
    true,
    true,
    false,
  ]);
});

Deno.test("heldSeconds() is in how long a name will be free, where that is known", () => {
  assertEquals(heldSeconds(refusal("name_taken", 0)), 0);
  assertEquals(heldSeconds(refusal("name_taken")), null);
  assertEquals(heldSeconds({ code: "too_often", seconds: 5 }), null);
});
