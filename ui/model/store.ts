/**
 * The page's own state: what the process said, and what only this page knows.
 *
 * Views read its signals and call the actions. Like those signals it must never know the socket or
 * the DOM.
 *
 * @module
 */
import { batch } from "@preact/signals";
import { MAX_HELD_LINES } from "../../lib/api/limits.ts";
import type { Update } from "../../lib/api/update.ts";
import type { Problem, Stage } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { end, type Held, heldOf, joinLines, type Model, put, reduce, shortened } from "./model.ts";
import { Asker } from "./asker.ts";
import { OF_CONVERSATION } from "./dialog.ts";
import { heardAfter } from "./log/heard.ts";
import { Signals } from "./signals.ts";
import { around, drawn, MAX_READ_LINES, STEP } from "./log/span.ts";
import { joined } from "./composer/pasted.ts";
import { unheard } from "./composer/unheard.ts";
import { lasting, stopped, wrote } from "./typing.ts";
import { ALL_SEEN, arrived, changed, reachedEnd, turnedAway, type Unread } from "./log/unread.ts";

export type { Dialog } from "./dialog.ts";
export type { Pane } from "./signals.ts";

/** Whether every window says it: it is no answer to something that one of them asked. */
function isForAll(problem: Problem): boolean {
  if (problem.code === "kicked" || problem.code === "banned") return problem.room === null;
  return problem.code === "not_remembered" || problem.code === "not_done";
}

/** Everything the views read, and how it changes. */
export class Store extends Signals {
  /** Whether what the process says now answers this page. */
  readonly asker: Asker = new Asker();

  /**
   * Takes what the process said.
   *
   * @param updates In the order they came.
   * @param hidden Whether nobody can be looking at any conversation.
   * @param now Milliseconds since 1970 (UTC).
   */
  take(updates: readonly Update[], hidden: boolean, now = Date.now()): void {
    batch(() => {
      for (const update of joinLines(updates)) this.#one(update, hidden, now);
    });
  }

  /** Time goes on: who has not been writing for a while is not writing any more. */
  pass(now: number): void {
    this.signs.value = lasting(this.signs.value, now);
  }

  /** Shows a conversation. What was read in the one before is not marked there any more. */
  show(id: string): void {
    if (id === this.open.peek() || !this.#has(id)) return;
    const before = this.open.peek();
    if (OF_CONVERSATION.has(this.dialog.peek()?.kind ?? "")) this.dialog.value = null;
    this.#setUnread(before, turnedAway(this.unreadOf(before)));
    this.open.value = id;
    this.goal.value = null;
    this.chosen.value = 0;
    const draft = this.draft.of(id);
    this.caret.value = this.place.value = draft.length;
  }

  /** The end of the log was on the screen of somebody who looks. */
  atEnd(): void {
    const id = this.open.peek();
    this.#setUnread(id, reachedEnd(this.unreadOf(id)));
  }

  #one(update: Update, hidden: boolean, now: number): void {
    const before = this.model.value;
    const model = reduce(before, update);
    this.model.value = model;
    switch (update.type) {
      case "snapshot":
        for (const { in: id, draft } of update.conversations) {
          this.#came(before, model, id, hidden);
          this.restored.set(id, draft);
          if (joined(this.draft.of(id), this.block.of(id)) === "") this.draft.put(id, draft);
        }
        this.goal.value = null;
        break;
      case "lines":
        this.#arrived(before, model, update.in, update.from, hidden);
        this.#shorten(update.in);
        break;
      case "line":
        this.#changed(before, update);
        break;
      case "older":
        this.model.value = shortened(model, update.in, MAX_READ_LINES);
        this.#older(this.model.value, update);
        break;
      case "typing":
        this.signs.value = wrote(this.signs.value, { ...update, since: now });
        break;
      case "show":
        if (this.asker.isMine(now)) this.#show(update.in);
        break;
      case "notice":
        if (this.asker.isMine(now) || isForAll(update.problem)) this.#notice(update.problem);
    }
    if (this.spoken.peek().length > 0) this.spoken.value = unheard(this.spoken.peek(), model);
    if (update.type === "state" || update.type === "snapshot") {
      this.#settle(before, model);
      // A page that was there before knows better what the person looks at.
      if (update.type === "snapshot" && before.state === null) this.show(update.show ?? "");
      this.#seed(before.state?.stage ?? null, model.state?.stage ?? null);
    }
  }

  #has(id: string): boolean {
    return this.conversations.value.some((one) => one.id === id);
  }

  #setUnread(id: string, unread: Unread): void {
    if (this.unreadOf(id) === unread) return;
    this.unread.value = new Map(this.unread.value).set(id, unread);
  }

  /** Who reads back is not to lose the place, unless the page would grow without end. */
  #shorten(id: string): void {
    const { follow } = this.span.of(id);
    this.model.value = shortened(this.model.value, id, follow ? MAX_HELD_LINES : MAX_READ_LINES);
  }

  #arrived(before: Model, model: Model, id: string, from: number, hidden: boolean): void {
    const [had, has] = [heldOf(before, id), heldOf(model, id)];
    if (has.from !== had.from) this.#anew(id, has);
    const start = from === 0 ? 0 : Math.max(from, end(had));
    const fresh = has.lines.slice(start - has.from);
    const away = hidden || id !== this.open.value || !this.span.of(id).follow;
    this.#setUnread(id, arrived(this.unreadOf(id), start, fresh, away, this.ignored.value));
    if (id === this.open.peek()) {
      this.heard.value = heardAfter(this.heard.peek(), fresh, this.ignored.value);
    }
    for (const line of fresh) {
      if (line.type === "text") {
        this.signs.value = stopped(this.signs.value, id, line.from.id);
      }
    }
  }

  #changed(before: Model, update: Extract<Update, { type: "line" }>): void {
    const had = heldOf(before, update.in);
    const line = had.lines[update.index - had.from];
    if (line === undefined) return;
    if (line.type === "text" && update.line.type !== "text") this.#takenBack(update.in, line.id);
    const unread = this.unreadOf(update.in);
    const { index } = update;
    this.#setUnread(update.in, changed(unread, index, line, update.line, this.ignored.value));
  }

  /** What is not there any more is not answered. */
  #takenBack(id: string, text: number): void {
    if (this.reply.of(id)?.id !== text) return;
    this.reply.put(id, null);
    this.remark.put(id, words.compose.replyDeleted);
  }

  #older(model: Model, { in: id, lines }: Extract<Update, { type: "older" }>): void {
    const held = heldOf(model, id);
    const goal = this.goal.peek();
    if (goal?.in !== id || goal.due === 0) {
      const top = Math.max(held.from, this.span.of(id).top - STEP);
      this.span.put(id, { top, follow: false });
    } else if (goal.index >= held.from) {
      this.goal.value = { ...goal, due: 0 };
      this.span.put(id, around(goal.index, drawn(this.span.of(id), held.from, end(held))));
    } else if (goal.due > 1) {
      this.goal.value = { ...goal, due: goal.due - 1 };
    } else {
      this.goal.value = null;
      this.remark.put(id, lines.length === 0 ? words.search.notKept : words.log.quoteFar);
      // That this one is not kept says nothing of those between.
      if (lines.length === 0) this.model.value = put(model, id, { complete: held.from === 0 });
    }
  }

  /** After the return of the process, what is new counts; after a load of the page nothing does. */
  #came(before: Model, model: Model, id: string, hidden: boolean): void {
    const [had, has] = [before.held.get(id), heldOf(model, id)];
    const continues = had !== undefined && has.from <= end(had) && end(has) >= end(had);
    if (continues) return this.#arrived(before, model, id, end(had), hidden);
    this.#anew(id, has);
  }

  #anew(id: string, held: Held): void {
    this.#setUnread(id, ALL_SEEN);
    this.span.put(id, { top: held.from, follow: true });
  }

  /** What was asked for is there. */
  #show(id: string): void {
    this.show(id);
    const kind = this.dialog.value?.kind;
    const asks = kind === "create" || kind === "join" || kind === "rooms" || kind === "person";
    if (asks) this.dialog.value = null;
    this.pane.value = "chat";
    this.sideOpen.value = false;
  }

  #notice(problem: Problem): void {
    this.notice.value = problem;
    if (problem.code === "no_entry") {
      this.dialog.value = { kind: "join", name: problem.room, failed: true };
    } else if (problem.code === "ban_shared" || problem.code === "ban_no_address") {
      this.dialog.value = { kind: "ban_sure", problem };
      this.notice.value = null;
    }
  }

  /** Where the open conversation has gone, the one before it is open. */
  #settle(before: Model, model: Model): void {
    const now = model.state?.conversations ?? [];
    const ids = new Set(now.map(({ id }) => id));
    const { span, passed, draft, block, reply, editing, amending, remark } = this;
    for (const kept of [span, passed, draft, block, reply, editing, amending, remark]) {
      kept.keepOnly(ids);
    }
    const gone = [...this.unread.value.keys()].some((id) => !ids.has(id));
    if (gone) this.unread.value = new Map([...this.unread.value].filter(([id]) => ids.has(id)));
    if (ids.has(this.open.value)) return;
    this.sideOpen.value = false;
    const then = before.state?.conversations ?? [];
    const at = then.findIndex(({ id }) => id === this.open.value);
    const above = then.slice(0, Math.max(at, 0)).findLast(({ id }) => ids.has(id));
    const next = above?.id ?? now[0]?.id;
    if (next === undefined) this.open.value = "";
    else this.show(next);
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
  }
}
