import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { asked } from "../support/fake_client.ts";
import { inPage, SETTLED } from "../support/in_page.ts";
import { person } from "../support/scenes.ts";

async function openParts(page: Page): Promise<void> {
  await page.locator(".conv", { hasText: "parts" }).click();
  await page.locator(".head h1", { hasText: "parts" }).waitFor();
}

/** Opens the row of a person in the list. */
async function row(page: Page, name: string): Promise<void> {
  const button = page.locator("button.person", { hasText: name });
  await button.click();
  assertEquals(await button.getAttribute("aria-expanded"), "true");
}

inPage(
  "a row of the list says what can be done with somebody, and an own one nothing",
  "chat",
  async (page) => {
    assertEquals(await page.locator("button.person", { hasText: "mossy-heron" }).count(), 0);
    await row(page, "bern");
    assertEquals(await page.locator(".act").allInnerTexts(), [
      "Write privately",
      "Mention",
      "Ignore",
    ]);
    await row(page, "jo");
    assertEquals(await page.locator(".acts-of").count(), 1, "one at a time");
  },
);

inPage("writing to somebody opens a conversation with them", "rooms", async (page, fake) => {
  await row(page, "bern");
  await page.getByRole("button", { name: "Write privately" }).click();
  await page.getByRole("heading", { name: /^bern/ }).waitFor();
  await page.getByText("goes to bern·x2mf alone; the server can read it too").waitFor();
  await page.locator(".conv.here", { hasText: "bern" }).waitFor();
  assertEquals(await asked(fake, 1, "write_to"), [
    { type: "write_to", member: person("bern").id },
  ]);
});

inPage("mentioning somebody puts their name into the field", "chat", async (page) => {
  await row(page, "bern");
  await page.getByRole("button", { name: "Mention", exact: true }).click();
  assertEquals((await page.getByRole("textbox").inputValue()).trim(), "@bern");
});

inPage("a name in the log shows what can be done with them", "chat", async (page) => {
  await page.locator(".whose", { hasText: "ada" }).last().click();
  const dialog = page.getByRole("dialog", { name: "ada·k7qd" });
  await dialog.waitFor();
  assertEquals(await dialog.locator(".act").count(), 3);
  await dialog.getByRole("button", { name: "Mention" }).click();
  await dialog.waitFor({ state: "detached" });
  assert((await page.getByRole("textbox").inputValue()).startsWith("@ada"));
});

inPage(
  "somebody is ignored and is not any more, and the list says so",
  "chat",
  async (page, fake) => {
    await row(page, "bern");
    await page.getByRole("button", { name: "Ignore", exact: true }).click();
    await page.locator("button.person", { hasText: "bern" }).getByText("ignored").waitFor();
    await row(page, "bern");
    await page.getByRole("button", { name: "Ignore no more" }).click();
    await page.locator("button.person", { hasText: "bern" }).getByText("ignored")
      .waitFor({ state: "detached" });
    assertEquals((await asked(fake, 2, "ignore")).map((one) => one["on"]), [true, false]);
  },
);

inPage(
  "an owner mutes for a time, and lets somebody write again",
  "rooms",
  async (page, fake) => {
    await openParts(page);
    await row(page, "ada");
    await page.getByRole("button", { name: "Mute…" }).click();
    const dialog = page.getByRole("dialog", { name: "Mute ada·k7qd" });
    await dialog.getByLabel("1 hour").check();
    await dialog.getByRole("button", { name: "Mute" }).click();
    await page.locator("button.person", { hasText: "ada" }).getByText("muted").waitFor();
    await page.getByText("You muted ada·k7qd for 1 hour.").waitFor();
    await row(page, "jo");
    await row(page, "ada");
    await page.getByRole("button", { name: "Unmute" }).click();
    await page.getByText("You let ada·k7qd write again.").waitFor();
    const [member, place] = [person("ada").id, "c2"];
    assertEquals(await asked(fake, 2, "mute", "unmute"), [
      { type: "mute", in: place, member, seconds: 3_600 },
      { type: "unmute", in: place, member },
    ]);
  },
);

inPage("an owner puts somebody out at once", "rooms", async (page, fake) => {
  await openParts(page);
  await row(page, "ada");
  await page.getByRole("button", { name: "Kick" }).click();
  await page.getByText("ada·k7qd was put out by mossy-heron·t4vz.").waitFor();
  await page.locator("button.person", { hasText: "ada" }).waitFor({ state: "detached" });
  assertEquals(await asked(fake, 1, "kick"), [
    { type: "kick", in: "c2", member: person("ada").id },
  ]);
});

inPage(
  "a ban is asked for with its length, and once more where it hits others or no address",
  "rooms",
  async (page, fake) => {
    const ban = async (name: string) => {
      await row(page, name);
      await page.getByRole("button", { name: "Ban…" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("Nobody is shown the address.").waitFor();
      await dialog.getByLabel("As long as there is the room").check();
      await dialog.getByRole("button", { name: "Ban", exact: true }).click();
    };
    await openParts(page);
    await ban("ada");
    await page.getByText("ada·k7qd was banned by mossy-heron·t4vz.").waitFor();
    await ban("jo");
    await page.getByText("Others on this server come from the same address").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.evaluate(SETTLED);
    await row(page, "kip");
    await page.getByRole("button", { name: "Ban…" }).click();
    await page.getByRole("button", { name: "Ban", exact: true }).click();
    await page.getByText("does not count the address they come from").waitFor();
    await page.getByText("It would last 1 day.").waitFor();
    await page.getByRole("button", { name: "Ban all the same" }).click();
    await page.getByText("kip·f7ue was banned by mossy-heron·t4vz.").waitFor();
    const of = (name: string) => ({ type: "ban", in: "c2", member: person(name).id });
    assertEquals(await asked(fake, 4, "ban"), [
      { ...of("ada"), seconds: null, sure: false },
      { ...of("jo"), seconds: null, sure: false },
      { ...of("kip"), seconds: 86_400, sure: false },
      { ...of("kip"), seconds: 86_400, sure: true },
    ]);
  },
);

inPage("bans are listed and lifted", "rooms", async (page, fake) => {
  await openParts(page);
  await page.getByRole("button", { name: "Bans…" }).click();
  const dialog = page.getByRole("dialog", { name: "Banned from parts" });
  await dialog.getByText("as long as there is the room").waitFor();
  await dialog.getByText("2 hours left").waitFor();
  await dialog.getByRole("button", { name: "Lift the ban of rue·q3ab" }).click();
  assertEquals(await asked(fake, 3, "bans", "unban"), [
    { type: "bans", in: "c2" },
    { type: "unban", in: "c2", ban: 2 },
    { type: "bans", in: "c2" },
  ]);
});

inPage(
  "handing the room over says what is lost, and is then to be seen",
  "rooms",
  async (page, fake) => {
    await openParts(page);
    await row(page, "ada");
    await page.getByRole("button", { name: "Hand over the room…" }).click();
    await page.getByText("You cannot take it back.").waitFor();
    assertEquals(await asked(fake, 0, "hand_over"), []);
    await page.getByRole("button", { name: "Hand it over" }).click();
    await page.getByText("You gave this room to ada·k7qd.").waitFor();
    await page.getByRole("button", { name: "Bans…" }).waitFor({ state: "detached" });
    assertEquals(await asked(fake, 1, "hand_over"), [
      { type: "hand_over", in: "c2", member: person("ada").id },
    ]);
  },
);
