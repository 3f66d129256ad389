/**
 * A console over a real hub and switchboard, with people on lines that lead nowhere.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { type Answer, Console } from "../../../lib/hub/console/console.ts";
import { Hub } from "../../../lib/hub/hub.ts";
import { Switchboard } from "../../../lib/hub/switchboard.ts";
import { GRACE_MS } from "../../../lib/limits.ts";
import type { Member, ServerMessage } from "../../../lib/message/from_server.ts";
import { drawFrom, fakeDigest } from "../draw.ts";
import { bytesOf, FakeArrival, type FakeLine, NOW } from "../fake_line.ts";

/** What an operator has before him. */
export class FakeDesk {
  readonly hub: Hub;
  readonly switchboard: Switchboard;
  readonly console: Console;
  /** Milliseconds since 1970. */
  now = NOW;
  readonly #lines = new Map<string, FakeLine>();
  readonly #members = new Map<string, Member>();

  /** @param history How many texts of each room are kept. */
  constructor(history = 0) {
    this.hub = new Hub({ draw: drawFrom(5), history, digest: fakeDigest });
    this.switchboard = new Switchboard(this.hub, { texts: null, grace: GRACE_MS });
    this.console = new Console(this.hub, this.switchboard, {
      invitations: (room) => [`pychat://one/${room}#key`, `pychat://two/${room}#key`],
      history,
    });
  }

  /** A desk where people came, each from an address of their own. */
  static of(...names: string[]): FakeDesk {
    const desk = new FakeDesk();
    for (const name of names) desk.enter(name);
    return desk;
  }

  /** Somebody comes. */
  enter(name: string, origin: string | null = `origin of ${name}`): Member {
    const arrival = new FakeArrival();
    arrival.origin = origin;
    const hello = bytesOf({ type: "hello", name, delivery: true });
    assertEquals(this.switchboard.enter(arrival, hello, this.now), { how: "joined" });
    assert(arrival.line !== null);
    const welcome = arrival.line.heard().find(({ type }) => type === "welcome");
    assert(welcome?.type === "welcome");
    this.#lines.set(name, arrival.line);
    this.#members.set(name, welcome.you);
    this.#forget();
    return welcome.you;
  }

  /** Whether somebody of that name and origin could come now. */
  mayEnter(name: string, origin: string | null): boolean {
    const arrival = new FakeArrival();
    arrival.origin = origin;
    const hello = bytesOf({ type: "hello", name, delivery: true });
    return this.switchboard.enter(arrival, hello, this.now).how === "joined";
  }

  /** Somebody asks for something, and what comes of it is forgotten. */
  ask(name: string, message: object): void {
    this.switchboard.receive(this.line(name), bytesOf({ ref: 1, ...message }), this.now);
    this.#forget();
  }

  /** Somebody makes a room, and others come into it. */
  room(room: string, owner: string, ...others: string[]): void {
    this.ask(owner, { type: "create", room });
    for (const other of others) this.ask(other, { type: "join", room });
  }

  line(name: string): FakeLine {
    const line = this.#lines.get(name);
    assert(line !== undefined, name);
    return line;
  }

  /** What somebody was told since the last look. */
  heard(name: string): ServerMessage[] {
    return this.line(name).heard();
  }

  member(name: string): Member {
    const member = this.#members.get(name);
    assert(member !== undefined, name);
    return member;
  }

  /** Somebody as they are shown. */
  shown(name: string): string {
    return `${this.member(name).name}·${this.member(name).tag}`;
  }

  /** The operator types a line. */
  run(line: string): Answer {
    return this.console.run(line, this.now);
  }

  /** One that is done, and what there is to read. */
  done(line: string): string {
    const answer = this.run(line);
    assert(answer.done, `${line}: ${answer.lines}`);
    return answer.lines.join("\n");
  }

  /** One that is refused, and why; nobody hears of it. */
  refused(line: string): string {
    this.#forget();
    const { lines, done, stop, invitation } = this.run(line);
    assertEquals([lines.length, done, stop, invitation], [1, false, false, null], line);
    for (const [name, line] of this.#lines) assertEquals(line.heard(), [], name);
    return lines[0] ?? "";
  }

  /** Nobody remembers what they were told so far. */
  #forget(): void {
    for (const line of this.#lines.values()) line.heard();
  }
}
