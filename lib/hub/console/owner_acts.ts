/**
 * What an operator does to people and rooms: all that the owner of a room may do there.
 *
 * @module
 */
import { KICK_MS } from "../../limits.ts";
import { LOBBY } from "../hub.ts";
import { type Answer, ConsoleError, said } from "./answer.ts";
import type { Asking } from "./asking.ts";
import { formatDuration } from "./duration.ts";
import { listBans } from "./listings.ts";
import { placeName, shownName } from "./subject.ts";
import { quoteWord } from "./words.ts";

/** Out of the server, or of a room. */
export function kick(asking: Asking): Answer {
  const member = asking.person();
  const room = asking.roomOrLobby();
  asking.end();
  asking.operate({ type: "kick", member: member.id }, { room, member });
  const wait = formatDuration(KICK_MS / 1000);
  return said(`${shownName(member)} is out of ${placeName(room)}, and kept out for ${wait}.`);
}

/** Out, and kept out with the address. */
export function ban(asking: Asking): Answer {
  const { hub } = asking.desk;
  const member = asking.person();
  const room = asking.roomOrLobby(true);
  const seconds = asking.seconds();
  asking.end();
  const { sure } = asking;
  const wish = { type: "ban", member: member.id, sure, ...withSeconds(seconds) } as const;
  asking.operate(wish, { room, member });
  const id = hub.bansOf(room.room, asking.now)?.findLast(({ tag }) => tag === member.tag)?.id;
  const end = room.room === LOBBY ? "until the server stops" : "as long as there is the room";
  const time = seconds === undefined ? end : `for ${formatDuration(seconds)}`;
  const lift = room.room === LOBBY ? "" : ` ${quoteWord(room.room)}`;
  return said(
    `${shownName(member)} is banned from ${placeName(room)}, ${time}.` +
      (id === undefined ? "" : ` “unban ${id}${lift}” lifts that.`),
  );
}

/** Who is banned. */
export function bans(asking: Asking): Answer {
  const room = asking.roomOrLobby();
  asking.end();
  return said(...listBans(room, asking.desk.hub.bansOf(room.room, asking.now) ?? []));
}

/** Lifts a ban. */
export function unban(asking: Asking): Answer {
  const text = asking.word() ?? asking.wrong();
  const room = asking.roomOrLobby();
  asking.end();
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new ConsoleError(`“${text}” is not the number of a ban. “bans” lists those there are.`);
  }
  asking.operate({ type: "unban", ban: Number(text) }, { room });
  return said(`Ban ${text} from ${placeName(room)} is lifted.`);
}

/** Lets somebody say nothing. */
export function mute(asking: Asking): Answer {
  const member = asking.person();
  const room = asking.room();
  const seconds = asking.seconds();
  asking.end();
  const wish = { type: "mute", member: member.id, ...withSeconds(seconds) } as const;
  asking.operate(wish, { room, member });
  const time = seconds === undefined ? "until “unmute”" : `for ${formatDuration(seconds)}`;
  return said(`${shownName(member)} can say nothing in #${room.room}, ${time}.`);
}

/** And something again. */
export function unmute(asking: Asking): Answer {
  const member = asking.person();
  const room = asking.room();
  asking.end();
  asking.operate({ type: "unmute", member: member.id }, { room, member });
  return said(`${shownName(member)} can say something in #${room.room} again.`);
}

/** What a room is about. */
export function topic(asking: Asking): Answer {
  const room = asking.room();
  const text = asking.text() ?? asking.wrong();
  asking.operate({ type: "topic", topic: text }, { room });
  return said(
    text.trim() === "" ? `#${room.room} has no topic now.` : `#${room.room} has another topic.`,
  );
}

/** Who comes in with a passphrase only, or again without. */
export function lock(asking: Asking): Answer {
  const room = asking.room();
  const passphrase = asking.word() ?? asking.wrong();
  asking.end();
  const open = passphrase === "off";
  asking.operate({ type: "lock", ...(!open && { passphrase }) }, { room });
  return said(
    open
      ? `#${room.room} is open: no passphrase is asked for.`
      : `#${room.room} is locked: who comes in must know the passphrase. Who is in stays.`,
  );
}

/** Another owner. */
export function owner(asking: Asking): Answer {
  const room = asking.room();
  const member = asking.person();
  asking.end();
  asking.operate({ type: "hand_over", member: member.id }, { room, member });
  return said(`${shownName(member)} owns #${room.room} now.`);
}

/** Keeps texts of a room, or none. */
export function history(asking: Asking): Answer {
  const room = asking.room();
  const word = asking.word();
  asking.end();
  if (word !== "on" && word !== "off") return asking.wrong();
  const { history: most } = asking.desk;
  if (word === "on" && most === 0) {
    throw new ConsoleError("This server keeps no texts of any room: start it with --history N.");
  }
  asking.operate({ type: "keep", keep: word === "on" }, { room });
  const name = `#${room.room}`;
  return said(
    word === "on"
      ? `${name} keeps its last ${most} texts, in memory only.`
      : `${name} keeps no texts, and those that were kept are gone.`,
  );
}

function withSeconds(seconds: number | undefined): { readonly seconds?: number } {
  return seconds === undefined ? {} : { seconds };
}
