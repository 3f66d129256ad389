import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { enter, isIn, rowOf, sees, type Someone, turnTo, withCrowd } from "../support/crowd.ts";

// Two and three people in real pages at a real server: each thing that people do with one another.

async function notice({ page }: Someone, text: string | RegExp): Promise<void> {
  await page.locator(".chat").getByText(text).first().waitFor();
}

withCrowd(
  "rooms: three people make, find, join, count, leave and end one",
  ["ada", "bern", "kip"],
  async ({ people: [ada, bern, kip] }) => {
    assert(ada && bern && kip);
    await enter(ada, "/create workshop");
    await isIn(ada, "workshop");
    await enter(ada, "/topic Soldering on Sunday");
    await ada.page.locator(".head").getByText("Soldering on Sunday").waitFor();

    // Joining never makes a room; it offers to.
    await enter(bern, "/join wrokshop");
    await bern.page.getByRole("dialog").getByText(/There is no room wrokshop/).waitFor();
    await bern.page.getByRole("button", { name: "Create it" }).waitFor();
    await bern.page.keyboard.press("Escape");

    await enter(bern, "/rooms");
    const listed = bern.page.getByRole("dialog").getByText("Soldering on Sunday");
    await listed.waitFor();
    await bern.page.getByRole("dialog").getByRole("button", { name: /Join workshop|^Join$/ })
      .first()
      .click();
    await isIn(bern, "workshop");
    await sees(ada, /bern·\w{4} joined/);
    await enter(bern, "I bring solder.");
    await sees(ada, "I bring solder.");

    // Who looks elsewhere sees a count, and a mention apart from it.
    await turnTo(ada, "lobby");
    await enter(bern, "And flux.");
    await enter(bern, "@ada do you have tips?");
    await rowOf(ada, "workshop").getByText(/names you once/).waitFor({ state: "attached" });
    assertStringIncludes(await ada.page.title(), "@1");
    await turnTo(ada, "workshop");
    await sees(ada, "do you have tips?");
    assertEquals(await kip.page.getByText("And flux.").count(), 0);

    await enter(ada, "/leave");
    await ada.page.getByRole("dialog").getByRole("button", { name: "Leave the room" }).click();
    await isIn(ada, "lobby");
    assertEquals(await rowOf(ada, "workshop").count(), 0);
    await sees(bern, /It belongs to .* now/);
    await enter(bern, "/leave");
    await bern.page.getByRole("dialog").getByRole("button", { name: "Leave the room" }).click();
    await isIn(bern, "lobby");
    await enter(kip, "/join workshop");
    await kip.page.getByRole("dialog").getByText(/There is no room workshop/).waitFor();
  },
);

withCrowd(
  "a locked room: the name alone opens nothing, and its passphrase does",
  ["ada", "bern"],
  async ({ people: [ada, bern] }) => {
    assert(ada && bern);
    await enter(ada, "/create vault locked open sesame");
    await isIn(ada, "vault");
    await enter(bern, "/join vault");
    const dialog = bern.page.getByRole("dialog");
    await dialog.getByText(/There is no room vault, or it has another passphrase/).waitFor();
    await dialog.getByLabel(/Passphrase/).fill("open barley");
    await dialog.getByRole("button", { name: "Join", exact: true }).click();
    await dialog.getByText(/There is no room vault/).waitFor();
    await dialog.getByLabel(/Passphrase/).fill("open sesame");
    await dialog.getByRole("button", { name: "Join", exact: true }).click();
    await isIn(bern, "vault");
    await enter(ada, "/lock off");
    await sees(bern, /opened this room/);
  },
);

withCrowd(
  "a private conversation is with one person, and fails clearly when they have left",
  ["ada", "bern", "kip"],
  async ({ people: [ada, bern, kip], come }) => {
    assert(ada && bern && kip);
    await enter(ada, "/msg bern Between us.");
    await isIn(ada, "bern");
    await sees(ada, "Between us.");
    await rowOf(bern, "ada").click();
    await sees(bern, "Between us.");
    await bern.page.locator(".head").getByText(/Open\. The server and ada·\w{4} can read this/)
      .waitFor();
    await enter(bern, "Just us and the server.");
    await sees(ada, "Just us and the server.");
    assertEquals(await rowOf(kip, "ada").count(), 0);

    await enter(bern, "/quit");
    await bern.page.getByRole("dialog").getByRole("button", { name: "Quit" }).click();
    await sees(ada, /has left\. Somebody who comes under the same name is somebody else/);
    const again = await come("bern");
    await enter(again, "I am another bern.");
    await turnTo(ada, "lobby");
    await sees(ada, "I am another bern.");
    await enter(ada, "/msg bern Who are you?");
    await sees(ada, "Who are you?");
    assertEquals(await rowOf(ada, "bern").count(), 2, "two people, two conversations");
  },
);

withCrowd(
  "an owner mutes, kicks and bans, and who is out stays out",
  ["ada", "mallory", "kip"],
  async ({ people: [ada, mallory, kip], come }) => {
    assert(ada && mallory && kip);
    await enter(ada, "/create workshop");
    await isIn(ada, "workshop");
    for (const one of [mallory, kip]) {
      await enter(one, "/join workshop");
      await isIn(one, "workshop");
    }
    await enter(ada, "/mute mallory 10m");
    await sees(kip, /muted mallory·\w{4} for 10 minutes/);
    await mallory.page.locator(".compose").getByText(/muted you here for 10 minutes/).waitFor();
    await enter(ada, "/mute mallory");
    await sees(kip, /let mallory·\w{4} write again/);

    for (const [one, other] of [[ada, kip], [kip, ada]] as const) {
      await enter(one, `/owner ${other.name}`);
      await one.page.getByRole("dialog").getByRole("button", { name: "Hand it over" }).click();
      await sees(mallory, new RegExp(`gave this room to ${other.name}`));
    }
    await enter(ada, "/kick mallory");
    await sees(kip, /mallory·\w{4} was put out by ada/);
    await sees(mallory, /put you out of this room/);
    await enter(ada, "Only for who is in.");
    await sees(kip, "Only for who is in.");
    await turnTo(mallory, "lobby");
    await enter(mallory, "/join workshop");
    await notice(mallory, /banned|put out|come in again/);

    await enter(ada, "/ban kip");
    await ada.page.getByRole("dialog").getByText(/come from the same address/).waitFor();
    await ada.page.getByRole("button", { name: "Ban all the same" }).click();
    await sees(kip, /banned you from this room/);
    const second = await come("kipling");
    await enter(second, "/join workshop");
    await notice(second, /banned/);
    assertEquals(await second.page.getByText("Only for who is in.").count(), 0);
    await enter(ada, "/bans");
    const bans = ada.page.getByRole("dialog");
    await bans.getByRole("button", { name: /Lift the ban of kip/ }).click();
    await bans.getByText("Nobody is banned.").waitFor();
  },
);

withCrowd(
  "what the server keeps is said on joining, read by who comes later, and forgotten when told so",
  ["ada"],
  async ({ people: [ada], come }) => {
    assert(ada);
    await sees(ada, /keeps the last 2 messages of this room in memory/);
    await enter(ada, "/create workshop");
    await isIn(ada, "workshop");
    for (const text of ["one", "two", "three"]) await enter(ada, `This is ${text}.`);
    await sees(ada, "This is three.");
    const bern = await come("bern");
    await enter(bern, "/join workshop");
    await isIn(bern, "workshop");
    await sees(bern, "This is three.");
    assertEquals(await bern.page.getByText("This is one.").count(), 0);
    await enter(ada, "/history off");
    await sees(bern, /had the server forget what it kept/);
    const kip = await come("kip");
    await enter(kip, "/join workshop");
    await isIn(kip, "workshop");
    await sees(kip, "Nothing is kept.");
    assertEquals(await kip.page.getByText("This is three.").count(), 0);
  },
  ["--history", "2"],
);

withCrowd(
  "commands: completed as they are typed, escaped with //, and never sent when unknown",
  ["ada", "bern"],
  async ({ people: [ada, bern] }) => {
    assert(ada && bern);
    const field = ada.page.locator("#compose");
    await field.pressSequentially("/ni");
    await ada.page.getByRole("option", { name: /\/nick/ }).waitFor();
    await ada.page.keyboard.press("Tab");
    assertEquals(await field.inputValue(), "/nick ");
    await field.pressSequentially("adele");
    await ada.page.keyboard.press("Enter");
    await sees(bern, /ada·\w{4} is now adele/);
    await enter(ada, "/jion workshop");
    await notice(ada, "There is no command /jion. Did you mean /join? Nothing was sent.");
    assertEquals(await field.inputValue(), "/jion workshop", "what was typed is kept");
    await enter(ada, "//jion is how it is not written");
    await sees(bern, "/jion is how it is not written");
    assertEquals(await bern.page.getByText("/jion workshop").count(), 0);
  },
);

withCrowd(
  "mentions, /me, answers, other words and deleting reach both, marked as such",
  ["ada", "bern"],
  async ({ people: [ada, bern] }) => {
    assert(ada && bern);
    const field = ada.page.locator("#compose");
    await field.pressSequentially("@be");
    await ada.page.getByRole("option", { name: /bern/ }).waitFor();
    await ada.page.keyboard.press("Tab");
    await field.pressSequentially("is the kettel on?");
    await ada.page.keyboard.press("Enter");
    await sees(bern, /is the kettel on\?/);
    await enter(ada, "/me fills the kettle");
    await sees(bern, /fills the kettle/);

    // A text can be changed once the server has it, and bern may hear of it first.
    await ada.page.locator(".msg", { hasText: "fills the kettle" }).locator(".tick").waitFor();
    await ada.page.keyboard.press("ArrowUp");
    assertEquals(await field.inputValue(), "fills the kettle");
    await field.fill("fills the big kettle");
    await ada.page.keyboard.press("Enter");
    await sees(bern, /fills the big kettle/);
    await sees(bern, "(edited)");

    const row = bern.page.locator(".msg").filter({ hasText: "kettel" });
    await row.hover();
    await row.getByRole("button", { name: "Reply" }).click();
    await enter(bern, "It is.");
    await ada.page.locator(".msg").filter({ hasText: "It is." }).getByText(/kettel/).waitFor();

    const own = ada.page.locator(".msg").filter({ hasText: "fills the big kettle" });
    await own.hover();
    await own.getByRole("button", { name: "More" }).click();
    await ada.page.getByRole("menuitem", { name: "Delete…" }).click();
    await ada.page.getByRole("dialog").getByRole("button", { name: /Delete/ }).click();
    await sees(bern, /ada·\w{4} deleted a message/);
    assertEquals(await bern.page.getByText("fills the big kettle").count(), 0);

    await enter(bern, "/ignore ada");
    await enter(ada, "Can you hear me?");
    await sees(bern, /message of somebody you ignore/);
    assertEquals(await bern.page.getByText("Can you hear me?").count(), 0);
  },
);

withCrowd(
  "who writes is seen only where they want it so",
  ["ada", "bern"],
  async ({ people: [ada, bern] }) => {
    assert(ada && bern);
    const field = ada.page.locator("#compose");
    await field.pressSequentially("quiet");
    await ada.page.keyboard.press("Enter");
    await sees(bern, "quiet");
    assertEquals(await bern.page.getByText(/is writing/).count(), 0);
    await ada.page.getByRole("button", { name: "Settings" }).click();
    const name = "Show that I am writing";
    await ada.page.getByRole("switch", { name }).click();
    await ada.page.getByRole("switch", { name, checked: true }).waitFor();
    await ada.page.keyboard.press("Escape");
    await field.pressSequentially("loud");
    await bern.page.getByText(/ada.* is writing/).waitFor();
  },
);

withCrowd(
  "an invitation to a room leads into it, and shows itself as text and as a code",
  ["ada"],
  async ({ people: [ada], come }) => {
    assert(ada);
    await enter(ada, "/create workshop");
    await isIn(ada, "workshop");
    await enter(ada, "/invite");
    const dialog = ada.page.getByRole("dialog");
    await dialog.getByRole("img", { name: /QR code/ }).waitFor();
    const invitation = (await dialog.locator(".url").innerText()).trim();
    assertStringIncludes(invitation, "/workshop#");
    await ada.page.keyboard.press("Escape");
    const bern = await come("bern", invitation);
    await isIn(bern, "workshop");
    await enter(bern, "Found it.");
    await sees(ada, "Found it.");
    await bern.page.reload();
    await isIn(bern, "workshop");
    await sees(bern, "Found it.");
  },
);

withCrowd(
  "who can see this: each conversation says it in its own words, and the compared words stay so",
  ["ada", "bern"],
  async ({ people: [ada, bern] }) => {
    assert(ada && bern);
    await enter(ada, "/create attic hidden");
    await isIn(ada, "attic");
    await ada.page.getByRole("tab", { name: "Who can see this" }).click();
    const panel = ada.page.locator(".seepanel");
    await panel.getByText("The server and you can read this.").waitFor();
    await panel.getByText(/Whoever knows its name/).waitFor();
    await panel.getByRole("button", { name: "We compared them" }).click();
    await panel.getByText("You compared them.").waitFor();
    await enter(ada, "/msg bern Hello.");
    await isIn(ada, "bern");
    await panel.getByText(/The server and bern·\w{4} can read this/).waitFor();
    await panel.getByText("You compared them.").waitFor();
    await ada.page.reload();
    await ada.page.getByText("Connected · key compared").waitFor();
  },
);

withCrowd(
  "export: one conversation or all, as text, Markdown and JSON",
  ["ada", "bern"],
  async ({ people: [ada, bern] }) => {
    assert(ada && bern);
    await enter(bern, "In the lobby.");
    await sees(ada, "In the lobby.");
    await enter(ada, "/create workshop");
    await isIn(ada, "workshop");
    await enter(ada, "In the workshop.");
    await sees(ada, "In the workshop.");
    const saved = async (command: string): Promise<{ name: string; text: string }> => {
      const download = ada.page.waitForEvent("download");
      await enter(ada, command);
      const file = await download;
      return { name: file.suggestedFilename(), text: await Deno.readTextFile(await file.path()) };
    };
    const one = await saved("/export");
    assert(one.name.endsWith(".txt"), one.name);
    assertStringIncludes(one.text, "In the workshop.");
    assert(!one.text.includes("In the lobby."));
    const all = await saved("/export markdown all");
    assert(all.name.endsWith(".md"), all.name);
    assertStringIncludes(all.text, "In the lobby");
    assertStringIncludes(all.text, "In the workshop");
    const json = await saved("/export json all");
    assert(json.name.endsWith(".json"), json.name);
    assertStringIncludes(JSON.stringify(JSON.parse(json.text)), "In the workshop.");
  },
);
