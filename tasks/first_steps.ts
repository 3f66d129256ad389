/**
 * The `README.txt` beside a program in a download: how to start it, in the words of its system.
 *
 * @module
 */
import type { Program, Target } from "./targets.ts";

/**
 * Writes the page.
 *
 * @param program Which one lies beside it.
 * @param target What it was compiled for: a kind of Linux or of macOS.
 * @param version Its version.
 */
export function firstSteps(program: Program, target: Target, version: string): string {
  const title = `pychat-${program} ${version}, for ${target.triple}`;
  const server = program === "server";
  const before = target.opener === "open" ? MACOS.replace("PROGRAM", `pychat-${program}`) : "";
  const after = target.opener === "xdg-open" ? server ? SERVICE : DESKTOP : "";
  const steps = before + (server ? SERVER : CLIENT) + after;
  return `${title}\n${"=".repeat(title.length)}\n\n${steps}${END}`;
}

const MACOS = `Before the first start: this program is not signed by Apple's rules, so macOS refuses
what a browser has downloaded. If you have compared its sum with SHA256SUMS, lift that
for this one file, in a Terminal in this folder:

    xattr -d com.apple.quarantine PROGRAM

`;

const SERVER = `Start it in a terminal in this folder:

    ./pychat-server

It prints an invitation. Whoever gets it pastes it into pychat-client.

    ./pychat-server --help    what else it can
`;

const SERVICE = `
To make it a service that starts with this machine (setup prints what root is to do):

    ./pychat-server setup | sudo sh
`;

const CLIENT = `Start it with a double click on pychat-client, or in a terminal in this folder:

    ./pychat-client

It opens a page in your browser. Paste the invitation that you were given.

    ./pychat-client --help    what else it can
`;

const DESKTOP =
  `    ./pychat-client install   puts it into your menu of programs and lets links that
                              begin with pychat: open it; "uninstall" takes that back

Where a double click on pychat-client does nothing, try pychat.desktop beside it. The two
must stay in one folder.
`;

const END = `
pyChat has not been audited. What it protects from whom, and how to compare this download
with what was published, stands in the README of the project. The licence is in LICENSE;
what else is inside, with the licences, in pychat.cdx.json beside the download.
`;
