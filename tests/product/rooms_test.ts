import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { enter, isIn, rowOf, sees, turnTo, withCrowd } from "../support/crowd.ts";

// What several rooms and several windows do to one another, with real people at a real server.

withCrowd(
  "two windows: what is asked for in one is shown there, and the other is left alone",
  ["ada"],
  async ({ people: [ada] }) => {
    assert(ada);
    await ada.page.getByRole("button", { name: "Settings" }).click();
    const opened = ada.page.context().waitForEvent("page");
    await ada.page.getByRole("button", { name: "Open another window" }).click();
    const page: Page = await opened;
    const other = { name: "ada", page };
    await page.locator("#compose").fill("In the middle of");
    await ada.page.bringToFront();
    await ada.page.keyboard.press("Escape");

    await enter(ada, "/create workshop");
    await isIn(ada, "workshop");
    await rowOf(other, "workshop").waitFor();
    await isIn(other, "lobby");
    await enter(ada, "/join nowhere");
    await ada.page.getByRole("dialog").getByText(/There is no room nowhere/).waitFor();
    assertEquals(await page.getByRole("dialog").count(), 0);
    assertEquals(await page.locator("#compose").inputValue(), "In the middle of");
    await page.bringToFront();
    await page.locator("#compose").fill("/create workshop");
    await page.keyboard.press("Enter");
    await page.locator(".strip").getByText(/There is a room workshop already/).waitFor();
    assertEquals(await ada.page.locator(".strip").count(), 0);
  },
);

withCrowd(
  "leaving: the command and the button ask about the same rooms, and show what is left",
  ["ada", "bern"],
  async ({ people: [ada, bern] }) => {
    assert(ada && bern);
    for (const room of ["workshop", "attic"]) {
      await enter(ada, `/create ${room}${room === "attic" ? " hidden" : ""}`);
      await isIn(ada, room);
    }
    for (const room of ["workshop", "attic"]) {
      await enter(bern, `/join ${room}`);
      await isIn(bern, room);
    }
    const question = bern.page.getByRole("dialog", { name: "Leave attic?" });
    await enter(bern, "/leave");
    await question.getByRole("button", { name: "Stay" }).click();
    await question.waitFor({ state: "detached" });
    await bern.page.getByRole("button", { name: "Leave this room" }).first().click();
    await question.getByRole("button", { name: "Leave the room" }).click();
    await rowOf(bern, "attic").waitFor({ state: "detached" });
    await isIn(bern, "workshop");
    await bern.page.getByRole("button", { name: "Leave this room" }).first().click();
    await isIn(bern, "lobby");
    assertEquals(await bern.page.getByRole("dialog").count(), 0);
    await sees(bern, /joined/);
  },
);

withCrowd(
  "a text that is taken back is not left in the answers to it, and not answered",
  ["ada", "bern"],
  async ({ people: [ada, bern] }) => {
    assert(ada && bern);
    const texts = (text: string, one = ada) => one.page.locator(".msg").filter({ hasText: text });
    for (const text of ["A first slip", "A second slip"]) {
      await enter(bern, text);
      await sees(ada, text);
    }
    const reply = async (text: string) => {
      await texts(text).first().hover();
      await texts(text).first().getByRole("button", { name: "Reply" }).click();
    };
    const takeBack = async (text: string) => {
      await texts(text, bern).first().hover();
      await texts(text, bern).first().getByRole("button", { name: "More" }).click();
      await bern.page.getByRole("menuitem", { name: "Delete…" }).click();
      await bern.page.getByRole("dialog").getByRole("button", { name: /Delete/ }).click();
    };
    await reply("A first slip");
    await enter(ada, "I saw that.");
    await sees(bern, "I saw that.");
    await reply("A second slip");
    await ada.page.locator("#compose").fill("And that.");
    await takeBack("A first slip");
    await texts("I saw that.").getByText("A message that was deleted").waitFor();
    await takeBack("A second slip");
    await ada.page.getByText("The message you were answering was deleted.").waitFor();
    await ada.page.locator("#compose").press("Enter");
    await sees(bern, "And that.");
    for (const one of [ada, bern]) {
      assertEquals(await one.page.getByText(/slip/).count(), 0, one.name);
      assertEquals(await one.page.getByText("A message you do not have").count(), 0, one.name);
    }
  },
);

withCrowd(
  "a room one was put out of shows nobody, and says who could read what was said in it",
  ["ada", "bern"],
  async ({ people: [ada, bern] }) => {
    assert(ada && bern);
    await enter(ada, "/create workshop");
    await isIn(ada, "workshop");
    await enter(ada, `/topic ${"Soldering on Sunday at the long bench, ".repeat(4)}`);
    await enter(bern, "/join workshop");
    await isIn(bern, "workshop");
    const name = await bern.page.locator(".head h1").evaluate((h1) =>
      h1.scrollWidth - h1.clientWidth
    );
    assert(name <= 0, "a long topic does not cut the name of the room");
    await ada.page.locator(".side .person", { hasText: "bern" }).click();
    await ada.page.getByRole("button", { name: "Kick", exact: true }).click();
    await bern.page.getByText("You were put out of workshop.").waitFor();
    const side = bern.page.locator(".side");
    await side.getByText("You are not in this room any more.").waitFor();
    assertEquals(await side.locator(".person").count(), 0);
    await side.getByRole("tab", { name: "Who can see this" }).click();
    assertStringIncludes(await side.locator(".sight").innerText(), "Its people");
    await turnTo(bern, "lobby");
    assertStringIncludes(await side.locator(".sight").innerText(), "2 people");
  },
);
