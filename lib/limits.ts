/**
 * Every number that bounds what a peer or a page may cost, and those of the wire that we chose, with
 * unit and reason. Numbers that a standard fixes, and pauses of ours, stand with their code.
 *
 * @module
 */

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

/** Bytes that may wait for one connection: a burst of 10,000 lines fits four times over. */
export const MAX_QUEUED_BYTES = 8 * 1024 * 1024;

/**
 * What a packet costs while it waits, in bytes, besides its own: an array of bytes is an object,
 * and a flood of tiny packets would take fifty times the memory that their bytes tell.
 */
export const PACKET_COST_BYTES = 256;

/** Lines of the log that wait for a reader that is slow; further ones are counted and lost. */
export const MAX_LOG_LINES = 1_000;

/** Broken or unknown messages a member may send in a minute; then the connection ends. */
export const MAX_BAD_MESSAGES = 20;

/** The minute in which they are counted, in milliseconds. */
export const BAD_MESSAGES_MS = 60_000;

/** Bytes read from a socket at once; idle connections hold this buffer. */
export const READ_BYTES = 4096;

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

/**
 * Texts a client keeps of a conversation, in UTF-16 units: 32 MB. Exported, each unit can take
 * nine, which is still a third of the longest string there can be.
 */
export const MAX_CONVERSATION_UNITS = 16 * 1024 * 1024;

/** Lines a page holds; older ones it asks for again. Whoever reads back may hold twice as many. */
export const MAX_HELD_LINES = 20_000;

/** Lines sent to a page at once; older ones come when they are asked for. */
export const PAGE_LINES = 500;

/**
 * Longest message from a page to the client process, in bytes: the longest text a person may
 * send, at the six bytes a unit that JSON's escapes can need, fits.
 */
export const MAX_PAGE_MESSAGE_BYTES = 256 * 1024;

/** Longest invitation or address a page may send, in UTF-16 units: twice the longest there is. */
export const MAX_WHERE_UNITS = 2_048;

/** Longest name a page may send, in UTF-16 units: enough to be told which rule it breaks. */
export const MAX_NAME_INPUT_UNITS = 512;

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
