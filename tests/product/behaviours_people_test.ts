import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { behaviour } from "../support/behaviours.ts";
import { enter, isIn, rowOf, sees, type Someone, turnTo } from "../support/crowd.ts";
import { saidAloud } from "../support/said_aloud.ts";
import { visit } from "../support/visitor.ts";

// Who somebody is, who comes and goes, whom one does not want to read, and what one takes along.

/** How somebody looks beside a text of theirs. */
async function looksOf({ page }: Someone, text: string) {
  const row = page.locator(".msg").filter({ hasText: text });
  return {
    tag: await row.locator(".who .tag").innerText(),
    colour: await page.evaluate(`getComputedStyle([...document.querySelectorAll(".msg")]
      .find((row) => row.textContent.includes("${text}")).querySelector(".who .nick")).color`),
    mark: await row.locator(".who-mark").innerHTML(),
  };
}

behaviour(
  38,
  "who changes their name keeps colour, mark and tag, and who takes it over has others",
  async ({ ada, bern, kip, news }) => {
    const [before, after, posing] = [news(), news(), news()];
    await enter(bern, before);
    await sees(ada, before);
    const looks = await looksOf(ada, before);
    await enter(bern, "/nick robin");
    await sees(ada, /bern·\w{4} is now robin/);
    await enter(bern, after);
    await sees(ada, after);
    assertEquals(await looksOf(ada, after), looks);
    const listed = ada.page.locator(".side .person").filter({ hasText: "robin" });
    assertEquals(await listed.locator(".tag").innerText(), looks.tag);
    await enter(kip, "/nick bern");
    await sees(ada, /kip·\w{4} is now bern/);
    await enter(kip, posing);
    await sees(ada, posing);
    const other = await looksOf(ada, posing);
    assertNotEquals(other.tag, looks.tag);
    assertNotEquals(other.mark, looks.mark);
    for (const one of [kip, bern]) {
      await enter(one, `/nick ${one.name}`);
      await ada.page.locator(".side .person").filter({ hasText: one.name }).waitFor();
    }
    await listed.waitFor({ state: "detached" });
  },
);

behaviour(
  39,
  "who comes and goes stands in one line that is no message, and can be hidden",
  async ({ ada, bern, kip, news }) => {
    await enter(ada, "/create station");
    await isIn(ada, "station");
    for (const one of [bern, kip]) {
      await enter(one, "/join station");
      await isIn(one, "station");
    }
    await ada.page.locator(".sys").filter({ hasText: /and 1 other joined/ }).waitFor();
    for (const one of [bern, kip]) {
      await enter(one, "/leave");
      await isIn(one, "lobby");
    }
    const all = ada.page.locator(".sys").filter({ hasText: /and 1 other came, went/ });
    await all.waitFor();
    assertEquals(await ada.page.locator(".log .msg").count(), 0);
    const own = news();
    await enter(ada, own);
    await sees(ada, own);
    const size = (of: string) =>
      ada.page.evaluate<number>(
        `parseFloat(getComputedStyle(document.querySelector("${of}")).fontSize)`,
      );
    assert(await size(".sys .tx") < await size(".msg .what .text"), "smaller than what people say");
    const comings = ada.page.getByRole("switch", { name: "Show who comes and goes" });
    for (const shown of [false, true]) {
      await ada.page.getByRole("button", { name: "Settings" }).click();
      await comings.click();
      await ada.page.locator(`.sw[aria-labelledby=comings-title][aria-checked=${shown}]`).waitFor();
      await ada.page.keyboard.press("Escape");
      await sees(ada, own);
      assertEquals(await all.count(), shown ? 1 : 0);
    }
  },
);

behaviour(
  40,
  "somebody who is ignored is neither read, heard nor counted, and others read them as before",
  async ({ ada, bern, kip, news }) => {
    const [first, named, secret] = [news(), news(), news()];
    await enter(ada, "/ignore bern");
    await ada.page.locator(".person").filter({ hasText: "ignored" }).waitFor();
    await enter(bern, first);
    await ada.page.locator(".log").getByText(/message of somebody you ignore/).last().waitFor();
    await sees(kip, first);
    assertEquals(await ada.page.getByText(first, { exact: true }).count(), 0);
    assertEquals((await saidAloud(ada.page)).filter((one) => one.includes(first)), []);
    await enter(ada, "/create refuge");
    await isIn(ada, "refuge");
    await enter(bern, `@ada ${named}`);
    await enter(bern, `/msg ada ${secret}`);
    await isIn(bern, "ada");
    await sees(bern, secret);
    const after = news();
    await enter(kip, after);
    await rowOf(ada, "lobby").getByText("1 unread message").waitFor({ state: "attached" });
    assertEquals(await rowOf(ada, "lobby").getByText(/names you/).count(), 0);
    assertEquals(await ada.page.title(), "(1) refuge · pyChat");
    await ada.page.reload();
    await turnTo(ada, "lobby");
    await sees(ada, after);
    assertEquals(await ada.page.getByText(named).count(), 0, "still so after a reload");
    const count = ada.page.locator(".sys").filter({ hasText: /you ignore/ }).last();
    await count.getByRole("button", { name: "Show" }).click();
    await count.getByText(named).waitFor();
    await enter(ada, "/ignore bern");
    await ada.page.locator(".msg").filter({ hasText: named }).waitFor();
  },
);

behaviour(
  41,
  "a conversation is exported as text and as JSON, with what was said, by whom and when",
  async ({ ada, bern, news }) => {
    const [said, kept] = [`${news()} <b>“ünïcode”</b> 🌱`, news()];
    await enter(bern, said);
    await sees(ada, said);
    await enter(ada, kept);
    await sees(bern, kept);
    const save = async (format: RegExp): Promise<{ name: string; text: string }> => {
      await ada.page.getByRole("button", { name: "Settings" }).click();
      await ada.page.getByRole("button", { name: "Export", exact: true }).click();
      const dialog = ada.page.getByRole("dialog", { name: "Export" });
      await dialog.getByRole("radio", { name: format }).check();
      const download = ada.page.waitForEvent("download");
      await dialog.getByRole("button", { name: "Save the file" }).click();
      const file = await download;
      await ada.page.keyboard.press("Escape");
      return { name: file.suggestedFilename(), text: await Deno.readTextFile(await file.path()) };
    };
    const text = await save(/^Text/);
    assert(text.name.endsWith(".txt"), text.name);
    const json = await save(/^JSON/);
    assert(json.name.endsWith(".json"), json.name);
    for (const file of [text.text, JSON.stringify(JSON.parse(json.text))]) {
      for (const part of [said, kept, "bern", String(new Date().getUTCFullYear())]) {
        assertStringIncludes(file, part);
      }
    }
  },
);

behaviour(
  42,
  "“Leave and wipe” says what stands where, leaves no file, and takes nothing from others",
  async ({ ada, crowd, news }) => {
    await using guest = await visit(crowd, "guest");
    const said = news();
    await enter(guest, said);
    await sees(ada, said);
    await guest.page.getByRole("tab", { name: "Who can see this" }).click();
    await guest.page.locator(".seepanel").getByText(
      /By the server: nothing\. Here: until you leave or close pyChat/,
    ).waitFor();
    await guest.page.getByRole("button", { name: "Settings" }).click();
    await guest.page.getByText(/kept on this computer only/).first().waitFor();
    await guest.page.getByRole("button", { name: "Leave and wipe…" }).click();
    const dialog = guest.page.getByRole("dialog");
    await dialog.getByText(/forgets messages, keys, drafts, known servers and settings/).waitFor();
    assert([...Deno.readDirSync(guest.data)].length > 0, "there was something to wipe");
    await dialog.getByRole("button", { name: "Leave and wipe" }).click();
    await guest.page.getByText("pyChat has left and wiped.").waitFor();
    assertEquals((await guest.ended).code, 0);
    assertEquals([...Deno.readDirSync(guest.data)], []);
    assertEquals(await guest.page.getByText(said).count(), 0);
    const kept = "[sessionStorage.length, localStorage.length, document.cookie]";
    assertEquals(await guest.page.evaluate(kept), [0, 0, ""]);
    await sees(ada, /guest·\w{4} left/);
    await sees(ada, said);
    assertEquals(guest.faults.filter((fault) => !fault.includes("WebSocket")), []);
  },
);
