import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { asked } from "../support/fake_client.ts";
import { inPage, SETTLED } from "../support/in_page.ts";
import { PARTS_LINES, person, text } from "../support/scenes.ts";

/** Sends what stands in the field; a list of completions is closed before. */
async function command(page: Page, words: string): Promise<void> {
  const field = page.getByRole("textbox", { name: /^Write to/ });
  await field.fill(words);
  await field.press("Escape");
  await field.press("Enter");
}

/** Opens a conversation in the list. */
async function open(page: Page, name: string): Promise<void> {
  await page.locator(".conv", { hasText: name }).click();
  await page.locator(".head h1", { hasText: name }).waitFor();
}

inPage(
  "a room is made by its name and by who may come in, and shown when it is there",
  "rooms",
  async (page, fake) => {
    await page.getByRole("button", { name: "New room" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("parts");
    await page.keyboard.press("Enter");
    await dialog.getByText("There is a room parts already").waitFor();
    assertEquals(
      await dialog.getByLabel("Name", { exact: true }).getAttribute("aria-invalid"),
      "true",
    );
    await dialog.getByLabel("Name", { exact: true }).fill("cinema");
    await dialog.getByLabel("Whoever knows its passphrase").check();
    await dialog.getByLabel("Passphrase of the room").fill("short");
    await dialog.getByRole("button", { name: "Make the room" }).click();
    await dialog.getByText("The passphrase of a room has 6 to 128 letters.").waitFor();
    await dialog.getByLabel("Passphrase of the room").fill("long enough");
    await dialog.getByRole("button", { name: "Make the room" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "cinema", exact: true }).waitFor();
    await page.getByText("You are the only one in cinema.").waitFor();
    assertEquals(await asked(fake, 2, "create"), [
      { type: "create", room: "parts", hidden: false, passphrase: null },
      { type: "create", room: "cinema", hidden: false, passphrase: "long enough" },
    ]);
  },
);

inPage(
  "the rooms that are listed can be found and joined, and those one is in are shown",
  "rooms",
  async (page, fake) => {
    await page.getByRole("button", { name: "All rooms" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Apples, pears, quinces").waitFor();
    assertEquals(await dialog.getByText("cellar").count(), 0);
    await dialog.getByRole("button", { name: "Join orchard" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "orchard", exact: true }).waitFor();
    await page.getByRole("button", { name: "All rooms" }).click();
    await dialog.getByRole("button", { name: "Show lobby" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "lobby", exact: true }).waitFor();
    const joined = await asked(fake, 2, "join_room");
    assertEquals(joined.map((one) => one["room"]), ["orchard", "lobby"]);
  },
);

inPage(
  "a room that lets nobody in asks for its passphrase, and offers to be made",
  "rooms",
  async (page, fake) => {
    await command(page, "/join vault");
    const dialog = page.getByRole("dialog", { name: "Join vault" });
    await dialog.getByText("The server does not say which").waitFor();
    await dialog.getByLabel("Passphrase").fill("open says me");
    await page.keyboard.press("Enter");
    await dialog.getByText("The server does not say which").waitFor();
    await dialog.getByLabel("Passphrase").fill("open sesame");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "vault", exact: true }).waitFor();
    await command(page, "/join nowhere");
    await page.getByRole("button", { name: "Create it" }).click();
    assertEquals(await page.getByLabel("Name", { exact: true }).inputValue(), "nowhere");
    assertEquals((await asked(fake, 4, "join_room")).map((one) => one["passphrase"]), [
      null,
      "open says me",
      "open sesame",
      null,
    ]);
    assertEquals(await asked(fake, 0, "create"), []);
  },
);

inPage(
  "the list says where texts wait and where one is named, and forgets it when it was seen",
  "rooms",
  async (page, fake) => {
    const lines = [
      text("ada", 50, "@mossy-heron look", { toMe: true }),
      text("bern", 51, "At what?"),
    ];
    fake.tell({ type: "lines", in: "c2", from: PARTS_LINES.length, lines });
    const row = page.locator(".conv", { hasText: "parts" });
    await row.locator(".count.at").waitFor();
    assertStringIncludes(await row.innerText(), "2 unread messages");
    assertStringIncludes(await row.innerText(), "names you once");
    assert(!(await row.innerText()).includes("At what?"));
    await row.click();
    await page.locator(".msg.at").last().waitFor();
    await page.locator(".fresh").waitFor();
    await row.locator(".count").first().waitFor({ state: "detached" });
    assertEquals(await page.locator(".msg.at .named.you").last().innerText(), "@mossy-heron");
  },
);

inPage("Alt and the arrows go through the conversations", "rooms", async (page) => {
  const title = page.locator(".head h1");
  await page.keyboard.press("Alt+ArrowDown");
  await page.getByRole("heading", { name: "parts", exact: true }).waitFor();
  await page.keyboard.press("Alt+ArrowDown");
  await page.getByRole("heading", { name: "keys-and-money", exact: true }).waitFor();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Alt+ArrowUp");
  await page.evaluate(SETTLED);
  assertEquals(await title.innerText(), "lobby");
});

inPage(
  "what is written in one conversation stays there, and a pencil says so",
  "rooms",
  async (page) => {
    const field = page.getByRole("textbox", { name: /^Write to/ });
    await field.fill("half a thought");
    await open(page, "parts");
    assertEquals(await field.inputValue(), "");
    const row = page.locator(".conv", { hasText: "lobby" });
    assertStringIncludes(await row.innerText(), "with a text of yours that is not sent");
    await row.click();
    assertEquals(await field.inputValue(), "half a thought");
  },
);

inPage(
  "leaving a room names what is lost and asks once, and so does closing what is over",
  "rooms",
  async (page, fake) => {
    await open(page, "parts");
    await page.getByRole("button", { name: "Leave this room" }).click();
    const dialog = page.getByRole("dialog", { name: "Leave parts?" });
    await dialog.getByText("It goes to whoever has been in it longest").waitFor();
    await dialog.getByRole("button", { name: "Stay" }).click();
    await dialog.waitFor({ state: "detached" });
    assertEquals(await asked(fake, 0, "close"), []);
    await page.getByRole("button", { name: "Leave this room" }).click();
    await dialog.getByRole("button", { name: "Leave the room" }).click();
    await page.locator(".conv", { hasText: "parts" }).waitFor({ state: "detached" });
    await page.locator(".conv", { hasText: "off-topic" }).click();
    await page.getByText("You were put out of off-topic.").waitFor();
    await page.locator(".banner").getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Close it" }).click();
    await page.locator(".conv", { hasText: "off-topic" }).waitFor({ state: "detached" });
    assertEquals((await asked(fake, 2, "close")).map((one) => one["in"]), ["c2", "c5"]);
  },
);

inPage(
  "an owner sets the topic, locks and opens the room, and has nothing kept",
  "rooms",
  async (page, fake) => {
    await open(page, "parts");
    await page.getByRole("button", { name: "Topic…" }).click();
    const topic = page.getByLabel("Topic", { exact: true });
    await topic.fill("x".repeat(201));
    await page.getByRole("button", { name: "Set the topic" }).click();
    await page.getByText("That topic is too long. Use at most 200 letters.").waitFor();
    assertEquals(await asked(fake, 0, "topic"), []);
    await topic.fill("Only fuses");
    await page.keyboard.press("Enter");
    await page.locator(".head .topic", { hasText: "Only fuses" }).waitFor();
    await page.getByRole("button", { name: "Lock…" }).click();
    await page.getByLabel("Passphrase of the room").fill("open sesame");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Lock or open…" }).click();
    await page.getByRole("button", { name: "Open it" }).click();
    const nothingKept = page.getByText("From here on nothing is kept.");
    const before = await nothingKept.count();
    await page.getByRole("button", { name: "Have the server keep nothing" }).click();
    // The log has such a line from long ago, which is no sign of anything.
    await nothingKept.nth(before).waitFor();
    const passphrases = (await asked(fake, 2, "lock")).map((one) => one["passphrase"]);
    assertEquals(passphrases, ["open sesame", null]);
    assertEquals(await asked(fake, 1, "keep"), [{ type: "keep", in: "c2", keep: false }]);
  },
);

inPage(
  "whoever does not own a room reads its topic and changes nothing",
  "rooms",
  async (page) => {
    await page.locator(".head .topic").click();
    const dialog = page.getByRole("dialog", { name: "Topic of lobby" });
    await dialog.getByText("Repair café. Next one: Sunday at ten").waitFor();
    assertEquals(await dialog.getByRole("textbox").count(), 0);
    await page.keyboard.press("Escape");
    for (const button of ["Topic…", "Lock…", "Bans…"]) {
      assertEquals(await page.getByRole("button", { name: button }).count(), 0, button);
    }
  },
);

inPage(
  "a private conversation says who reads it, and that its partner has left",
  "rooms",
  async (page) => {
    await open(page, "ada");
    await page.getByText("Open. The server and ada·k7qd can read this.").waitFor();
    await page.locator(".plain").click();
    await page.getByText("The conversation belongs to this one person").waitFor();
    await page.locator(".conv", { hasText: "marta" }).click();
    await page.locator(".banner", { hasText: "marta·q2wx has left." }).waitFor();
    assertEquals(person("marta").tag, "c5rj", "who is here now is somebody else");
  },
);
