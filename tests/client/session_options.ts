/**
 * What a session is begun with, for tests.
 *
 * @module
 */
import type { Admission } from "../../lib/client/connection/admission.ts";
import { DEFAULT_CHOICES, type Problem, type State } from "../../lib/api/view.ts";
import { Feed } from "../../lib/client/conversation/feed.ts";
import { Refs } from "../../lib/client/conversation/refs.ts";
import { Session, type SessionOptions } from "../../lib/client/session/session.ts";

/** A server's key. */
export const KEY = "A".repeat(43);

/** As the garden lets somebody in. */
export const ADMISSION: Admission = {
  welcome: {
    type: "welcome",
    you: { id: "me", name: "ada", tag: "aaaa" },
    room: "lobby",
    history: 20,
    time: 0,
    rooms: true,
  },
  key: KEY,
  words: ["one"],
  standing: "new",
  since: 3,
  compared: false,
  replaces: null,
  serverName: "Garden",
};

/** As a server does that numbers. */
export const NUMBERED: Admission = {
  ...ADMISSION,
  welcome: { ...ADMISSION.welcome, delivery: { secret: "s", grace: 120 } },
};

/** Where the garden is, and a room there. */
export const TARGET = { where: "typed", host: "::1", port: 9, room: "küche", key: null };

/** What a session begins with, where a test says nothing else. */
export function optionsOf(options: Partial<SessionOptions> = {}): SessionOptions {
  let last = 0;
  return {
    admission: ADMISSION,
    target: TARGET,
    madeUp: true,
    feed: new Feed(),
    refs: new Refs(),
    nextId: () => `c${++last}`,
    ...options,
  };
}

/** A state for pages, where a test looks at no state. */
export const STATE: State = {
  version: "1",
  theme: "nord",
  choices: DEFAULT_CHOICES,
  stage: { at: "start", where: "", problem: null },
  name: "ada",
  me: null,
  conversations: [],
  ignored: [],
};

/** What pages were told that did not work, since the last look at anything. */
export function noticesOf(feed: Feed): readonly Problem[] {
  return feed.take(() => STATE, [])
    .flatMap((update) => update.type === "notice" ? [update.problem] : []);
}

/** A session that has just begun. */
export function begin(options?: Partial<SessionOptions>): Session {
  return new Session(optionsOf(options), 1);
}
