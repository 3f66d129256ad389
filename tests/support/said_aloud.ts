/**
 * What a screen reader is given, as Chromium's tree of accessibility has it.
 *
 * @module
 */
import type { Page } from "playwright-core";

/** A node of the tree. */
export interface Heard {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly {
    readonly name: string;
    readonly value: { readonly value: unknown };
  }[];
}

/** The whole tree of a page. */
export async function heardTree(page: Page): Promise<readonly Heard[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes as readonly Heard[];
}

/** What stands where a screen reader says what is added: the nearest place that says so decides. */
export async function saidAloud(page: Page): Promise<string[]> {
  const nodes = await heardTree(page);
  const tree = new Map(nodes.map((node) => [node.nodeId, node]));
  const isLive = (node: Heard | undefined): boolean => {
    const live = node?.properties?.find(({ name }) => name === "live")?.value.value;
    if (live === "polite" || live === "assertive") return true;
    if (live === "off" || node?.parentId === undefined) return false;
    return isLive(tree.get(node.parentId));
  };
  return nodes
    .filter((node) => node.role?.value === "StaticText" && isLive(node))
    .map((node) => node.name?.value ?? "");
}
