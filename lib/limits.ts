/**
 * Every number that bounds what a peer or a page may cost, and those of the wire that we chose, with
 * unit and reason. Numbers that a standard fixes, and pauses of ours, stand with their code.
 *
 * @module
 */
import type { Rate } from "./token_bucket.ts";

/** The port a server listens on and an address without one means. Not registered to anybody. */
export const DEFAULT_PORT = 7420;

/**
 * Plaintext sizes of a record, in bytes, smallest first. Four sizes leave an observer 0.3 bit of
 * the length of a chat line; the largest still fits one Noise message.
 */
export const RECORD_BYTES: readonly number[] = [256, 1024, 4096, 16384];

/** Records sealed under one key before it is replaced: at most 256 MiB under any key. */
export const RECORDS_PER_KEY = 2 ** 14;

/** Padded payload of handshake message 2, in bytes: the server's hello, whatever its name. */
export const SERVER_HELLO_BYTES = 512;

/** Padded payload of handshake message 3, in bytes: the client's hello; message 3 is then 448. */
export const CLIENT_HELLO_BYTES = 384;

/** PBKDF2 rounds that stretch a passphrase: OWASP's figure for HMAC-SHA-256. */
export const PASSPHRASE_ROUNDS = 600_000;

/** Shortest passphrase an operator may choose, in UTF-16 units; shorter ones are guessed. */
export const MIN_PASSPHRASE_UNITS = 12;

/** From accept to authenticated, in milliseconds, absolute: no person is waited for inside it. */
export const HANDSHAKE_MS = 10_000;

/** From accept to the first whole frame, in milliseconds. An honest client sends it at once. */
export const FIRST_FRAME_MS = 5_000;

/** How long a client waits for a TCP connection, in milliseconds. */
export const CONNECT_MS = 10_000;

/** How long a stopping server waits for its goodbyes to be written, in milliseconds. */
export const STOP_MS = 3_000;

/**
 * Bytes that may wait for one member: not written yet, or not acknowledged by who has acknowledged
 * nothing more for `SLOW_MS`. A line of chat has about 150, so it is a room's last minutes.
 */
export const MAX_MEMBER_BYTES = 256 * 1024;

/**
 * For how long more may wait to be written than may, in milliseconds: when many say much in one
 * moment nobody can have taken it yet, however fast they read.
 */
export const CROWDED_MS = 1_000;

/** How many times as much as may wait is too much in any moment. */
export const CROWDED_TIMES = 4;

/** Bytes waiting for a member above which what is only state is left out and told whole later. */
export const BUSY_MEMBER_BYTES = 64 * 1024;

/**
 * How long a message of such a member waits until it has taken everything, in milliseconds. Then it
 * is handled all the same: others can see to it that the member never has taken everything.
 */
export const FULL_MS = 1_000;

/**
 * Bytes that may wait for all members together; a packet that waits for many counts once. Then
 * the member with the most loses what waits for it.
 */
export const MAX_STOCK_BYTES = 64 * 1024 * 1024;

/**
 * What a packet costs while it waits, in bytes, besides its own: an array of bytes is an object,
 * and a flood of tiny packets would take fifty times the memory that their bytes tell.
 */
export const PACKET_COST_BYTES = 256;

/**
 * What each queue costs that a packet waits in, in bytes: its place, and a free one beside it. Who
 * never acknowledges more than a little keeps a place for all that is said meanwhile.
 */
export const PLACE_COST_BYTES = 16;

/**
 * How long bytes offered to a socket may wait to be taken, in milliseconds, and how long too much
 * may wait for an acknowledgement; then the connection is cut.
 */
export const SLOW_MS = 15_000;

/** How long a member whose connection was cut may come back as the same, in milliseconds. */
export const GRACE_MS = 120_000;

/** Numbered packets received after which an acknowledgement goes by itself. */
export const ACK_PACKETS = 32;

/** Bytes of numbered packets received after which one goes by itself. */
export const ACK_BYTES = 32 * 1024;

/** How long a received packet may wait for its acknowledgement, in milliseconds. */
export const ACK_MS = 1_000;

/** Silence after which the other side is asked whether it is there, in milliseconds. */
export const PING_MS = 30_000;

/** By how much that varies from connection to connection, either way, in milliseconds. */
export const PING_JITTER_MS = 5_000;

/** Silence after which a connection is given up, in milliseconds; only while we are reading. */
export const SILENCE_MS = 75_000;

/** Connections that have not come through the handshake, at once. */
export const MAX_HANDSHAKES = 64;

/** Of those, how many there are before further ones are refused at random, ever more often. */
export const EARLY_DROP_HANDSHAKES = 16;

/** Share of connections refused from there on; it rises to all of them at `MAX_HANDSHAKES`. */
export const EARLY_DROP_SHARE = 0.3;

/** Of those, how many may be there only to be told that the server or their address is full. */
export const MAX_TOLD_FULL = 16;

/** Members of a server at once, those included whose connection was cut a moment ago. */
export const MAX_CLIENTS = 1_024;

/** Descriptors that are never given to clients: the runtime, the log, the control socket. */
export const SPARE_DESCRIPTORS = 128;

/** Connections at once from one IPv4 address or IPv6 /64: a household, or a small office. */
export const MAX_PER_ADDRESS = 16;

/**
 * How many addresses' worth of connections, rate and penalty a whole /48 of IPv6 has: a subscriber
 * with hundreds of /64s is then worth four of IPv4, and a campus is more than behind one address.
 */
export const SITE_WEIGHT = 4;

/** New connections from one address. */
export const ADDRESS_RATE: Rate = { burst: 20, perSecond: 1 / 5 };

/** What a wrong passphrase or a broken message 3 adds to an address's penalty, in milliseconds. */
export const PENALTY_AUTH_MS = 5_000;

/** What a handshake that was not finished in time adds, in milliseconds. */
export const PENALTY_LATE_MS = 10_000;

/** What any other break of the protocol adds, in milliseconds. */
export const PENALTY_FAULT_MS = 2_000;

/** Penalty from which an address is refused, in milliseconds: a few mistakes cost nothing. */
export const MIN_PENALTY_MS = 15_000;

/** Highest penalty of an address, in milliseconds. */
export const MAX_PENALTY_MS = 600_000;

/**
 * Addresses of which something is remembered; the one unused for longest gives way. Half of the room
 * belongs to those with a penalty, so that nobody washes one away with many harmless addresses.
 */
export const MAX_ADDRESSES = 4_096;

/** Networks an operator may exempt: each connection is compared with all of them. */
export const MAX_EXEMPT = 64;

/** Texts of one member (`--message-rate`). Above it nothing more of it is read for a while. */
export const MESSAGE_RATE: Rate = { burst: 30, perSecond: 5 };

/** All else that a member asks for, and what could not be read. Above it the same happens. */
export const COMMAND_RATE: Rate = { burst: 6, perSecond: 1 };

/** New names of one member. Above it the answer says when. */
export const RENAME_RATE: Rate = { burst: 3, perSecond: 1 / 20 };

/** Rooms made by one member, or by everybody at one address. Each try tells if a name is taken. */
export const CREATE_RATE: Rate = { burst: 3, perSecond: 1 / 60 };

/** Failed tries to come into a room, by one member or from one address: guesses of a passphrase. */
export const ENTRY_RATE: Rate = { burst: 5, perSecond: 1 / 20 };

/** Signs of one member that it is writing. Others are dropped. */
export const TYPING_RATE: Rate = { burst: 2, perSecond: 1 / 3 };

/** Rooms of a server, besides the lobby. */
export const MAX_ROOMS = 512;

/** Rooms that one member is in, besides the lobby. */
export const MAX_ROOMS_PER_MEMBER = 20;

/** Longest topic of a room, in UTF-16 units: one line of a wide window. */
export const MAX_TOPIC_UNITS = 200;

/** Shortest passphrase of a room, in UTF-16 units: it can only be guessed at the server. */
export const MIN_ROOM_PASSPHRASE_UNITS = 6;

/** Longest passphrase of a room, in UTF-16 units. */
export const MAX_ROOM_PASSPHRASE_UNITS = 128;

/** Members that one text may name. */
export const MAX_MENTIONS = 20;

/** How long a text may be changed or taken back, in milliseconds. */
export const EDIT_MS = 10 * 60 * 1000;

/** Texts of one member that can still be changed; of more the oldest cannot. */
export const MAX_RECENT_TEXTS = 256;

/** Longest mute or ban with an end, in seconds: a year. */
export const MAX_SECONDS = 366 * 24 * 60 * 60;

/** How long who was kicked out of a room cannot come in again, in milliseconds. */
export const KICK_MS = 60_000;

/** Bans of one room, and of the server. */
export const MAX_BANS = 256;

/** Texts kept of one room at most (`--history`). */
export const MAX_HISTORY = 1_000;

/** Bytes kept of one room: what is kept is sent to who comes in, and half of what may wait. */
export const MAX_ROOM_HISTORY_BYTES = 128 * 1024;

/** Bytes kept of all rooms together; of more the oldest texts go. */
export const MAX_HISTORY_BYTES = 16 * 1024 * 1024;

/** Bytes read from one member. */
export const INPUT_RATE: Rate = { burst: 256 * 1024, perSecond: 64 * 1024 };

/** People who left and are still introduced to who comes back: as many as come in a grace time. */
export const MAX_DEPARTED = 1_024;

/** A client's first pause before it dials again, in milliseconds; each further one is twice as long. */
export const FIRST_RETRY_MS = 1_000;

/** Its longest pause, in milliseconds. */
export const MAX_RETRY_MS = 60_000;

/** Closes in a row that a client takes for a cut where its passphrase was right before. */
export const MAX_DOUBTFUL_CLOSES = 3;

/** Age at which a client's connection gets fresh keys, in milliseconds: a new handshake. */
export const RENEW_MS = 24 * 60 * 60 * 1000;

/** Lines of the log that wait for a reader that is slow; further ones are counted and lost. */
export const MAX_LOG_LINES = 1_000;

/** Broken or unknown messages a member may send in a minute; then the connection ends. */
export const MAX_BAD_MESSAGES = 20;

/** The minute in which they are counted, in milliseconds. */
export const BAD_MESSAGES_MS = 60_000;

/** Bytes read from a socket at once; idle connections hold this buffer. A line of chat fits. */
export const READ_BYTES = 512;

/** The same while more is coming than that, such as a large record: then only, it is held. */
export const MAX_READ_BYTES = 4 * 1024;

/** Deepest nesting of a JSON message, in levels: what our own messages need, and one more. */
export const MAX_JSON_DEPTH = 4;

/** Longest name of a person, in graphemes: what fits the margin of a message. */
export const MAX_NAME_GRAPHEMES = 24;

/** Longest name of a person, a room or a server, in bytes of UTF-8. */
export const MAX_NAME_BYTES = 96;

/** Longest name of a room, in graphemes. */
export const MAX_ROOM_GRAPHEMES = 32;

/** Longest text of one message, in UTF-16 units; at most 12,000 bytes, so it fits one packet. */
export const MAX_TEXT_UNITS = 4_000;

/** Longest text of one message, in lines. */
export const MAX_TEXT_LINES = 100;

/** Combining marks in a row that a text may keep: more only smear over the lines above. */
export const MAX_COMBINING_MARKS = 4;

/** Longest text a person may send at once, in UTF-16 units: it travels as several messages. */
export const MAX_SAY_UNITS = 32_000;

/**
 * Longest draft that the client process keeps for its pages, in UTF-16 units: more than may be
 * sent, and still within a page's message at six bytes a unit.
 */
export const MAX_DRAFT_UNITS = 40_000;

/** How long a tag that was worn is not given out again, in milliseconds: 24 hours. */
export const TAG_REST_MS = 24 * 60 * 60 * 1000;

/** Tags remembered as worn: a sixteenth of all there are, so a free one is always found. */
export const MAX_RESTING_TAGS = 65_536;

/** Lines a client keeps of a conversation: some months of a busy room. */
export const MAX_LINES = 100_000;

/** Texts a client keeps of a conversation, in UTF-16 units: 32 MB. */
export const MAX_CONVERSATION_UNITS = 16 * 1024 * 1024;

/** Lines a page holds; older ones it asks for again. Whoever reads back may hold twice as many. */
export const MAX_HELD_LINES = 20_000;

/** Lines sent to a page at once; older ones come when they are asked for. */
export const PAGE_LINES = 500;

/** Private conversations a client keeps; strangers could open them without end. */
export const MAX_PRIVATE = 200;

/** Members whose texts are not shown. */
export const MAX_IGNORED = 1_000;

/** Longest beginning of a text that is shown where it is answered, in UTF-16 units. */
export const MAX_QUOTE_UNITS = 160;

/** What is searched for in a conversation may be so long, in UTF-16 units. */
export const MAX_SEARCH_UNITS = 200;

/** Texts that a page is given of those in which something was found: more than anybody reads. */
export const MAX_SEARCH_MATCHES = 100;

/** Lines of a conversation in a snapshot for a page: several screens, of many conversations. */
export const SNAPSHOT_LINES = 200;

/**
 * Longest message from a page to the client process, in bytes: the longest text a person may
 * send, at the six bytes a unit that JSON's escapes can need, fits.
 */
export const MAX_PAGE_MESSAGE_BYTES = 256 * 1024;

/** Longest invitation or address a page may send, in UTF-16 units: twice the longest there is. */
export const MAX_WHERE_UNITS = 2_048;

/** Longest name a page may send, in UTF-16 units: enough to be told which rule it breaks. */
export const MAX_NAME_INPUT_UNITS = 512;

/** Longest topic a page may send, in UTF-16 units: enough to be told that it is too long. */
export const MAX_TOPIC_INPUT_UNITS = 2_000;

/** Longest passphrase, in UTF-16 units. */
export const MAX_PASSPHRASE_UNITS = 1_024;

/** How long the code in the first link is good, in milliseconds: a browser's start-up. */
export const LINK_MS = 30_000;

/** How long the code in a link on the terminal is good, in milliseconds: it is seen by nobody else. */
export const PRINTED_LINK_MS = 10 * 60 * 1000;

/** How long a page may take to show its code or token, in milliseconds. */
export const PAGE_HELLO_MS = 2_000;

/** Bytes that may wait for a page that does not read: several snapshots of the longest texts. */
export const MAX_PAGE_QUEUED_BYTES = 32 * 1024 * 1024;

/** Pages at once that have shown neither code nor token yet: a browser opens a handful. */
export const MAX_UNKNOWN_PAGES = 32;

/** Pages that keep their token; the one unused for longest gives way. */
export const MAX_PAGE_TOKENS = 256;

/** Used codes of links that are remembered, to notice who shows one again. */
export const MAX_USED_CODES = 256;

/** Links at once that are good for one more page each. */
export const MAX_PAGE_CODES = 32;

/** How long a client stays in a conversation after its last page was closed, in milliseconds. */
export const STAY_GOODBYE_MS = 10 * 60 * 1000;

/**
 * How long it stays after a page vanished without a word, in milliseconds: a browser that crashed
 * or put the page aside, whose person comes back for it, perhaps the next morning.
 */
export const STAY_VANISHED_MS = 12 * 60 * 60 * 1000;

/** How long a client without a conversation stays after its last page, in milliseconds. */
export const STAY_IDLE_MS = 10_000;

/** Connections of one client process at once, each with pages of its own. */
export const MAX_DESKS = 16;

/**
 * Longest question at a server's control socket, in bytes without its newline: the longest there is
 * has a hundredth of it.
 */
export const MAX_ASK_BYTES = 4_096;

/** Questions of one connection there: so few that all answers fit what the system keeps unread. */
export const MAX_ASKS = 16;

/** Connections there at once; further ones are closed. A person has one. */
export const MAX_CONTROL_CONNECTIONS = 8;

/** How long a connection there may last, in milliseconds, whatever it does. */
export const CONTROL_MS = 5_000;

/** Members of a room a client shows: beyond what a server holds, within what a page can list. */
export const MAX_SHOWN_MEMBERS = 4_096;

/** Made-up names tried at one server before the person is asked for one. */
export const MAX_NAME_DRAWS = 5;
