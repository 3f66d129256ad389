import { assertEquals } from "@std/assert";
import type { Line } from "../../lib/api/view.ts";
import { asked } from "../support/fake_client.ts";
import { inPage, until, untilWhole } from "../support/in_page.ts";
import { LINES, LOBBY, PEOPLE, text } from "../support/scenes.ts";

const AT_END = "(() => { const log = document.querySelector('.log');" +
  " return log.scrollHeight - log.scrollTop - log.clientHeight <= 1; })()";

inPage(
  "a page that is loaded again with a long draft is at the end, and stays there",
  "chat",
  async (page, fake) => {
    const say = (from: number, count: number) => {
      const lines = Array.from({ length: count }, (_, i): Line => {
        return text(PEOPLE[0]?.name ?? "", 0, `news ${from + i}`, { time: Date.now() });
      });
      fake.tell({ type: "lines", in: LOBBY, from, lines });
    };
    say(LINES.length, 60);
    await page.getByRole("textbox").fill("a long one\n".repeat(8));
    await page.getByText(`news ${LINES.length + 59}`, { exact: true }).waitFor();
    await until(page, AT_END);
    await asked(fake, 1, "draft");
    await page.reload();
    await page.getByText(`news ${LINES.length + 59}`, { exact: true }).waitFor();
    await untilWhole(page);
    await until(page, AT_END);
    say(LINES.length + 60, 3);
    await page.getByText(`news ${LINES.length + 62}`, { exact: true }).waitFor();
    await until(page, AT_END);
    assertEquals(await page.locator(".pill").count(), 0);
  },
);
