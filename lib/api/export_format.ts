/**
 * How a conversation is written to a file.
 *
 * @module
 */

/** The formats there are. */
export const EXPORT_FORMATS = ["text", "markdown", "json"] as const;
/** One of {@linkcode EXPORT_FORMATS}. */
export type ExportFormat = typeof EXPORT_FORMATS[number];
