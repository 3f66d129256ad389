import { assertEquals } from "@std/assert";
import { visibleHeight } from "../../ui/visible_height.ts";

Deno.test("visibleHeight() is what a keyboard leaves of the page", () => {
  assertEquals(visibleHeight({ height: 410.4, scale: 1 }, 800), 410);
  assertEquals(visibleHeight({ height: 798, scale: 1 }, 800), 798);
});

Deno.test("visibleHeight() is none where nothing lies over the page, or somebody has enlarged it", () => {
  assertEquals(visibleHeight({ height: 800, scale: 1 }, 800), null);
  assertEquals(visibleHeight({ height: 799.5, scale: 1 }, 800), null, "a rounded part of a pixel");
  assertEquals(visibleHeight({ height: 860, scale: 1 }, 800), null, "bars that have slid away");
  assertEquals(visibleHeight({ height: 400, scale: 2 }, 800), null);
});
