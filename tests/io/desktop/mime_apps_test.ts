import { assertEquals } from "@std/assert";
import { addHandler, removeHandler } from "../../../lib/io/desktop/mime_apps.ts";

const TYPE = "x-scheme-handler/pychat";
const LINE = "x-scheme-handler/pychat=pychat.desktop\n";

const add = (text: string) => addHandler(text, TYPE, "pychat.desktop");
const remove = (text: string) => removeHandler(text, TYPE, "pychat.desktop");

/** Files as people and programs leave them. */
const FILES: Readonly<Record<string, string>> = {
  "none": "",
  "another group": "[Added Associations]\ntext/plain=a.desktop;b.desktop;\n",
  "the group": "[Default Applications]\ntext/html=firefox.desktop\n",
  "the group, empty": "[Default Applications]\n",
  "the group, empty, before another": "[Default Applications]\n\n[Removed Associations]\nx/y=z\n",
  "comments": "# mine\n\n[Default Applications]\n# about text\ntext/html=firefox.desktop\n# end\n",
  "comments alone": "# mine\n\n",
  "blank lines": "\n\n[A]\n\n\n",
  "no end of the last line in the group": "[Default Applications]\ntext/html=firefox.desktop",
  "other ends of lines":
    "[Default Applications]\r\ntext/html=firefox.desktop\r\n\r\n[A]\r\nb=c\r\n",
  "blanks": "  [Default Applications]  \n  text/html = firefox.desktop ;\n",
  "another handler": `[Default Applications]\n${TYPE}=other.desktop\n`,
  "other handlers":
    `[Default Applications]\n${TYPE} = a.desktop;b.desktop;\ntext/html=c.desktop;\n`,
  "a handler twice":
    `[Default Applications]\n${TYPE}=a.desktop\nx/y=z.desktop\n${TYPE}=b.desktop;\n`,
  "the group twice":
    `[Default Applications]\na/b=c\n[X]\n[Default Applications]\n${TYPE}=d.desktop\n`,
  "the type in other groups": `[Added Associations]\n${TYPE}=pychat.desktop;\n[X]\n${LINE}`,
  "types of similar names": `[Default Applications]\n${TYPE}s=a\nx${TYPE}=b\n${TYPE}[de]=c\n`,
  "lines that say nothing": "[Default Applications]\nnonsense\n=\n=x\n[\n]\n",
  "a byte order mark": "\ufeff[A]\nb=c\n",
};

/** What the first choices for the type are, read without the code under test. */
function firstChoices(text: string): (string | undefined)[] {
  const groups = text.split(/^(?=[ \t]*\[)/m)
    .filter((group) => group.trimStart().startsWith("[Default Applications]"));
  return groups.flatMap((group) => group.split("\n"))
    .filter((line) => line.split("=")[0]?.trim() === TYPE)
    .map((line) => line.split("=")[1]?.split(";")[0]?.trim());
}

for (const [name, text] of Object.entries(FILES)) {
  Deno.test(`addHandler() makes the program the first choice, and removeHandler() undoes it: ${name}`, () => {
    const added = add(text);
    const choices = firstChoices(added);
    assertEquals(choices, choices.map(() => "pychat.desktop"));
    assertEquals(choices.length > 0, true, added);
    assertEquals(add(added), added);
    assertEquals(remove(added), text);
    assertEquals(remove(text), text);
    const kept = text.split("\n").filter((line) => line.trim() !== "" && !line.includes(TYPE));
    assertEquals(added.split("\n").filter((line) => kept.includes(line)), kept);
  });
}

Deno.test("addHandler() makes a group at the end, and says in it who made it", () => {
  assertEquals(
    add("[A]\nb=c"),
    `[A]\nb=c\n\n[Default Applications]\n# pychat-client install made this group.\n${LINE}`,
  );
});

Deno.test("addHandler() adds to the first group, whose line may be the last and without an end", () => {
  const group = "[Default Applications]";
  assertEquals(add(`${group}\na/b=c\n${group}\n`), `${group}\n${LINE}a/b=c\n${group}\n`);
  assertEquals(add(`# mine\n${group}`), `# mine\n${group}\n${LINE}`);
});

Deno.test("addHandler() takes the first place from another handler, which then comes second", () => {
  const group = (value: string) => `[Default Applications]\n${TYPE}=${value}\n`;
  assertEquals(add(group("other.desktop")), group("pychat.desktop;other.desktop"));
  assertEquals(add(group("a.desktop;pychat.desktop;")), group("pychat.desktop;a.desktop;"));
  assertEquals(add(group("pychat.desktop;a.desktop;")), group("pychat.desktop;a.desktop;"));
  assertEquals(add(group("")), group("pychat.desktop;"));
});

Deno.test("removeHandler() leaves what was chosen or written since", () => {
  const header = "[Default Applications]\n";
  const mark = "# pychat-client install made this group.\n";
  assertEquals(
    remove(`${header}${mark}${TYPE}=other.desktop\n`),
    `${header}${TYPE}=other.desktop\n`,
  );
  assertEquals(remove(`${header}${mark}${LINE}a/b=c\n`), `${header}a/b=c\n`);
  assertEquals(remove(`${header}${mark}${LINE}# mine\n`), `${header}# mine\n`);
  assertEquals(
    remove(`${header}${TYPE}=a.desktop;pychat.desktop;\n`),
    `${header}${TYPE}=a.desktop;\n`,
  );
  // As GLib and KDE write the file again: with a blank line at the end, and without comments.
  assertEquals(remove(`${header}${mark}${LINE}\n[X]\na=b\n`), "\n[X]\na=b\n");
  assertEquals(remove(`${header}${TYPE}=pychat.desktop;\n`), header);
});

Deno.test("removeHandler() leaves programs whose names merely hold that of the entry", () => {
  const text = `[Default Applications]\n${TYPE}=mypychat.desktop;pychat.desktop.desktop\n`;
  assertEquals(remove(text), text);
  assertEquals(remove(add(text)), text);
});
