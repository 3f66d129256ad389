/**
 * What the owner of a room may do there, and the server's operator everywhere.
 *
 * @module
 */
import { KICK_MS } from "../limits.ts";
import type {
  BanMessage,
  HandOverMessage,
  KeepMessage,
  KickMessage,
  ListBansMessage,
  LockMessage,
  MuteMessage,
  OwnerAsk,
  SetTopicMessage,
  UnbanMessage,
  UnmuteMessage,
} from "../message/from_client.ts";
import type { Ban } from "../message/from_server.ts";
import { isRoomPassphrase, normaliseTopic } from "../message/room_rules.ts";
import { deliver } from "./effect.ts";
import type { HubState } from "./hub_state.ts";
import { takeOff, takeOut } from "./membership.ts";
import { done, type Outcome, refuse, tell } from "./outcome.ts";
import { normalisePassphrase } from "./passphrase.ts";
import type { Place } from "./places.ts";
import type { Room } from "./room.ts";
import { bansMessages } from "./room_lists.ts";

/** Something that is asked for in a room, by who may. */
interface Act<Ask> {
  readonly ask: Ask;
  readonly room: Room;
  /** Who asks; `null` is the server's operator. */
  readonly asker: Place | null;
  readonly time: number;
  /** What every message about it says. */
  readonly about: { readonly room: string; readonly by?: string; readonly time: number };
}

/** How somebody is put out of a room. */
interface Ejection {
  readonly how: "kicked" | "banned";
  readonly seconds?: number;
}

type Answer = Parameters<typeof tell>[2];

/** Does what owners and the operator ask for. */
export class Government {
  readonly #hub: HubState;
  readonly #digest: (text: string) => string;

  /** @param digest Gives what is kept of a passphrase. */
  constructor(hub: HubState, digest: (text: string) => string) {
    this.#hub = hub;
    this.#digest = digest;
  }

  /**
   * Does it, or says why not.
   *
   * @param asker Who asks; `null` is the server's operator.
   */
  act(asker: Place | null, ask: OwnerAsk, now: number): Outcome {
    const room = this.#room(asker, ask.room);
    if (room === null) return refuse("unknown_room");
    const isLobby = room === this.#hub.rooms.lobby;
    if (isLobby && (ask.type === "lock" || ask.type === "hand_over")) return refuse("lobby");
    if (asker !== null && room.owner !== asker.member.id) return refuse("not_owner");
    const time = this.#hub.clock.stamp(now);
    const by = asker === null ? {} : { by: asker.member.id };
    return this.#do(ask, { room, asker, time, about: { room: room.name, ...by, time } });
  }

  /** Who is banned from a room; `null` if there is none. */
  bansOf(name: string, now: number): readonly Ban[] | null {
    return this.#hub.rooms.find(name)?.bans.list(this.#hub.clock.stamp(now)) ?? null;
  }

  #do(ask: OwnerAsk, act: Omit<Act<OwnerAsk>, "ask">): Outcome {
    switch (ask.type) {
      case "topic":
        return this.#setTopic({ ...act, ask });
      case "lock":
        return this.#lock({ ...act, ask });
      case "keep":
        return this.#keep({ ...act, ask });
      case "mute":
        return this.#mute({ ...act, ask });
      case "unmute":
        return this.#unmute({ ...act, ask });
      case "kick":
        return this.#kick({ ...act, ask });
      case "ban":
        return this.#ban({ ...act, ask });
      case "unban":
        return this.#unban({ ...act, ask });
      case "bans":
        return this.#list({ ...act, ask });
      case "hand_over":
        return this.#handOver({ ...act, ask });
    }
  }

  /** Members name the rooms they are in as they were told them; an operator types. */
  #room(asker: Place | null, name: string): Room | null {
    return asker === null ? this.#hub.rooms.find(name) : asker.rooms.get(name) ?? null;
  }

  #setTopic({ ask, room, asker, about }: Act<SetTopicMessage>): Outcome {
    const topic = normaliseTopic(ask.topic);
    if (topic === null) return refuse("topic_invalid");
    room.topic = topic;
    return proclaim(room, asker, { type: "topic", ...about, topic }, ask.ref);
  }

  #lock({ ask, room, asker, about }: Act<LockMessage>): Outcome {
    const passphrase = ask.passphrase === undefined ? null : normalisePassphrase(ask.passphrase);
    if (passphrase !== null && !isRoomPassphrase(passphrase)) return refuse("passphrase_invalid");
    room.lock = passphrase === null ? null : this.#digest(passphrase);
    return proclaim(room, asker, { type: "mode", ...about, kind: room.kind }, ask.ref);
  }

  #keep({ ask, room, asker, about }: Act<KeepMessage>): Outcome {
    const { archive } = this.#hub;
    archive.turn(room.history, ask.keep, about.time);
    const history = archive.limitOf(room.history);
    return proclaim(room, asker, { type: "keeping", ...about, history }, ask.ref);
  }

  #mute({ ask, room, asker, time, about }: Act<MuteMessage>): Outcome {
    const target = this.#target(asker, room, ask.member);
    if (target === null) return refuse("no_member");
    const { member, seconds } = ask;
    target.mutes.set(room, end(time, seconds));
    const muted = { type: "muted", ...about, member, ...secondsField(seconds) } as const;
    return proclaim(room, asker, muted, ask.ref);
  }

  #unmute({ ask, room, asker, about }: Act<UnmuteMessage>): Outcome {
    const target = this.#target(asker, room, ask.member);
    if (target === null) return refuse("no_member");
    target.mutes.delete(room);
    return proclaim(room, asker, { type: "unmuted", ...about, member: ask.member }, ask.ref);
  }

  #kick({ ask, room, asker, time, about }: Act<KickMessage>): Outcome {
    const target = this.#target(asker, room, ask.member);
    if (target === null) return refuse("no_member");
    // A minute does no harm to others there, and who has a second client is not back at once.
    room.bans.kick(target.member, target.origin, time + KICK_MS, time);
    return this.#eject(target, room, about, { how: "kicked", seconds: KICK_MS / 1000 });
  }

  #ban({ ask, room, asker, time, about }: Act<BanMessage>): Outcome {
    const target = this.#target(asker, room, ask.member);
    if (target === null) return refuse("no_member");
    if (room.bans.isFull(time)) return refuse("bans_full");
    const { origin, member } = target;
    if (ask.sure !== true) {
      if (origin === null) return refuse("ban_no_address");
      if (this.#hub.places.isShared(target)) return refuse("ban_shared");
    }
    room.bans.ban(member, origin, end(time, ask.seconds));
    return this.#eject(target, room, about, { how: "banned", ...secondsField(ask.seconds) });
  }

  /** Nothing of the room that is still on its way arrives: it is out at once. */
  #eject(
    target: Place,
    room: Room,
    about: Act<unknown>["about"],
    { how, ...seconds }: Ejection,
  ): Outcome {
    const { id: member } = target.member;
    const { time, by } = about;
    if (room === this.#hub.rooms.lobby) {
      return done([{ type: "expel", member, reason: how }], takeOff(this.#hub, target, how, time));
    }
    const going = { reason: how, ...(by !== undefined && { by }) };
    return done(
      [{ type: "withhold", member, room: room.name }],
      deliver([member], { type: "exited", ...about, how, ...seconds }),
      takeOut(this.#hub, room, target, going, time),
    );
  }

  #unban({ ask, room, asker, time, about }: Act<UnbanMessage>): Outcome {
    const { ban, ref } = ask;
    if (!room.bans.lift(ban, time)) return refuse("no_ban");
    if (asker === null) return done();
    return done(deliver([asker.member.id], { type: "unbanned", ...about, ban, ref }));
  }

  #list({ room, asker, time }: Act<ListBansMessage>): Outcome {
    if (asker === null) return done();
    const parts = bansMessages(room.name, room.bans.list(time));
    return done(...parts.map((part) => deliver([asker.member.id], part)));
  }

  #handOver({ ask, room, asker, about }: Act<HandOverMessage>): Outcome {
    const target = this.#target(asker, room, ask.member);
    if (target === null) return refuse("no_member");
    room.owner = ask.member;
    return proclaim(room, asker, { type: "owner", ...about, owner: ask.member }, ask.ref);
  }

  /** Somebody in the room; nobody does anything to themselves. */
  #target(asker: Place | null, room: Room, id: string): Place | null {
    const place = this.#hub.places.get(id);
    return place === null || place === asker || !room.has(id) ? null : place;
  }
}

/** Tells a whole room, and who asked for it with the `ref`. */
function proclaim(room: Room, asker: Place | null, message: Answer, ref: number): Outcome {
  if (asker === null) return done(deliver(room.everybody(), message));
  return done(tell(asker.member.id, room.everybody(), message, ref));
}

/** @param seconds For how long; absent is without an end. */
function end(time: number, seconds: number | undefined): number {
  return seconds === undefined ? Infinity : time + seconds * 1000;
}

function secondsField(seconds: number | undefined): { readonly seconds?: number } {
  return seconds === undefined ? {} : { seconds };
}
