/**
 * Conversations as a file: what this person saw, and nothing that the server was asked for.
 *
 * @module
 */
import type { ExportFormat } from "../../api/export_format.ts";
import type { ExportContext, ExportedConversation, ExportTools } from "./exported.ts";
import { fileName } from "./file_name.ts";
import { jsonFile } from "./json_file.ts";
import { localTimes } from "./local_time.ts";
import { markdownFile } from "./markdown_file.ts";
import { textFile } from "./text_file.ts";

/**
 * Longest file, in UTF-16 units, but for what is pending: escaped once more on its way to a page it
 * is still within the longest string there can be, of 2^29 units.
 */
export const MAX_EXPORT_UNITS = 128 * 1024 * 1024;

const WRITERS = { text: textFile, markdown: markdownFile, json: jsonFile } as const;

/**
 * Writes conversations into one file; of one that is too long its newest lines.
 *
 * @param conversations In this order, one or more.
 * @param now Milliseconds since 1970 (UTC).
 * @returns What the file holds, and a name for it.
 */
export function exportConversations(
  conversations: readonly ExportedConversation[],
  context: ExportContext,
  format: ExportFormat,
  tools: ExportTools,
  now: number,
): { readonly fileName: string; readonly text: string } {
  const { day } = localTimes(tools.zone)(now);
  const most = Math.floor(MAX_EXPORT_UNITS / Math.max(1, conversations.length));
  const views = conversations.map(({ view }) => view);
  return {
    fileName: fileName(views, context.server, format, day),
    text: WRITERS[format](conversations, context, tools, now, most),
  };
}
