/**
 * Joins what is worth attention to what the browser can do about it.
 *
 * This folder knows notifications, sounds and the other windows. It must never know the socket.
 *
 * @module
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Update } from "../../lib/api/update.ts";
import type { Actions } from "../model/actions.ts";
import { attentionFor, previewOf, type Worth } from "../model/attention.ts";
import { end, heldOf, type Model } from "../model/model.ts";
import type { Store } from "../model/store.ts";
import { words } from "../words.ts";
import { fullName } from "../words/durations.ts";
import { notifier } from "./notifier.ts";
import { play } from "./sounds.ts";
import { Sight, take } from "./windows.ts";

type News = Extract<Worth, { kind: "news" }>;

/** How late a hidden window may hear of what another one has told, in milliseconds. */
const TOLD_MS = 2500;

/** No two sounds begin within this time, in milliseconds. */
const SOUND_MS = 1000;

/** Tells somebody who looks elsewhere, in one window, and no more than they want. */
export class Attention {
  readonly #store: Store;
  readonly #actions: Actions;
  readonly #focused: Signal<boolean> = signal(document.hasFocus());
  /** The id of the conversation whose end somebody looks at in this window; null is none. */
  readonly #seen: ReadonlySignal<string | null>;
  readonly #sight = new Sight((tag) => notifier.read(tag));

  /**
   * @param store What the page holds.
   * @param actions Opens a conversation when somebody clicks.
   */
  constructor(store: Store, actions: Actions) {
    this.#store = store;
    this.#actions = actions;
    notifier.follow();
    addEventListener("focus", () => (this.#focused.value = true));
    addEventListener("blur", () => (this.#focused.value = false));
    this.#seen = computed(() => {
      const there = this.#focused.value && store.pane.value === "chat" && store.server.value;
      return there && store.span.value.follow ? store.open.value : null;
    });
    effect(() => {
      const seen = this.#seen.value;
      const tag = seen === null ? null : this.#tagOf(seen);
      if (tag !== null) notifier.read(tag);
      this.#sight.look(tag);
    });
    effect(() => {
      const tags = store.conversations.value.map(({ id }) => this.#tagOf(id));
      notifier.keepOnly(new Set(tags));
    });
  }

  /**
   * Looks at what the process said.
   *
   * @param updates What the page has taken already.
   * @param before What it held before.
   */
  take(updates: readonly Update[], before: Model): void {
    const { conversations, ignored, model } = this.#store;
    const choices = model.value.state?.choices;
    if (choices === undefined) return;
    const world = {
      conversations: conversations.value,
      ignored: ignored.value,
      choices,
      seen: this.#seen.value,
      end: (id: string) => end(heldOf(before, id)),
    };
    for (const update of updates) {
      const worth = attentionFor(update, world);
      if (worth?.kind === "read") notifier.read(this.#tagOf(worth.in));
      if (worth?.kind !== "news" || update.type !== "lines") continue;
      if (worth.notify || worth.sound) this.#tell(worth, update.from + update.lines.length);
    }
  }

  /**
   * Ids of conversations are those of one connection, and another window may be of another one. The
   * person's own id is for the server to choose: it could be that of another server.
   */
  #tagOf(id: string): string {
    const key = this.#store.server.peek()?.words.join("-");
    return `${key} ${this.#store.model.peek().state?.me?.id} ${id}`;
  }

  async #tell(news: News, until: number): Promise<void> {
    const { view, notify, sound, count } = news;
    const tag = this.#tagOf(view.id);
    if (!await take(`told ${tag} ${until}`, TOLD_MS) || await this.#sight.has(tag)) return;
    // It may have gone meanwhile, with everything else of the person.
    if (!this.#store.conversations.peek().some(({ id }) => id === view.id)) return;
    if (notify) notifier.show(tag, this.#saying(news), count);
    const { choices } = this.#store.model.value.state ?? {};
    if (!sound || choices === undefined || choices.sound === "none") return;
    if (await take("sound", SOUND_MS)) await play(choices.sound);
  }

  #saying(
    { view, from, text, toMe }: News,
  ): { title: string; body(n: number): string; click(): void } {
    const { attention } = words;
    const who = fullName(from);
    const title = view.type === "private"
      ? attention.wrotePrivately(who)
      : toMe
      ? attention.wroteToYou(who, view.name)
      : attention.wrote(who, view.name);
    const shows = this.#store.model.value.state?.choices.preview === true;
    return {
      title,
      body: (count) => shows ? previewOf(text) : count > 1 ? attention.more(count) : "",
      click: () => {
        focus();
        this.#actions.openConversation(view.id);
      },
    };
  }
}
