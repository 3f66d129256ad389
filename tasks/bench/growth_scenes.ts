/**
 * The scenes in which growth is measured: lobbies, towns of rooms, pasts, and queues.
 *
 * @module
 */
import { encodeAck } from "../../lib/delivery/control.ts";
import { Stock } from "../../lib/delivery/stock.ts";
import { Backlog } from "../../lib/io/net/backlog.ts";
import { CREATE_RATE, RECORD_BYTES, RENAME_RATE } from "../../lib/limits.ts";
import { packMessage } from "../../lib/message/encode.ts";
import { KIND, PACKET_HEADER_BYTES } from "../../lib/wire/packet.ts";
import type { Parcel } from "../../lib/wire/parcel.ts";
import { type Person, RoomCrowd } from "../../tests/support/room_crowd.ts";

/** How long one has to wait for another name, in milliseconds, and for another room. */
const RENAME_MS = 1_000 / RENAME_RATE.perSecond;
const CREATE_MS = 1_000 / CREATE_RATE.perSecond;

/** Bytes of packets that a record has room for. */
const RECORD_ROOM = Math.max(...RECORD_BYTES);

/** The people of a town; the last one is in none of its rooms. */
const TOWNSPEOPLE = 600;

/** Deliveries that a clock can measure. */
const MEASURABLE = 5_000;

/** Microseconds for one of so many. */
export function timed(act: () => void, times = 1): number {
  const start = performance.now();
  for (let n = 0; n < times; n++) act();
  return (performance.now() - start) * 1_000 / times;
}

/** One of those there are, from the beginning again after the last one. */
export function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("there is none");
  return item;
}

const lobbies = new Map<number, RoomCrowd>();

/** So many people in the lobby, the same for all figures. */
export function lobbyOf(people: number): RoomCrowd {
  const crowd = lobbies.get(people) ?? new RoomCrowd(people);
  lobbies.set(people, crowd);
  return crowd;
}

/** How often something is done that costs something for so many. */
export function timesFor(units: number): number {
  return Math.max(1, Math.ceil(MEASURABLE / units));
}

/** Somebody says something. */
export function say(crowd: RoomCrowd, person: Person, room = "lobby"): void {
  crowd.ask(person, { type: "say", room, ref: 1, text: "Is the kettle on?" });
}

let names = 0;

/** Somebody has another name, long enough after the last time. */
export function rename(crowd: RoomCrowd, person: Person): void {
  crowd.wait(RENAME_MS);
  crowd.ask(person, { type: "rename", name: `called ${++names}` });
}

/** So many come to the server. */
export function comeMany(crowd: RoomCrowd, count: number): Person[] {
  return Array.from({ length: count }, () => crowd.come(`newcomer ${++names}`));
}

/** Somebody comes and goes again; only the coming counts. */
export function coming(crowd: RoomCrowd, times: number): number {
  const came: Person[] = [];
  const took = timed(() => came.push(...comeMany(crowd, 1)), times);
  for (const person of came) crowd.go(person);
  return took;
}

/** So many rooms of ten people each. */
export function townOf(rooms: number): { crowd: RoomCrowd; guest: Person } {
  const crowd = new RoomCrowd(TOWNSPEOPLE);
  for (let room = 0; room < rooms; room++) {
    crowd.wait(CREATE_MS);
    const people = Array.from({ length: 10 }, (_, n) => {
      return at(crowd.people, (10 * room + n) % (TOWNSPEOPLE - 1));
    });
    crowd.fill(`room ${room}`, people);
  }
  return { crowd, guest: at(crowd.people, TOWNSPEOPLE - 1) };
}

/** A hundred people who have had other names so often. */
export function renamed(times: number): RoomCrowd {
  const crowd = new RoomCrowd(100);
  for (let n = 0; n < times; n++) rename(crowd, at(crowd.people, n));
  return crowd;
}

/** Ten people in a lobby in which so many others have said something and left. */
export function pastOf(gone: number, history: number): RoomCrowd {
  const crowd = new RoomCrowd(10, { history });
  for (let n = 0; n < gone; n++) {
    const person = crowd.come(`newcomer ${++names}`);
    say(crowd, person);
    crowd.go(person);
  }
  return crowd;
}

/** A room of so many who are banned then; a guest who is not may come in. */
export function banned(bans: number): { crowd: RoomCrowd; room: string; owner: Person } {
  const crowd = new RoomCrowd(bans + 2);
  const [owner, ...barred] = crowd.people.slice(0, -1);
  if (owner === undefined) throw new Error("nobody came");
  const room = "tea";
  crowd.fill(room, [owner, ...barred]);
  for (const { id } of barred) {
    crowd.ask(owner, { type: "ban", room, member: id, sure: true, ref: 1 });
  }
  return { crowd, room, owner };
}

/** What a server has for one member, from which so much has gone that is not acknowledged. */
export class Queue {
  readonly #parcel = packMessage({ type: "announcement", text: "x".repeat(60), time: 1 });
  readonly #backlog: Backlog;
  #acknowledged = 0;

  /**
   * @param unacknowledged Packets.
   * @param stock Where what waits is counted.
   */
  constructor(unacknowledged = 0, stock: Stock = new Stock()) {
    const options = { stock, maxMemberBytes: Infinity, clock: () => 0 };
    this.#backlog = new Backlog(options, true, () => {});
    for (let n = 0; n < unacknowledged; n++) this.post();
    this.empty();
  }

  post(parcel: Parcel = this.#parcel): void {
    this.#backlog.post(parcel);
  }

  /** Takes what leaves in one record. */
  take(): number {
    return this.#backlog.take(RECORD_ROOM).length;
  }

  /** Takes all that waits. */
  empty(): void {
    while (this.take() > 0);
  }

  /** So many more have arrived. */
  acknowledge(more: number): void {
    this.#acknowledged += more;
    const body = encodeAck(this.#acknowledged).subarray(PACKET_HEADER_BYTES);
    this.#backlog.hear({ kind: KIND.ack, body });
  }

  /** There is another connection, on which all that did not arrive goes again. */
  replay(): void {
    this.#backlog.cut();
    this.#backlog.resume(this.#acknowledged);
    this.#backlog.replay();
    this.empty();
  }
}

/** So many in the lobby, each with a queue; gives what the queues are. */
export function queuedLobby(people: number): { crowd: RoomCrowd; queues: readonly Queue[] } {
  const stock = new Stock();
  const queues: Queue[] = [];
  const queue = () => {
    const made = new Queue(0, stock);
    queues.push(made);
    return made;
  };
  const crowd = new RoomCrowd(0, { queue });
  for (let n = 1; n <= people; n++) {
    crowd.people.push(crowd.come(`guest ${n}`));
    // Who never reads would have all that comes of five thousand who come.
    if (n % 50 === 0 || n === people) queues.forEach((one) => one.empty());
  }
  return { crowd, queues };
}
