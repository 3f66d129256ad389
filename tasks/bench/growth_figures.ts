/**
 * What is measured of growth: each figure is something that is done, and what there are more and
 * more of.
 *
 * @module
 */
import { UNHEARD_MS } from "../../lib/hub/departed.ts";
import { ACK_PACKETS, MAX_BANS, MAX_HISTORY, MAX_ROOMS } from "../../lib/limits.ts";
import type { Person } from "../../tests/support/room_crowd.ts";
import {
  at,
  banned,
  comeMany,
  coming,
  lobbyOf,
  pastOf,
  Queue,
  queuedLobby,
  rename,
  renamed,
  say,
  timed,
  timesFor,
  townOf,
} from "./growth_scenes.ts";

/** Something whose cost is measured. */
export interface Figure {
  readonly name: string;
  /** What there are more and more of. */
  readonly of: string;
  readonly sizes: readonly number[];
  /** How many, at a size, it must cost something for. */
  unitsOf(size: number): number;
  /** Gives what does it, and then says how many microseconds it took to do it once. */
  prepare(size: number): () => number;
}

const PEOPLE = [10, 100, 1_000, 5_000];
/** Fewer, as it takes as long as all that all of them are told. */
const RETURNING = [10, 100, 300, 1_000];
const COUPLES = [10, 100, 1_000, 5_000];
const COUNTS = [10, 100, 1_000, 10_000];
/** The largest are as many as a server lets there be. */
const ROOMS = [1, 32, 128, MAX_ROOMS];
const TEXTS = [1, 10, 100, MAX_HISTORY];
const BANS = [1, 16, 64, MAX_BANS];
const PACKETS = [1, 32, 1_000, 10_000];

const one = () => 1;
const each = (size: number) => size;

const members: readonly Figure[] = [
  figure("a text by the same one", "members", PEOPLE, each, (size) => {
    const crowd = lobbyOf(size);
    return () => timed(() => say(crowd, at(crowd.people, 0)), timesFor(size));
  }),
  figure("a text by another one each time", "members", PEOPLE, each, (size) => {
    const crowd = lobbyOf(size);
    let turn = 0;
    return () => timed(() => say(crowd, at(crowd.people, ++turn)), timesFor(size));
  }),
  figure("another name", "members", PEOPLE, each, (size) => {
    const crowd = lobbyOf(size);
    let turn = 0;
    return () => timed(() => rename(crowd, at(crowd.people, ++turn)), timesFor(size));
  }),
  figure("somebody comes", "members", PEOPLE, each, (size) => {
    const crowd = lobbyOf(size);
    return () => coming(crowd, timesFor(10 * size));
  }),
  figure("somebody goes", "members", PEOPLE, each, (size) => {
    const crowd = lobbyOf(size);
    return () => {
      const came = comeMany(crowd, timesFor(10 * size));
      return timed(() => crowd.go(at(came.splice(0, 1), 0)), came.length);
    };
  }),
  figure("somebody is cut off", "members", PEOPLE, each, (size) => {
    const crowd = lobbyOf(size);
    return () => {
      const took = timed(() => crowd.lose(at(crowd.people, 0)));
      crowd.back(at(crowd.people, 0));
      return took;
    };
  }),
  figure("somebody comes back", "members", PEOPLE, each, (size) => {
    const crowd = lobbyOf(size);
    return () => {
      crowd.lose(at(crowd.people, 0));
      return timed(() => crowd.back(at(crowd.people, 0)));
    };
  }),
  // Each of them is told of each, so that is what it is divided by.
  figure("all come back at once", "members", RETURNING, (size) => size * size, (size) => {
    const crowd = lobbyOf(size);
    return () => {
      for (const person of crowd.people) crowd.lose(person);
      return timed(() => crowd.people.forEach((person) => crowd.back(person)));
    };
  }),
  figure("a text through queues, taken and acknowledged", "members", PEOPLE, each, (size) => {
    const { crowd, queues } = queuedLobby(size);
    let sent = 0;
    const sendOne = () => {
      say(crowd, at(crowd.people, 0));
      sent++;
      for (const queue of queues) {
        queue.take();
        if (sent % ACK_PACKETS === 0) queue.acknowledge(ACK_PACKETS);
      }
    };
    return () => timed(sendOne, timesFor(size));
  }),
];

const rooms: readonly Figure[] = [
  figure("a text to ten", "rooms", ROOMS, one, (size) => {
    const { crowd } = townOf(size);
    return () => timed(() => say(crowd, at(crowd.people, 0), "room 0"), 500);
  }),
  figure("somebody comes into a room of ten", "rooms", ROOMS, one, (size) => {
    const { crowd, guest } = townOf(size);
    return () => {
      const took = timed(() => crowd.act("join", "room 0", guest, guest));
      crowd.act("leave", "room 0", guest, guest);
      return took;
    };
  }),
  figure("the list of rooms, one of which has changed", "rooms", ROOMS, each, (size) => {
    const { crowd, guest } = townOf(size);
    return () => {
      crowd.act("join", "room 0", guest, guest);
      const took = timed(() => crowd.ask(guest, { type: "rooms" }));
      crowd.act("leave", "room 0", guest, guest);
      return took;
    };
  }),
  figure("the list of rooms as it was", "rooms", ROOMS, each, (size) => {
    const { crowd, guest } = townOf(size);
    return () => timed(() => crowd.ask(guest, { type: "rooms" }), 20);
  }),
];

const renames: readonly Figure[] = [
  figure("another name", "changed before", COUNTS, one, (size) => {
    const crowd = renamed(size);
    let turn = 0;
    return () => timed(() => rename(crowd, at(crowd.people, ++turn)), 50);
  }),
  figure("a text", "names changed before", COUNTS, one, (size) => {
    const crowd = renamed(size);
    return () => timed(() => say(crowd, at(crowd.people, 0)), 50);
  }),
  figure("somebody comes", "names changed before", COUNTS, one, (size) => {
    const crowd = renamed(size);
    return () => coming(crowd, 10);
  }),
];

const packets: readonly Figure[] = [
  figure("a packet is queued and taken", "not acknowledged", PACKETS, one, (size) => {
    const queue = new Queue(size);
    const sendOne = () => {
      queue.post();
      queue.take();
    };
    return () => {
      const took = timed(sendOne, 100);
      queue.acknowledge(100);
      return took;
    };
  }),
  figure("a packet is acknowledged", "not acknowledged", PACKETS, one, (size) => {
    const queue = new Queue(size);
    return () => {
      for (let n = 0; n < 100; n++) queue.post();
      queue.empty();
      return timed(() => queue.acknowledge(1), 100);
    };
  }),
  figure("all go again after a cut", "not acknowledged", PACKETS, each, (size) => {
    const queue = new Queue(size);
    return () => timed(() => queue.replay());
  }),
];

const others: readonly Figure[] = [
  figure("a text, where another one gives way", "texts kept", TEXTS, one, (size) => {
    const crowd = pastOf(size, size);
    return () => {
      const came: readonly Person[] = comeMany(crowd, 20);
      let turn = 0;
      const took = timed(() => say(crowd, at(came, turn++)), came.length);
      for (const person of came) crowd.go(person);
      return took;
    };
  }),
  figure("somebody comes", "texts kept", TEXTS, each, (size) => {
    const crowd = pastOf(size, size);
    return () => coming(crowd, 10);
  }),
  figure("somebody comes in", "bans", BANS, one, (size) => {
    const { crowd, room, owner } = banned(size);
    const guest = at(crowd.people, crowd.people.length - 1);
    return () => {
      const took = timed(() => crowd.act("join", room, owner, guest));
      crowd.act("leave", room, owner, guest);
      return took;
    };
  }),
  figure("a private text", "private conversations", COUPLES, one, (size) => {
    const crowd = lobbyOf(Math.max(...PEOPLE));
    let turn = 0;
    const tellOne = () => {
      const { id: to } = at(crowd.people, 1 + turn++ % (size - 1));
      crowd.ask(at(crowd.people, 0), { type: "tell", to, ref: 1, text: "Tea?" });
    };
    return () => timed(tellOne, 200);
  }),
  figure("somebody comes back", "have left long ago", COUNTS, one, (size) => {
    const crowd = pastOf(size, 0);
    crowd.wait(2 * UNHEARD_MS);
    return () => {
      crowd.lose(at(crowd.people, 0));
      return timed(() => crowd.back(at(crowd.people, 0)));
    };
  }),
];

/** All there is to measure. */
export const FIGURES: readonly Figure[] = [...members, ...rooms, ...renames, ...packets, ...others];

function figure(
  name: string,
  of: string,
  sizes: readonly number[],
  unitsOf: Figure["unitsOf"],
  prepare: Figure["prepare"],
): Figure {
  return { name, of, sizes, unitsOf, prepare };
}
