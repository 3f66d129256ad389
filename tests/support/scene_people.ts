/**
 * The people of the scenes, and the server on which they meet.
 *
 * @module
 */
import type { Person, Server } from "../../lib/api/view.ts";

/** Eight words of a key. */
export const WORDS = ["river", "candle", "moss", "eleven", "harp", "slate", "orbit", "walnut"];
/** Eight others. */
export const NEW_WORDS = ["copper", "finch", "oval", "ladder", "mint", "drum", "velvet", "pioneer"];

/** The key of the server, as it stands in an invitation. */
export const KEY = "Zk3vQ8xT0mB5nR2yLw7uCe4hJp9sDf6aGk1iVo3qXt8";

/** The people of the scenes, in the order of their names. */
export const PEOPLE: readonly Person[] = [
  ["ada", "k7qd"],
  ["bern", "x2mf"],
  ["jo", "b3ys"],
  ["kip", "f7ue"],
  ["marta", "c5rj"],
  ["mossy-heron", "t4vz"],
  ["Nino", "w3pe"],
  ["quiet-otter", "h6ka"],
  ["Wolfeschlegelsteinhausen", "n2ol"],
  ["ليلى", "p5dn"],
  ["林", "m2vt"],
].map(([name = "", tag = ""], i) => ({ id: `member-${String(i).padStart(4, "0")}`, name, tag }));

/** The person whose page it is. */
export const ME: Person = person("mossy-heron");

/** One of {@linkcode PEOPLE}. */
export function person(name: string): Person {
  const found = PEOPLE.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`there is no ${name} in the scenes`);
  return found;
}

/** The server of the scenes. */
export const SERVER: Server = {
  host: "garden.local",
  port: 7420,
  name: "Garden Pi",
  words: WORDS,
  standing: "invited",
  compared: false,
  invitation: `pychat://garden.local/lobby#${KEY}`,
  history: 0,
};

/** Whose connection is lost: a short name and the longest. */
export const AWAY: ReadonlySet<Person> = new Set([
  person("kip"),
  person("Wolfeschlegelsteinhausen"),
]);
