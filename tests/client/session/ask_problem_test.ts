import { assertEquals } from "@std/assert";
import { askProblem, refusalOf } from "../../../lib/client/session/ask_problem.ts";
import type { Asked } from "../../../lib/client/session/asks.ts";
import { MAX_SECONDS } from "../../../lib/limits.ts";
import { ERROR_CODES } from "../../../lib/message/from_server.ts";
import { BERN } from "../company.ts";

const JOIN: Asked = { type: "join", room: "x", passphrase: null };

Deno.test("refusalOf() tells a text to nobody from one that the server does not want", () => {
  const told = ERROR_CODES.map((code) => `${code} ${refusalOf(code)}`)
    .filter((one) => !one.endsWith(" refused"));
  assertEquals(told, [
    "unknown_room gone",
    "text_empty text_empty",
    "text_too_long text_too_long",
    "no_entry gone",
    "no_member gone",
    "muted muted",
  ]);
});

Deno.test("askProblem() gives every code a problem, and bounds what a hostile server says", () => {
  for (const code of ERROR_CODES) {
    const problem = askProblem(
      { type: "error", code, seconds: Number.MAX_SAFE_INTEGER },
      JOIN,
      "x",
    );
    if ("seconds" in problem) assertEquals(problem.seconds, MAX_SECONDS, code);
  }
  const often = { type: "error", code: "too_often" } as const;
  assertEquals(askProblem(often, JOIN, "x"), { code: "too_often", seconds: 0 });
  const banned = { type: "error", code: "banned" } as const;
  assertEquals(askProblem(banned, JOIN, "x"), { code: "banned", room: "x", seconds: null });
});

Deno.test("askProblem() asks about a ban only whom wanted one", () => {
  const error = { type: "error", code: "ban_shared" } as const;
  assertEquals(askProblem(error, JOIN, "x"), { code: "not_done" });
  const ban: Asked = { type: "ban", in: "c2", person: BERN, seconds: null };
  const problem = { code: "ban_shared", in: "c2", person: BERN, seconds: null } as const;
  assertEquals(askProblem(error, ban, "x"), problem);
});
