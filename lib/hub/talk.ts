/**
 * What members say to a room and to one another, and what they do with it afterwards.
 *
 * @module
 */
import type {
  DeleteMessage,
  EditMessage,
  SayMessage,
  TellMessage,
  TextMarks,
  TypingMessage,
  Where,
} from "../message/from_client.ts";
import type { ChangePlace, TextMessage, ToldMessage } from "../message/from_server.ts";
import { checkText, normaliseText } from "../message/text.ts";
import { deliver } from "./effect.ts";
import type { HubState } from "./hub_state.ts";
import { muteOf } from "./membership.ts";
import { done, type Outcome, refuse, tell } from "./outcome.ts";
import type { Place } from "./places.ts";
import { Room } from "./room.ts";

/** What a text was said to: a room, or the id of the other one. */
type Hearer = Room | string;

/** Where a text of somebody is, who is there, and how that is told. */
interface Spot {
  readonly where: Hearer;
  /** Ids, that of somebody too. */
  readonly everybody: readonly string[];
  readonly place: ChangePlace;
}

/** Everything that is said on one hub. */
export class Talk {
  readonly #hub: HubState;
  /** The highest number of a text between two. */
  #told = 0;

  constructor(hub: HubState) {
    this.#hub = hub;
  }

  /** A text for a room. */
  say(place: Place, message: SayMessage, now: number): Outcome {
    const { ref } = message;
    const { id: from } = place.member;
    const room = place.rooms.get(message.room);
    if (room === undefined) return refuse("unknown_room");
    const time = this.#hub.clock.stamp(now);
    const muted = muteOf(place, room, time);
    if (muted !== null) return { refused: muted };
    const words = readWords(message.text);
    if ("refused" in words) return words;
    const said: TextMessage = {
      type: "text",
      room: room.name,
      id: room.nextTextId(),
      from,
      text: words.text,
      time,
      ...marksOf(message),
      ...mentionsOf(message, room),
    };
    this.#keep(place, room, said);
    this.#hub.archive.add(room.history, said, place.member);
    return done(tell(from, room.everybody(), said, ref));
  }

  /** A text for one member. */
  tell(place: Place, message: TellMessage, now: number): Outcome {
    const { ref, to } = message;
    const { id: from } = place.member;
    if (!this.#isPartner(place, to)) return refuse("no_member");
    const words = readWords(message.text);
    if ("refused" in words) return words;
    const time = this.#hub.clock.stamp(now);
    this.#told = Math.max(this.#told + 1, time);
    const { text } = words;
    const told: ToldMessage = {
      type: "told",
      id: this.#told,
      from,
      to,
      text,
      time,
      ...marksOf(message),
    };
    this.#keep(place, to, told);
    return done(tell(from, [from, to], told, ref));
  }

  /** Other words for a text of one's own. */
  edit(place: Place, message: EditMessage, now: number): Outcome {
    const { id, ref } = message;
    const spot = this.#spot(place, message);
    if ("refused" in spot) return spot;
    const { where } = spot;
    const time = this.#hub.clock.stamp(now);
    const muted = where instanceof Room ? muteOf(place, where, time) : null;
    if (muted !== null) return { refused: muted };
    const change = place.recent.check(where, id, time);
    if (change !== "ok") return refuse(change);
    const words = readWords(message.text);
    if ("refused" in words) return words;
    const mentions = where instanceof Room ? mentionsOf(message, where) : {};
    if (where instanceof Room) {
      this.#hub.archive.edit(where.history, id, { ...words, ...mentions }, time);
    }
    const edited = { type: "edited", ...spot.place, id, ...words, ...mentions, time } as const;
    return done(tell(place.member.id, spot.everybody, edited, ref));
  }

  /** Takes back a text of one's own; who is muted may do that. */
  delete(place: Place, message: DeleteMessage, now: number): Outcome {
    const { id, ref } = message;
    const spot = this.#spot(place, message);
    if ("refused" in spot) return spot;
    const { where } = spot;
    const time = this.#hub.clock.stamp(now);
    const change = place.recent.check(where, id, time);
    if (change !== "ok") return refuse(change);
    place.recent.remove(where, id);
    if (where instanceof Room) this.#hub.archive.remove(where.history, id, time);
    const deleted = { type: "deleted", ...spot.place, id, time } as const;
    return done(tell(place.member.id, spot.everybody, deleted, ref));
  }

  /** Somebody is writing. What makes no sense or comes too often is not answered. */
  type(place: Place, message: TypingMessage, now: number): Outcome {
    if (place.typing.wait(1, now) > 0) return done();
    place.typing.take(1, now);
    const spot = this.#spot(place, message);
    if ("refused" in spot) return done();
    const { where, everybody } = spot;
    const { id: member } = place.member;
    if (!(where instanceof Room)) {
      return done(deliver(everybody, { type: "typing", member }, member));
    }
    if (muteOf(place, where, this.#hub.clock.stamp(now)) !== null) return done();
    return done(deliver(everybody, { type: "typing", member, room: where.name }, member));
  }

  #keep(place: Place, where: Hearer, { id, time }: TextMessage | ToldMessage): void {
    place.spoke = true;
    place.recent.add(where, id, time);
  }

  /** Whether an id is that of another member of the server; nobody talks to themselves. */
  #isPartner({ member }: Place, id: string): boolean {
    return id !== member.id && this.#hub.places.get(id) !== null;
  }

  #spot(place: Place, { room, to }: Where): Spot | Extract<Outcome, { refused: unknown }> {
    const { id: from } = place.member;
    if (room === undefined) {
      if (!this.#isPartner(place, to)) return { refused: { code: "no_member" } };
      return { where: to, everybody: [from, to], place: { from, to } };
    }
    const where = place.rooms.get(room);
    if (where === undefined) return { refused: { code: "unknown_room" } };
    return { where, everybody: where.everybody(), place: { room: where.name, from } };
  }
}

/** A text as it is passed on. */
function readWords(
  raw: string,
): { readonly text: string } | Extract<Outcome, { refused: unknown }> {
  const text = normaliseText(raw);
  const check = checkText(text);
  return check === "ok" ? { text } : { refused: { code: check } };
}

function marksOf({ action, reply }: TextMarks): TextMarks {
  return { ...(action === true && { action }), ...(reply !== undefined && { reply }) };
}

/** Only who is in the room is named to it: an id says nothing to anybody else. */
function mentionsOf({ mentions }: TextMarks, room: Room): Pick<TextMarks, "mentions"> {
  const present = mentions?.filter((id) => room.has(id)) ?? [];
  return present.length === 0 ? {} : { mentions: present };
}
