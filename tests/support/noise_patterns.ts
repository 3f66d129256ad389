/**
 * The patterns that the public vectors use, as the Noise specification lists them (revision 34,
 * sections 7.4, 7.5 and 18.1), with the `psk` modifiers of section 9 applied by rule.
 *
 * @module
 */
import type { HandshakePattern, Token } from "../../lib/noise/pattern.ts";

const BASE: Record<string, string> = {
  N: "<- s | e es",
  NN: "e | e ee",
  NK: "<- s | e es | e ee",
  NK1: "<- s | e | e ee es",
  NX: "e | e ee s es",
  NX1: "e | e ee s | es",
  XN: "e | e ee | s se",
  XK: "<- s | e es | e ee | s se",
  XX: "e | e ee s es | s se",
  X1X: "e | e ee s es | s | se",
  IK: "<- s | e es s ss | e ee se",
  IX: "e s | e ee se s es",
};

/** Makes `XXpsk0+psk3` and the like of the base pattern and its modifiers. */
export function patternNamed(name: string): HandshakePattern {
  const [, base = "", modifiers = ""] = /^([A-Z0-9]+)(psk.*)?$/.exec(name) ?? [];
  const parts = (BASE[base] ?? "").split(" | ");
  const known = parts[0] === "<- s";
  const messages = parts.slice(known ? 1 : 0).map((part) => part.split(" ") as Token[]);
  for (const modifier of modifiers.split("+").filter((text) => text !== "")) {
    const place = Number(modifier.slice("psk".length));
    if (place === 0) messages[0]?.unshift("psk");
    else messages[place - 1]?.push("psk");
  }
  return { name, before: [[], known ? ["s"] : []], messages };
}
