/**
 * One browser page that was let in.
 *
 * @module
 */
import { MAX_PAGE_MESSAGE_BYTES, MAX_PAGE_QUEUED_BYTES } from "../../limits.ts";

/** Status codes of RFC 6455, section 7.4.1. */
const UNSUPPORTED_DATA = 1003;
const TOO_BIG = 1009;

/** Which page it is. */
export interface PageIdentity {
  /** The same for the same page after a reload; a secret of that page. */
  readonly id: string;
  /** Which of the desks of this process it belongs to. */
  readonly desk: number;
  /** Makes a link that opens one more page, at this desk. */
  readonly link: (desk: number) => string;
}

/** A page: texts go both ways, whatever they mean. */
export class Page {
  /** Called with each text the page sends. */
  onmessage: ((text: string) => void) | null = null;
  /** Called once, when the page is gone or was dropped. */
  onclose: (() => void) | null = null;
  /** The same for the same page after a reload. */
  readonly id: string;
  /** Which of the desks of this process it belongs to. */
  readonly desk: number;
  readonly #socket: WebSocket;
  readonly #link: (desk: number) => string;
  #open = true;

  /**
   * @param socket An open socket; its handlers are taken over.
   * @param identity Which page it is.
   */
  constructor(socket: WebSocket, { id, desk, link }: PageIdentity) {
    this.id = id;
    this.desk = desk;
    this.#socket = socket;
    this.#link = link;
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = () => this.#gone();
  }

  /**
   * Sends a text. A page that does not read is dropped instead: what waits for it would grow
   * without end.
   *
   * @param text Any text.
   * @returns Whether the page is still there.
   */
  send(text: string): boolean {
    if (!this.#open || this.#socket.readyState !== WebSocket.OPEN) return false;
    if (this.#socket.bufferedAmount > MAX_PAGE_QUEUED_BYTES) {
      this.close(TOO_BIG);
      return false;
    }
    this.#socket.send(text);
    return true;
  }

  /**
   * A link that opens one more page. It dies with this page where this one is shut out.
   *
   * @param desk Which desk the new page is to belong to.
   */
  link(desk: number): string {
    return this.#link(desk);
  }

  /**
   * Ends the page.
   *
   * @param code A status code of RFC 6455, section 7.4.1; 1001 says that this end goes away.
   */
  close(code = 1001): void {
    if (!this.#open) return;
    this.#socket.close(code);
    this.#gone();
  }

  #receive(data: unknown): void {
    if (!this.#open) return;
    if (typeof data !== "string") return this.close(UNSUPPORTED_DATA);
    if (!fits(data)) return this.close(TOO_BIG);
    this.onmessage?.(data);
  }

  #gone(): void {
    if (!this.#open) return;
    this.#open = false;
    this.onclose?.();
  }
}

/**
 * Whether a text is short enough to come from a page.
 *
 * @param text What came.
 */
export function fits(text: string): boolean {
  if (text.length * 3 <= MAX_PAGE_MESSAGE_BYTES) return true; // UTF-8 has 3 bytes a unit at most
  if (text.length > MAX_PAGE_MESSAGE_BYTES) return false;
  return new TextEncoder().encode(text).length <= MAX_PAGE_MESSAGE_BYTES;
}
