/**
 * Folders as URLs.
 *
 * @module
 */

/** The URL of a folder, whatever is in its path. */
export function toFileUrl(folder: string): URL {
  const path = folder.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return new URL(`file://${path.startsWith("/") ? "" : "/"}${path.replace("%3A", ":")}/`);
}
