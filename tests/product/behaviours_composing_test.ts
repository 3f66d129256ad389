import { assert, assertEquals } from "@std/assert";
import { MAX_SAY_UNITS } from "../../lib/api/limits.ts";
import { behaviour } from "../support/behaviours.ts";
import { enter, isIn, type Someone, turnTo } from "../support/crowd.ts";
import { untilWhole } from "../support/in_page.ts";
import { byCable, holds, plug, row, settled, unplug } from "../support/writer.ts";

// What runs in the page.
declare function getComputedStyle(element: unknown): { readonly backgroundColor: string };

behaviour(
  17,
  "an unknown command is not sent and stays in the field; // sends a text that begins with a /",
  async ({ ada, bern, news }) => {
    await enter(ada, "/shrug at all");
    await ada.page.getByRole("alert").getByText("There is no command /shrug").waitFor();
    await holds(ada, "/shrug at all");
    await enter(ada, "//shrug aloud");
    await holds(ada, "");
    await row(bern, "shrug aloud").waitFor();
    assertEquals(await row(bern, "shrug aloud").locator(".text").innerText(), "/shrug aloud");
    await settled(ada, bern, news());
    assertEquals(await row(bern, "shrug at all").count(), 0);
  },
);

behaviour(
  18,
  "@ and letters complete a name with Tab or Enter, and who is named sees the row marked",
  async ({ ada, bern, kip, news }) => {
    const field = ada.page.locator("#compose");
    const word = news();
    for (const key of ["Tab", "Enter"]) {
      await field.fill("");
      await field.pressSequentially("hello @be");
      await ada.page.getByRole("option", { name: "bern" }).waitFor();
      await field.press(key);
      await holds(ada, "hello @bern ");
    }
    await field.pressSequentially(word);
    await field.press("Enter");
    await row(bern, `hello @bern ${word}`).waitFor();
    await row(kip, `hello @bern ${word}`).waitFor();
    const ground = async (one: Someone) =>
      await row(one, word).evaluate((element) => getComputedStyle(element).backgroundColor);
    assert(await ground(bern) !== await ground(kip), "it does not look like any other");
  },
);

behaviour(
  18,
  "a click on a name offers to mention it, and puts it where the caret stands",
  async ({ ada, bern, news }) => {
    const word = news();
    await enter(ada, news());
    await enter(bern, word);
    await row(ada, word).waitFor();
    const field = ada.page.locator("#compose");
    await field.fill("ask now");
    await ada.page.evaluate("document.querySelector('#compose').setSelectionRange(3, 3)");
    await field.press("ArrowRight");
    await field.press("ArrowLeft");
    await row(ada, word).locator(".whose").click();
    await ada.page.getByRole("button", { name: "Mention", exact: true }).click();
    await holds(ada, "ask @bern now");
    assertEquals(await ada.page.evaluate("document.activeElement.id"), "compose");
    await ada.page.keyboard.type("right ");
    await holds(ada, "ask @bern right now");
  },
);

behaviour(
  19,
  ": and two letters complete an emoji, and :) stays what it is",
  async ({ ada, bern, news }) => {
    const { page } = ada;
    await untilWhole(page);
    const field = page.locator("#compose");
    const list = page.getByRole("listbox");
    const word = news();
    await field.pressSequentially(`${word} :)`);
    await field.press("Enter");
    await row(bern, `${word} :)`).waitFor();
    await field.pressSequentially(":t");
    await holds(ada, ":t");
    assertEquals(await list.count(), 0);
    await field.pressSequentially("ada");
    await list.waitFor();
    await field.press("Tab");
    await holds(ada, "🎉 ");
    await field.fill("");
  },
);

behaviour(
  19,
  "codes that are typed by hand become emoji as they are sent, but not in code",
  async ({ ada, bern, news }) => {
    await untilWhole(ada.page);
    const word = news();
    await enter(ada, `${word} :tada: :no_such: \`:tada:\``);
    await row(bern, word).waitFor();
    assertEquals(
      await row(bern, word).locator(".text").innerText(),
      `${word} 🎉 :no_such: :tada:`,
    );
  },
);

behaviour(
  20,
  "a draft stays in its conversation when another is opened, and when the page is loaded again",
  async ({ ada, news }) => {
    const { page } = ada;
    const field = page.locator("#compose");
    const [here, there] = [news(), news()];
    await enter(ada, "/msg bern");
    await isIn(ada, "bern");
    await field.fill(there);
    await turnTo(ada, "lobby");
    await holds(ada, "");
    await field.fill(here);
    await turnTo(ada, "bern");
    await holds(ada, there);
    const draft = page.locator(".conv", { hasText: "lobby" }).getByText("that is not sent");
    await draft.waitFor({ state: "attached" });
    await page.reload();
    await page.locator("#compose").waitFor();
    await turnTo(ada, "bern");
    await holds(ada, there);
    await field.fill("");
    await turnTo(ada, "lobby");
    await holds(ada, here);
  },
);

behaviour(
  20,
  "a draft stays when the connection is cut and comes back",
  async ({ ada, crowd, news }) => {
    const cabled = await byCable(crowd);
    await using _ = { [Symbol.asyncDispose]: () => cabled.valve.stop() };
    const { dora } = cabled;
    const word = news();
    const field = dora.page.locator("#compose");
    await field.fill(word);
    await unplug(cabled);
    await holds(dora, word);
    await field.press("End");
    await field.pressSequentially(" and more");
    await plug(cabled);
    await settled(ada, dora, news());
    await holds(dora, `${word} and more`);
    await field.press("Enter");
    await row(ada, `${word} and more`).waitFor();
  },
);

behaviour(
  23,
  "letters are counted near the limit alone, and what is over it is not sent",
  async ({ ada, bern, news }) => {
    const { page } = ada;
    const field = page.locator("#compose");
    const left = page.locator(".hint .left");
    const word = news();
    await field.fill("x".repeat(MAX_SAY_UNITS - 401));
    assertEquals(await left.count(), 0);
    await field.fill("x".repeat(MAX_SAY_UNITS - 400));
    await left.getByText("400 left").waitFor();
    await field.fill(word.padEnd(MAX_SAY_UNITS + 1, "x"));
    await left.getByText("-1 left").waitFor();
    await field.press("Enter");
    await page.getByRole("alert").getByText("It is 1 letter too long").waitFor();
    await field.press("End");
    await field.press("Backspace");
    await field.press("Enter");
    await holds(ada, "");
    await row(bern, word).waitFor();
  },
);

behaviour(
  23,
  "a long text that is pasted is a block of its own, and goes out with what is typed",
  async ({ ada, bern, news }) => {
    const { page } = ada;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const word = news();
    const pasted = Array.from({ length: 84 }, (_, i) => `line ${i + 1} of it`).join("\n");
    await page.locator("#compose").fill(`${word}:`);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(pasted)})`);
    await page.keyboard.press("ControlOrMeta+v");
    await page.locator(".pasted").getByText("84 lines").waitFor();
    await holds(ada, `${word}:`);
    await page.keyboard.press("Enter");
    await page.locator(".pasted").waitFor({ state: "detached" });
    await row(bern, word).getByRole("button", { name: "more lines" }).click();
    await row(bern, word).getByText("line 84 of it").waitFor();
  },
);
