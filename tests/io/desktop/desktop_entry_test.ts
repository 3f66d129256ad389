import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { desktopEntry, portableEntry } from "../../../lib/io/desktop/desktop_entry.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { makeRecorder, put, recorded, tool } from "../../support/desktop_home.ts";
import { inFolder } from "../../support/folder.ts";
import { needs } from "../../support/needs.ts";

/** Paths in which something has a meaning to an entry, a shell or a URI. */
const ODD_NAMES = [
  "plain",
  "with blanks  in it",
  `"double" and 'single'`,
  "$HOME and $(touch x) and `touch y`",
  "100% and %u and %%k",
  "back\\slash and \\n and \\\\ two",
  "ü, 日本 and u\u0308",
  "a;b&c|d<e>f(g)h*i?j#k~l!m{n}o[p]q^r",
  "-dash",
];

/** Links as a hostile page may write them. */
const ODD_URLS = [
  "pychat://example.org:7420/room#KEY",
  "pychat://h/;touch x;#K",
  "pychat://h/$(touch x)`touch y`$HOME#K",
  `pychat://h/"'\\" --data=/x#K`,
  "pychat://h/%20%u%%k&a|b#K",
];

/** Launches the text of an entry as GLib does. */
async function launch(folder: string, text: string, url?: string): Promise<void> {
  await Deno.writeTextFile(`${folder}/tried.desktop`, text);
  await tool("gio", ["launch", `${folder}/tried.desktop`, ...(url === undefined ? [] : [url])]);
}

async function validate(folder: string, text: string): Promise<void> {
  await Deno.writeTextFile(`${folder}/tried.desktop`, text);
  assertEquals(await tool("desktop-file-validate", [`${folder}/tried.desktop`]), "", text);
}

Deno.test("desktopEntry() starts the program with a link, and has an action for one more", () => {
  const lines = desktopEntry("/home/ann/pychat/pychat-client").split("\n");
  for (
    const line of [
      "Type=Application",
      "Name=pyChat",
      "Icon=pychat",
      "Terminal=false",
      "Categories=Network;InstantMessaging;",
      "MimeType=x-scheme-handler/pychat;",
      "TryExec=/home/ann/pychat/pychat-client",
      "Exec=/home/ann/pychat/pychat-client --ask -- %u",
      "Exec=/home/ann/pychat/pychat-client --new",
    ]
  ) assert(lines.includes(line), line);
  assertEquals(lines[0], "[Desktop Entry]");
  assertEquals(lines.at(-1), "");
});

Deno.test("desktopEntry() quotes what the specification reserves, and escapes that once more", () => {
  const exec = (path: string) => /^Exec=(.*) --ask -- %u$/m.exec(desktopEntry(path))?.[1];
  assertEquals(exec("/a b/c"), `"/a b/c"`);
  assertEquals(exec('/a"b/c'), `"/a\\\\"b/c"`);
  assertEquals(exec("/a`b/c"), '"/a\\\\`b/c"');
  assertEquals(exec("/a$b/c"), `"/a\\\\$b/c"`);
  assertEquals(exec("/a\\b/c"), `"/a\\\\\\\\b/c"`);
  assertEquals(exec("/a%b/c"), "/usr/bin/env /a%%b/c");
  assertEquals(exec("/ü/日本/c"), "/ü/日本/c");
  assertMatch(desktopEntry("/a\\b%c"), /^TryExec=\/a\\\\b%c$/m);
});

Deno.test("desktopEntry() refuses paths that an entry cannot say", () => {
  for (const path of ["/a\nExec=evil", "/a\rb", "/a\tb", "/a\u001bb", "/a\u0085b", "/a=b/c"]) {
    assertThrows(() => desktopEntry(path), StartError, "elsewhere", path);
  }
  for (const path of ["", "pychat-client", "./pychat-client"]) {
    assertThrows(() => desktopEntry(path), RangeError);
  }
});

Deno.test("portableEntry() refuses names that would be more than a name to a shell", () => {
  for (
    const name of ["", "a b", "a/b", "..", "-a", "a;b", 'a"', "a$b", "a`b", "a%b", "a\nb", "ü"]
  ) {
    assertThrows(() => portableEntry(name), RangeError);
  }
  assertMatch(portableEntry("pychat-client_x86.64"), /pychat-client_x86\.64/);
});

Deno.test({
  name: "desktopEntry() and portableEntry() are entries without fault to desktop-file-validate",
  ...needs("desktop-file-validate"),
  fn: () =>
    inFolder(async (folder) => {
      for (const name of ODD_NAMES) await validate(folder, desktopEntry(`/opt/${name}/pychat`));
      await validate(folder, portableEntry("pychat-client"));
    }),
});

Deno.test({
  name: "desktopEntry() starts programs of any path, each link being one argument",
  ...needs("gio"),
  fn: () =>
    inFolder(async (folder) => {
      for (const [n, name] of ODD_NAMES.entries()) {
        const program = await makeRecorder(`${folder}/${name}`, name);
        const url = ODD_URLS[n % ODD_URLS.length];
        await launch(folder, desktopEntry(program), url);
        assertEquals(await recorded(program), [program, "--ask", "--", url]);
      }
      const program = await makeRecorder(folder, "pychat");
      for (const url of ODD_URLS) {
        await launch(folder, desktopEntry(program), url);
        assertEquals(await recorded(program), [program, "--ask", "--", url]);
      }
      await launch(folder, desktopEntry(program));
      assertEquals(await recorded(program), [program, "--ask", "--"]);
    }),
});

Deno.test({
  name: "portableEntry() starts the program beside it in any folder, each link being one argument",
  ...needs("gio"),
  fn: () =>
    inFolder(async (folder) => {
      for (const [n, name] of ODD_NAMES.entries()) {
        // As the handler of its links GLib knows where an entry is; gio launch forgets it.
        const data = `${folder}/${name}`;
        const program = await makeRecorder(`${data}/applications`, "pychat-client");
        const entry = `${data}/applications/pychat.desktop`;
        await put(entry, portableEntry("pychat-client"));
        await put(
          `${data}/config/mimeapps.list`,
          "[Default Applications]\nx-scheme-handler/pychat=pychat.desktop\n",
        );
        const env = { HOME: data, XDG_DATA_HOME: data, XDG_CONFIG_HOME: `${data}/config` };
        const url = ODD_URLS[n % ODD_URLS.length] ?? "";
        await tool("gio", ["open", url], env);
        assertEquals(await recorded(program), [program, "--ask", "--", url]);
      }
    }),
});

Deno.test({
  name: "portableEntry() understands the place of the entry as a file: URI",
  ...needs("gio"),
  fn: () =>
    inFolder(async (folder) => {
      for (const name of ODD_NAMES) {
        const program = await makeRecorder(`${folder}/${name}`, "pychat-client");
        const all = name.replace(/[^]/gu, (sign) =>
          [...new TextEncoder().encode(sign)]
            .map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
        const place = `${folder}/${encodeURIComponent(name)}/x.desktop`;
        const places = [place, `//${place}`, `//localhost${place}`, `${folder}/${all}/x.desktop`];
        const url = ODD_URLS[2] ?? "";
        for (const text of places.map((path) => `file:${path.replaceAll("'", "%27")}`)) {
          await launch(folder, told(text), url);
          assertEquals(await recorded(program), [program, "--ask", "--", url], text);
        }
        await launch(folder, told(`file://${place.replaceAll("'", "%27")}`));
        assertEquals(await recorded(program), [program, "--ask", "--"]);
      }
    }),
});

/** The entry, launched by a desktop that tells this place of it. */
function told(place: string): string {
  return portableEntry("pychat-client").replace(" -- %k", ` -- "${place.replaceAll("%", "%%")}"`);
}

Deno.test({
  name: "portableEntry() starts nothing where the desktop does not tell its place",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const program = await makeRecorder(`${folder}/evil`, "pychat-client");
      await Deno.mkdir(`${folder}/evil/pychat:`);
      await makeRecorder(`${folder}/evil/pychat:`, "pychat-client");
      const script = /"(.*)" sh %u -- %k/.exec(portableEntry("pychat-client"))?.[1] ?? "";
      const plain = script.replaceAll("\\\\", "\\").replace(/\\(["`$\\])/g, "$1")
        .replaceAll("%%", "%");
      const hostile = ["pychat:/x", `${folder}/evil/x.desktop`, "--", "", "file:x", "evil/x"];
      for (
        const args of [["--"], ...hostile.map((url) => [url, "--"]), ["--", ""], ["--", "x/y"]]
      ) {
        const { code, stderr } = await new Deno.Command("sh", {
          args: ["-c", plain, "sh", ...args],
          cwd: `${folder}/evil`,
        }).output();
        assertEquals(code, 1, args.join(" "));
        assertMatch(new TextDecoder().decode(stderr), /does not tell where/);
      }
      assertEquals(await Deno.stat(`${program}.args`).catch(() => null), null);
    }),
});
