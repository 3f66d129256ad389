/**
 * The page's own state: what the process said, and what only this page knows.
 *
 * Views read these signals and call the actions. This file must never know the socket or the
 * DOM: both are handed in, so that it runs under a test as it does in a browser.
 *
 * @module
 */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { MAX_HELD_LINES } from "../../lib/api/limits.ts";
import type { Update } from "../../lib/api/update.ts";
import type { Problem, Server, Stage } from "../../lib/api/view.ts";
import { EMPTY, end, joinLines, type Model, reduce, shortened } from "./model.ts";
import type { LinkState } from "./socket.ts";
import { type Span, STEP } from "./span.ts";
import { ALL_SEEN, arrived, reachedEnd, type Unread } from "./unread.ts";

/** What opens over the conversation, one at a time. */
export type Dialog = "help" | "invite" | "rename" | "leave" | "quit" | null;

/** Which column a narrow window shows; a wide one shows the list beside it. */
export type Pane = "list" | "chat" | "settings";

/** Everything the views read. */
export class Store {
  readonly model: Signal<Model> = signal(EMPTY);
  readonly link: Signal<LinkState> = signal("opening");
  /** The stage on the screen: the stage of the model, once that lasts (patience.ts). */
  readonly shown: Signal<Stage | null> = signal(null);
  readonly unread: Signal<Unread> = signal(ALL_SEEN);
  readonly span: Signal<Span> = signal({ top: 0, follow: true });
  /** Whether lines that come now are news, and not what was said before this page came. */
  readonly live: Signal<boolean> = signal(false);

  readonly pane: Signal<Pane> = signal("chat");
  /** Whether the window has room for one column only. */
  readonly narrow: Signal<boolean> = signal(false);
  readonly tab: Signal<"people" | "who"> = signal("people");
  /** Whether the right side is open where there is no room to show it always. */
  readonly sideOpen: Signal<boolean> = signal(false);
  readonly dialog: Signal<Dialog> = signal(null);
  /** What did not work, until it is closed or the next thing is asked for. */
  readonly notice: Signal<Problem | null> = signal(null);
  /** A link the browser did not open by itself. */
  readonly windowLink: Signal<string | null> = signal(null);

  readonly where: Signal<string> = signal("");
  readonly name: Signal<string> = signal("");
  readonly draft: Signal<string> = signal("");
  /** A sentence about what stands in the composer, such as an unknown command. */
  readonly remark: Signal<string | null> = signal(null);

  /** The server the page is in or was in. */
  readonly server: ReadonlySignal<Server | null> = computed(() => {
    const stage = this.model.value.state?.stage;
    return stage !== undefined && "server" in stage ? stage.server : null;
  });
  /** Whether the server would hear what is asked of it now. */
  readonly connected: ReadonlySignal<boolean> = computed(() =>
    this.link.value === "open" && this.model.value.state?.stage.at === "joined"
  );
  /** Whether a text would be sent, now or when the connection is back. */
  readonly canSend: ReadonlySignal<boolean> = computed(() =>
    this.connected.value ||
    this.link.value === "open" && this.model.value.state?.stage.at === "reconnecting"
  );

  /**
   * Takes what the process said.
   *
   * @param updates In the order they came.
   * @param hidden Whether nobody can be looking at the conversation.
   */
  take(updates: readonly Update[], hidden: boolean): void {
    batch(() => {
      for (const update of joinLines(updates)) this.#one(update, hidden);
    });
  }

  #one(update: Update, hidden: boolean): void {
    const before = this.model.value;
    const model = reduce(before, update);
    this.model.value = model;
    if (update.type === "lines") {
      this.#arrived(before, model, update.from, hidden);
      this.#shorten(model);
    }
    if (update.type === "snapshot") this.#came(before, model, update.draft);
    if (update.type === "older") {
      this.live.value = false;
      this.span.value = { top: Math.max(model.from, this.span.value.top - STEP), follow: false };
    }
    if (update.type === "notice") this.notice.value = update.problem;
    this.#seed(before.state?.stage ?? null, model.state?.stage ?? null);
  }

  /** Who reads back is not to lose the place, unless the page would grow without end. */
  #shorten(model: Model): void {
    const { follow } = this.span.value;
    this.model.value = shortened(model, follow ? MAX_HELD_LINES : 2 * MAX_HELD_LINES);
  }

  #arrived(before: Model, model: Model, from: number, hidden: boolean): void {
    if (model.from !== before.from) {
      this.unread.value = ALL_SEEN;
      this.span.value = { top: model.from, follow: true };
    }
    const fresh = model.lines.slice(Math.max(0, end(before) - model.from));
    const away = hidden || !this.span.value.follow;
    const start = from === 0 ? 0 : Math.max(from, end(before));
    this.unread.value = arrived(this.unread.value, start, from === 0 ? model.lines : fresh, away);
  }

  /** After a reload of the process's own page or its return: what was typed here wins. */
  #came(before: Model, model: Model, draft: string): void {
    if (this.draft.value === "") this.draft.value = draft;
    this.live.value = false;
    const continues = before.state !== null && model.from <= end(before) &&
      end(model) >= end(before);
    if (continues) return;
    this.unread.value = ALL_SEEN;
    this.span.value = { top: model.from, follow: true };
  }

  /** On entering the connect form it holds what the process says it should. */
  #seed(before: Stage | null, now: Stage | null): void {
    if (now?.at === before?.at) return;
    if (now?.at === "start") {
      this.where.value = now.where;
      this.name.value = this.model.value.state?.name ?? "";
      this.#close();
    }
    // Who comes back finds open what was open.
    const fresh = before === null || !("server" in before);
    if (now?.at === "joined" && fresh) this.#close();
  }

  #close(): void {
    this.pane.value = "chat";
    this.tab.value = "people";
    this.sideOpen.value = false;
    this.dialog.value = null;
    this.remark.value = null;
    if (this.model.value.state?.stage.at === "start") this.draft.value = "";
  }

  /** The end of the log was on the screen of somebody who looks. */
  atEnd(): void {
    this.unread.value = reachedEnd(this.unread.value);
  }
}
