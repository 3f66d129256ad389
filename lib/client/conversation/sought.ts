/**
 * Words that are searched for in texts, whatever their case and accents.
 *
 * A text is read once, letter by letter, for all words together (Aho and Corasick, 1975): the work
 * is linear in the text, whatever stands in it and whatever is searched for.
 *
 * @module
 */
import { normaliseText } from "../../message/text.ts";

/** Accents and points, joiners, and what makes a sign colourful: who types has them seldom at hand. */
const MARKS =
  /[\p{Script=Inherited}\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0656-\u065f]/gu;

/**
 * Where the letters are that have a case or an accent, or are marks: from, and to before. Kana and
 * Hangul are not among them, since without their marks they are other letters.
 */
const CHANGING: readonly (readonly [number, number])[] = [
  [0x0000, 0x2500],
  [0x2c00, 0x2e00],
  [0xa640, 0xa800],
  [0xab30, 0xabc0],
  [0xfb00, 0xfb50],
  [0xfe00, 0xfe30],
  [0xff21, 0xff5b],
];

/** The class of a unit that stands in no word. */
const OTHER = 0;
/** The class of a unit that is passed over. */
const PASSED = 0xffff;
/** The class of a unit that stands for several letters. */
const SEVERAL = 0xfffe;

/** So many letters tell most words apart; more would make a search of what repeats itself slow. */
const HINT_UNITS = 3;

/** What those units are searched for as that are not themselves; made when it is first needed. */
let folds: ReadonlyMap<number, string> | null = null;

/** What is typed to find something. */
export class Sought {
  readonly #words: readonly string[];
  /** The class of each UTF-16 unit. */
  readonly #classes = new Uint16Array(0x10000);
  /** The classes of the letters that a unit stands for, where it is `SEVERAL`. */
  readonly #several = new Map<number, readonly number[]>();
  /** How many classes there are: the length of a row of `#next`. */
  #width = 1;
  /** Which state follows on one, by the class of the unit that is read. */
  #next = new Uint16Array(0);
  /** The number of the word that ends at a state, from 1; 0 is none. */
  #ends = new Uint8Array(0);
  /** For each word: whether its beginning stands in a text. Most texts need not be read then. */
  readonly #hints: readonly RegExp[];
  /** In which reading a word was found last, by its number. */
  readonly #found: Uint32Array;
  #readings = 0;

  /** @param typed Words, at most `MAX_SEARCH_UNITS` UTF-16 units long together. */
  constructor(typed: string) {
    const words = normaliseText(typed).split(/\s+/u).map(foldWord);
    const longest = [...new Set(words)].sort((a, b) => b.length - a.length);
    // What stands in another word needs no search of its own: so a state ends one word at most.
    this.#words = longest.filter((word, at) =>
      word !== "" && !longest.slice(0, at).some((other) => other.includes(word))
    );
    this.#found = new Uint32Array(this.#words.length + 1);
    this.#hints = this.#words.map(hintOf);
    this.#classify();
    this.#build();
  }

  /** Whether there is nothing to search for. */
  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  /** Whether each word stands in one of two texts. */
  isIn(text: string, other: string): boolean {
    if (!this.#hints.every((hint) => hint.test(text) || hint.test(other))) return false;
    this.#readings++;
    const left = this.#read(text, this.#words.length);
    return left === 0 || this.#read(other, left) === 0;
  }

  /** How many of the words are still to be found after a text. */
  #read(text: string, left: number): number {
    const [classes, next, ends, width] = [this.#classes, this.#next, this.#ends, this.#width];
    let state = 0;
    for (let at = 0; at < text.length && left > 0; at++) {
      const unit = text.charCodeAt(at);
      const one = classes[unit] ?? OTHER;
      if (one === OTHER) state = 0;
      else if (one < SEVERAL) {
        state = next[state * width + one] ?? 0;
        if (ends[state] !== 0) left -= this.#find(ends[state] ?? 0);
      } else if (one === SEVERAL) {
        for (const letter of this.#several.get(unit) ?? []) {
          state = next[state * width + letter] ?? 0;
          if (ends[state] !== 0) left -= this.#find(ends[state] ?? 0);
        }
      }
    }
    return left;
  }

  /** A word stands there. Gives 1 if that is the first time in this reading, else 0. */
  #find(word: number): number {
    if (this.#found[word] === this.#readings) return 0;
    this.#found[word] = this.#readings;
    return 1;
  }

  /** Gives each letter of the words a class, and all that is searched for as that letter. */
  #classify(): void {
    for (const unit of unitsOf(this.#words.join(""))) {
      if (this.#classes[unit] === OTHER) this.#classes[unit] = this.#width++;
    }
    const own = this.#classes.slice();
    for (const [unit, letters] of foldsOfAll()) {
      const classes = unitsOf(letters).map((letter) => own[letter] ?? OTHER);
      this.#classes[unit] = classes.length === 0 ? PASSED : classes[0] ?? OTHER;
      if (classes.length < 2) continue;
      this.#classes[unit] = SEVERAL;
      this.#several.set(unit, classes);
    }
  }

  /** Makes the states: each is the beginning of a word, as far as it was read. */
  #build(): void {
    const most = 1 + this.#words.reduce((sum, { length }) => sum + length, 0);
    const [width, next, ends] = [
      this.#width,
      new Uint16Array(most * this.#width),
      new Uint8Array(most),
    ];
    let states = 1;
    for (const [number, word] of this.#words.entries()) {
      let state = 0;
      for (const unit of unitsOf(word)) {
        const to = state * width + (this.#classes[unit] ?? OTHER);
        if (next[to] === 0) next[to] = states++;
        state = next[to] ?? 0;
      }
      ends[state] = number + 1;
    }
    [this.#next, this.#ends] = [next, ends];
    this.#fail(states);
  }

  /** Where a word does not go on, another may that begins within it: fills the empty cells. */
  #fail(states: number): void {
    const [width, next] = [this.#width, this.#next];
    const fails = new Uint16Array(states);
    const queue = [0];
    for (const state of queue) {
      const fail = fails[state] ?? 0;
      for (let one = 1; one < width; one++) {
        const to = next[state * width + one] ?? 0;
        const instead = state === 0 ? 0 : next[fail * width + one] ?? 0;
        if (to === 0) next[state * width + one] = instead;
        else {
          fails[to] = instead;
          queue.push(to);
        }
      }
    }
  }
}

function foldsOfAll(): ReadonlyMap<number, string> {
  if (folds !== null) return folds;
  const made = new Map<number, string>();
  for (const [from, to] of CHANGING) {
    for (let unit = from; unit < to; unit++) {
      const letter = String.fromCharCode(unit);
      // Capitals, since some letters have several small forms; the one that has none gets it first.
      const folded = letter.normalize("NFD").replace(MARKS, "").toLowerCase().toUpperCase();
      if (folded !== letter) made.set(unit, folded);
    }
  }
  folds = made;
  return made;
}

/** A word as it is searched for. */
function foldWord(word: string): string {
  const all = foldsOfAll();
  return unitsOf(word).map((unit) => all.get(unit) ?? String.fromCharCode(unit)).join("");
}

/** Matches where the first letters of a folded word stand, or what is several letters, one of these. */
function hintOf(word: string): RegExp {
  const first = word.slice(0, HINT_UNITS);
  const folds = [...foldsOfAll()];
  const classOf = (fits: (letters: string) => boolean) =>
    `[${folds.flatMap(([unit, all]) => fits(all) ? [escaped(unit)] : []).join("")}]`;
  const marks = `${classOf((letters) => letters === "")}*`;
  const letters = unitsOf(first).map((unit) => {
    const letter = String.fromCharCode(unit);
    return `(?:${escaped(unit)}|${classOf((letters) => letters === letter)})`;
  });
  const several = classOf((letters) =>
    letters.length > 1 && [...letters].some((one) => first.includes(one))
  );
  return new RegExp(`${letters.join(marks)}|${several}`);
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
