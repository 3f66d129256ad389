/**
 * What a file is called that holds conversations.
 *
 * @module
 */
import type { ExportFormat } from "../../api/export_format.ts";
import type { ConversationView, Server } from "../../api/view.ts";

const ENDINGS: { readonly [F in ExportFormat]: string } = {
  text: "txt",
  markdown: "md",
  json: "json",
};

/** Longest part of a file's name that others chose, in characters: at four bytes each it fits. */
const MAX_LABEL = 48;

/**
 * The name of a file: of what it holds, and of the day.
 *
 * @param views Which conversations; several are named by their server.
 * @param day As in `2026-11-22`.
 */
export function fileName(
  views: readonly ConversationView[],
  server: Server,
  format: ExportFormat,
  day: string,
): string {
  const [only] = views;
  const label = views.length === 1 && only !== undefined
    ? labelOf(only)
    : safe(server.name, "server");
  return `pychat-${label}-${day}.${ENDINGS[format]}`;
}

function labelOf(view: ConversationView): string {
  if (view.type === "room") return safe(view.name, "room");
  return safe(`${view.partner.name} ${view.partner.tag}`, "private");
}

/** Letters, digits and hyphens of any script: nothing that means something in a path. */
function safe(name: string, otherwise: string): string {
  const label = name.replace(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  const short = [...label].slice(0, MAX_LABEL).join("").replace(/^-|-$/g, "");
  return short === "" ? otherwise : short;
}
