/**
 * The sentences about problems: each says what is wrong, and what to do about it.
 *
 * A case that is missing would not compile.
 *
 * @module
 */
import type { InvitationProblem, Problem, VersionProblem } from "../../../lib/api/view.ts";
import { MAX_NAME_GRAPHEMES } from "../../../lib/api/limits.ts";
import { plural } from "../../format.ts";
import { nameSentence, roomSentence } from "./room_sentences.ts";

const SECONDS = { one: "# second", other: "# seconds" };

/** What is wrong, and what to do about it. */
function problemSaid(problem: Problem): string {
  switch (problem.code) {
    case "invitation":
      return invitationSentence(problem);
    case "name":
      return nameSentence(problem.rule, MAX_NAME_GRAPHEMES);
    case "name_taken":
      return takenSentence(problem.name, problem.seconds);
    case "nobody_answers":
      return `Nobody answers at ${problem.host}, port ${problem.port}. Is the server running?`;
    case "unknown_host":
      return `There is no computer called ${problem.host}. Look for a typing error, or ask for the address again.`;
    case "no_network":
      return `There is no way to ${problem.host} from here. Is this computer connected to a network?`;
    case "too_slow":
      return `No answer came in time from ${problem.host}, port ${problem.port}. Try again, or ask whether the server is running.`;
    case "not_pychat":
      return `Something answers at ${problem.host}, port ${problem.port}, but it is not a pyChat server. Look at the port.`;
    case "said_nothing":
      return `${problem.host}, port ${problem.port}, ended the connection without a word. The server may be stopped or busy, or take no more tries from you just now. Try again in a minute; if it stays so, look at the port.`;
    case "client_too_old":
    case "server_too_old":
      return versionSentence(problem);
    case "not_invited_server":
      return `The server that answers at ${problem.host}, port ${problem.port}, is not the one in this invitation. Nothing of yours was sent. Ask for a new invitation, or whether the address is right.`;
    case "server_full":
      return `${problem.name} is full. Try again when somebody has left.`;
    case "address_full":
      return `Too many are connected to ${problem.name} from where you are. Try again when one of them has left, or ask whoever runs it.`;
    case "too_often":
      return `You have asked for this too often. It can be done again in ${
        plural(problem.seconds, SECONDS)
      }.`;
    case "refused":
      return `${problem.name} does not let you in. Ask whoever runs it.`;
    case "not_kept":
      return "The server ended the connection before it let you in. Try again, or ask whoever runs it.";
    case "in_conversation":
      return "pyChat was not ended: you are in a conversation on another page. Close this page, or quit there.";
    case "not_remembered":
      return problem.sentence;
    case "not_done":
      return "pyChat could not do this, through a fault of its own. Nothing else is lost. Try again.";
    case "sealed_not_supported":
      return "This invitation is for a sealed room. This version of pyChat cannot join one.";
    default:
      return roomSentence(problem);
  }
}

function retrySaid(problem: Problem): string {
  switch (problem.code) {
    case "nobody_answers":
      return `Nobody answers at ${problem.host}, port ${problem.port}.`;
    case "unknown_host":
      return `${problem.host} cannot be found. Is there a network?`;
    case "no_network":
      return `There is no way to ${problem.host}. Is there a network?`;
    case "too_slow":
      return `No answer came in time from ${problem.host}.`;
    case "not_pychat":
      return `What answers at ${problem.host}, port ${problem.port}, is not a pyChat server.`;
    case "said_nothing":
      return `The connection to ${problem.host} is ended before anybody answers.`;
    case "name_taken":
      // Without the seconds: they were counted when it was tried, and this stands for a while.
      return problem.seconds === null
        ? `Somebody is called ${problem.name} now, or nearly so.`
        : `The name ${problem.name} is kept for somebody who lost the connection.`;
    case "server_full":
      return `${problem.name} is full.`;
    case "address_full":
      return "Too many are connected from where you are.";
    case "not_kept":
      return "The server ended the connection again.";
    default:
      return problemSaid(problem);
  }
}

function takenSentence(name: string, seconds: number | null): string {
  return seconds === null
    ? `Somebody here is already called ${name}, or nearly so. Choose another name.`
    : `Somebody called ${name}, or nearly so, has lost the connection and may come back. If not, the name is free in ${
      plural(seconds, SECONDS)
    }. Wait, or choose another.`;
}

/** It names no place to get an update from: anybody on the way can make it be shown. */
function versionSentence({ code, host, port, ours, theirs }: VersionProblem): string {
  const [kind, advice] = code === "client_too_old"
    ? ["a newer", "Update pyChat on this computer."]
    : ["an older", "Ask whoever runs it to update the server."];
  return `The server at ${host}, port ${port}, speaks ${kind} version of the protocol (${theirs}) than this program (${ours}). ${advice}`;
}

const PARTS = {
  scheme: "beginning",
  host: "address",
  port: "port",
  room: "room",
  key: "part after #",
  secret: "part after the dot",
} as const;

function invitationSentence({ part, fault, by }: InvitationProblem): string {
  const again = "Copy the whole invitation again.";
  const letters = plural(by, { one: "# letter", other: "# letters" });
  if (part === "scheme") {
    return "An invitation begins with pychat://. An address has nothing before it.";
  }
  switch (fault) {
    case "short":
      return `The ${PARTS[part]} is ${letters} short. ${again}`;
    case "long":
      return `The ${PARTS[part]} is ${letters} too long. ${again}`;
    case "case":
      return "Write the address in small letters.";
    case "zone":
      return "An address with a zone (the part after %) means something on one computer only. Use another address of the server.";
    case "range":
      return part === "port"
        ? "A port is a number from 1 to 65535."
        : `The ${PARTS[part]} is out of range. ${again}`;
    case "missing":
      return missing(part);
    case "characters":
      return characters(part);
  }
}

function missing(part: Exclude<InvitationProblem["part"], "scheme">): string {
  if (part === "host") {
    return "There is no address in it. Write one such as garden.local or 192.168.1.20.";
  }
  if (part === "port") {
    return "There is no number after the colon. Write one, or leave the colon out.";
  }
  if (part === "room") {
    return "There is no room after the /. Leave the / out, or copy the whole invitation again.";
  }
  return `The ${PARTS[part]} is missing. Copy the whole invitation again.`;
}

function characters(part: Exclude<InvitationProblem["part"], "scheme">): string {
  if (part === "host") {
    return "There is something in the address that no address has. Use letters a to z, digits, dots and hyphens, or an IP address.";
  }
  if (part === "port") return "The port has to be a number, such as 7420.";
  return `There is something in the ${
    PARTS[part]
  } that does not belong there. Copy the whole invitation again.`;
}

/** A part of the English table. */
export const sentences = {
  problem: problemSaid,
  /** Why the last try to get back in came to nothing. */
  retry: retrySaid,
} as const;
