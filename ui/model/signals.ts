/**
 * What the views read of the page's state.
 *
 * This file must never know the socket or the DOM, so that it runs under a test as it does in a
 * browser.
 *
 * @module
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type {
  ConversationView,
  Pending,
  Person,
  Problem,
  Server,
  Stage,
} from "../../lib/api/view.ts";
import type { Remains } from "../../lib/api/update.ts";
import { type Barrier, barrierOf } from "./barrier.ts";
import { type Completion, completionOf } from "./composer/completion.ts";
import type { Dialog } from "./dialog.ts";
import type { EmojiTable } from "./emoji/codes.ts";
import type { Heard } from "./log/heard.ts";
import type { Spoken } from "./composer/unheard.ts";
import { Kept } from "./kept.ts";
import { EMPTY, type Held, heldOf, type Model, NOTHING } from "./model.ts";
import type { TextLine } from "./log/rows.ts";
import type { LinkState } from "./socket.ts";
import type { Goal, Span } from "./log/span.ts";
import { TYPING_PEOPLE, type Typist } from "./typing.ts";
import { ANSWERED, type Unanswered } from "./composer/unanswered.ts";
import { ALL_SEEN, type Unread } from "./log/unread.ts";

/** Which column a narrow window shows; a wide one shows the list beside it. */
export type Pane = "list" | "chat" | "settings";

/** Everything the views read. */
export class Signals {
  readonly model: Signal<Model> = signal(EMPTY);
  readonly link: Signal<LinkState> = signal("opening");
  /** The stage on the screen: the stage of the model, once that lasts (patience.ts). */
  readonly shown: Signal<Stage | null> = signal(null);
  /** The id of the conversation on the screen; empty before there is one. */
  readonly open: Signal<string> = signal("");
  /** By the ids of the conversations. */
  readonly unread: Signal<ReadonlyMap<string, Unread>> = signal(new Map());
  /** Which lines of each conversation are drawn. */
  readonly span: Kept<Span> = new Kept(this.open, (id) => ({
    top: heldOf(this.model.value, id).from,
    follow: true,
  }));
  /** The last unread line that was on the screen, or that the reader did not want to see. */
  readonly passed: Kept<number | null> = new Kept<number | null>(this.open, () => null);
  /** Where the log is to go as soon as that is drawn. */
  readonly goal: Signal<Goal | null> = signal(null);
  /** What came last in the open conversation, as it is said aloud. */
  readonly heard: Signal<readonly Heard[]> = signal([]);

  readonly pane: Signal<Pane> = signal("chat");
  /** Whether the window has room for one column only. */
  readonly narrow: Signal<boolean> = signal(false);
  readonly tab: Signal<"people" | "who"> = signal("people");
  /** Whether the right side is open where there is no room to show it always. */
  readonly sideOpen: Signal<boolean> = signal(false);
  readonly dialog: Signal<Dialog> = signal(null);
  /** What did not work, until it is closed or the next thing is asked for. */
  readonly notice: Signal<Problem | null> = signal(null);
  /** That everything was removed from this computer, and what is left all the same. */
  readonly wiped: Signal<Remains | null> = signal(null);
  /** A link the browser did not open by itself. */
  readonly windowLink: Signal<string | null> = signal(null);

  readonly where: Signal<string> = signal("");
  readonly name: Signal<string> = signal("");
  /** What stands in the composer of each conversation. */
  readonly draft: Kept<string> = new Kept(this.open, () => "");
  /** What the process keeps of each draft. */
  readonly restored: Map<string, string> = new Map();
  /** What was said and is shown nowhere yet. */
  readonly spoken: Signal<readonly Spoken[]> = signal([]);
  /** The text that the next one answers. */
  readonly reply: Kept<TextLine | null> = new Kept<TextLine | null>(this.open, () => null);
  /** The own text that is being changed in the composer. */
  readonly editing: Kept<TextLine | null> = new Kept<TextLine | null>(this.open, () => null);
  /** The own text that has not gone out and is being changed in the composer. */
  readonly amending: Kept<Pending | null> = new Kept<Pending | null>(this.open, () => null);
  /** What stood in the composer before a text was put there to be changed. */
  readonly aside: Map<string, string> = new Map();
  /** What was asked for in the composer, and may come back to it. */
  readonly unanswered: Signal<Unanswered> = signal(ANSWERED);
  /** What was pasted and stands folded above the composer; empty is nothing. */
  readonly block: Kept<string> = new Kept(this.open, () => "");
  /** The emoji there are, as soon as they are there. */
  readonly emoji: Signal<EmojiTable | null> = signal(null);
  /** The emoji that were used last, newest first. */
  readonly recent: Signal<readonly string[]> = signal([]);
  /** Whether emoji are being picked from all there are. */
  readonly picking: Signal<boolean> = signal(false);
  /** A sentence about what stands in the composer, such as an unknown command. */
  readonly remark: Kept<string | null> = new Kept<string | null>(this.open, () => null);
  /** Where the caret stands in the composer, in UTF-16 units. */
  readonly caret: Signal<number> = signal(0);
  /** Where the caret is to be put once the draft is drawn; null leaves it where it is. */
  readonly place: Signal<number | null> = signal(null);
  /** Which of what completes the draft is chosen; null where the list was closed. */
  readonly chosen: Signal<number | null> = signal(0);
  /** The signs of writing that are believed yet, in all conversations. */
  readonly signs: Signal<readonly Typist[]> = signal([]);

  /** The server the page is in or was in. */
  readonly server: ReadonlySignal<Server | null> = computed(() => {
    const stage = this.model.value.state?.stage;
    return stage !== undefined && "server" in stage ? stage.server : null;
  });
  /** The conversation on the screen. */
  readonly conversation: ReadonlySignal<ConversationView | null> = computed(() =>
    this.conversations.value.find(({ id }) => id === this.open.value) ?? null
  );
  readonly conversations: ReadonlySignal<readonly ConversationView[]> = computed(() =>
    this.model.value.state?.conversations ?? []
  );
  /** What is in the conversation on the screen. */
  readonly held: ReadonlySignal<Held> = computed(() => heldOf(this.model.value, this.open.value));
  /** What is in the lobby: its members are all of the server. */
  readonly lobby: ReadonlySignal<Held> = computed(() => {
    const lobby = this.conversations.value.find((one) => one.type === "room" && one.lobby);
    return lobby === undefined ? NOTHING : heldOf(this.model.value, lobby.id);
  });
  /** Ids of those whose texts are not shown. */
  readonly ignored: ReadonlySignal<ReadonlySet<string>> = computed(() =>
    new Set(this.model.value.state?.ignored)
  );
  /** Who is writing in the conversation on the screen. */
  readonly typists: ReadonlySignal<readonly Person[]> = computed(() =>
    this.held.value.members.length > TYPING_PEOPLE ? [] : this.signs.value
      .filter((one) => one.in === this.open.value && !this.ignored.value.has(one.person.id))
      .map(({ person }) => person)
  );
  /** What could stand in the composer instead of what is before the caret. */
  readonly completion: ReadonlySignal<Completion | null> = computed(() => {
    const conversation = this.conversation.value;
    const chosen = this.chosen.value;
    if (conversation === null || chosen === null || this.barrier.value !== null) return null;
    return completionOf({
      draft: this.draft.value,
      caret: this.caret.value,
      chosen,
      editing: this.isChanging,
      conversation,
      me: this.model.value.state?.me ?? null,
      here: this.held.value.members,
      everybody: this.lobby.value.members,
      rooms: this.model.value.rooms,
      emoji: this.emoji.value,
    });
  });
  /** Why nothing can be said in the conversation on the screen. */
  readonly barrier: ReadonlySignal<Barrier | null> = computed(() =>
    barrierOf(this.conversation.value, this.held.value.lines, this.model.value.state?.me ?? null)
  );
  /** Whether the server would hear what is asked of it now. */
  readonly connected: ReadonlySignal<boolean> = computed(() =>
    this.link.value === "open" && this.model.value.state?.stage.at === "joined"
  );
  /** Whether a text would be sent, now or when the connection is back. */
  readonly canSend: ReadonlySignal<boolean> = computed(() =>
    this.connected.value ||
    this.link.value === "open" && this.model.value.state?.stage.at === "reconnecting"
  );

  /** Whether a text that was written before stands in the composer, to be changed. */
  get isChanging(): boolean {
    return this.editing.value !== null || this.amending.value !== null;
  }

  /** What the reader has not seen of a conversation. */
  unreadOf(id: string): Unread {
    return this.unread.value.get(id) ?? ALL_SEEN;
  }
}
