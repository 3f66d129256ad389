/**
 * A chat that only plays: it answers what a page asks, as a server and its people plausibly would.
 *
 * @module
 */
import { type Intent, readIntent } from "../../lib/api/intent.ts";
import type { Content, Update } from "../../lib/api/update.ts";
import type {
  ConversationView,
  Line,
  Pending,
  Person,
  RoomAct,
  RoomView,
  Stage,
  State,
  Theme,
} from "../../lib/api/view.ts";
import { answerRoom } from "./fake_rooms.ts";
import { checked } from "./fake_checked.ts";
import { ME, PEOPLE, person, type Scene, snapshotOf, text } from "./scenes.ts";

/** Says something to pages. */
type Say = (update: Update) => void;

/** The state of the play, and its verbs. */
export class FakeChat {
  state: State;
  /** By the ids of the conversations. */
  readonly contents: Map<string, Content>;
  readonly #tell: Say;
  #next = 100;

  /**
   * @param scene What it plays.
   * @param theme The look of its pages.
   * @param tell Says something to all pages.
   */
  constructor(scene: Scene, theme: Theme, tell: Say) {
    const { state, conversations } = snapshotOf(scene);
    this.state = { ...state, theme };
    this.contents = new Map(conversations.map((content) => [content.in, content]));
    this.#tell = tell;
  }

  /** What a page that comes is sent. */
  get snapshot(): Update {
    const conversations = [...this.contents.values()];
    return { type: "snapshot", state: this.state, conversations, show: null };
  }

  /** Passes on what a test says to the pages, and keeps it for those that come. */
  tell(update: Update): void {
    if (update.type === "state" || update.type === "snapshot") this.state = update.state;
    if (update.type === "snapshot") {
      for (const content of update.conversations) this.contents.set(content.in, content);
    }
    if (update.type === "lines") {
      const { lines, from } = this.content(update.in);
      this.put(update.in, { lines: [...lines.slice(0, update.from - from), ...update.lines] });
    }
    if (update.type === "pending") this.put(update.in, { pending: update.pending });
    if (update.type === "members") this.put(update.in, { members: update.members });
    this.#tell(update);
  }

  content(id: string): Content {
    const content = this.contents.get(id);
    if (content === undefined) throw new RangeError(`there is no conversation ${id}`);
    return content;
  }

  put(id: string, change: Partial<Content>): void {
    this.contents.set(id, { ...this.content(id), ...change });
  }

  /** A number that nobody had. */
  next(): number {
    return this.#next++;
  }

  view(id: string): ConversationView | undefined {
    return this.state.conversations.find((one) => one.id === id);
  }

  change(state: Partial<State>): void {
    this.tell({ type: "state", state: { ...this.state, ...state } });
  }

  stage(stage: Stage): void {
    this.change({ stage });
  }

  /** Changes what is to be seen of a room. */
  room(id: string, change: Partial<RoomView>): void {
    const conversations = this.state.conversations.map((one) =>
      one.type === "room" && one.id === id ? { ...one, ...change } : one
    );
    this.change({ conversations });
  }

  line(id: string, line: Line): void {
    const { from, lines } = this.content(id);
    this.tell({ type: "lines", in: id, from: from + lines.length, lines: [line] });
  }

  act(id: string, act: RoomAct): void {
    this.line(id, { type: "act", time: Date.now(), by: ME, mine: true, act });
  }

  /** A new conversation, which is shown. */
  begin(view: ConversationView, content: Partial<Content>): void {
    const empty = { in: view.id, from: 0, lines: [], pending: [], members: [], draft: "" };
    this.contents.set(view.id, { ...empty, ...content });
    this.change({ conversations: [...this.state.conversations, view] });
    const { lines, members } = this.content(view.id);
    this.tell({ type: "lines", in: view.id, from: 0, lines });
    if (view.type === "room") this.tell({ type: "members", in: view.id, members });
    this.tell({ type: "show", in: view.id });
  }

  end(id: string): void {
    this.contents.delete(id);
    this.change({ conversations: this.state.conversations.filter((one) => one.id !== id) });
  }

  person(id: string): Person {
    return PEOPLE.find((one) => one.id === id) ?? person("ada");
  }

  /**
   * Answers a page.
   *
   * @param message As it came; what is no intent is a mistake of the page.
   * @param say Says something to that page alone.
   */
  answer(message: string, say: Say): void {
    const intent = readIntent(message);
    if (intent === null) throw new TypeError(`a page sent ${message}`);
    if (!answerRoom(this, intent, say)) this.#answer(intent, say);
  }

  #answer(intent: Intent, say: Say): void {
    const { stage } = this.state;
    switch (intent.type) {
      case "check":
        return say({ type: "checked", where: intent.where, result: checked(intent.where) });
      case "theme":
        return this.change({ theme: intent.theme });
      case "choose":
        return this.change({ choices: { ...this.state.choices, ...intent.choices } });
      case "rename":
        return this.change({ me: { ...ME, name: intent.name }, name: intent.name });
      case "say":
        return this.#said(intent);
      case "edit":
        return this.#replaced(intent.in, intent.id, (line) => ({
          ...line,
          text: intent.text,
          edited: true,
        }));
      case "delete":
        return this.#replaced(intent.in, intent.id, ({ time, from, mine }) => ({
          type: "deleted",
          time,
          from,
          mine,
        }));
      case "quiet": {
        const conversations = this.state.conversations.map((one) =>
          one.id === intent.in ? { ...one, quiet: intent.on } : one
        );
        return this.change({ conversations });
      }
      case "amend": {
        const pending = this.content(intent.in).pending.map((one) =>
          one.ref === intent.ref ? { ...one, text: intent.text } : one
        );
        return this.tell({ type: "pending", in: intent.in, pending });
      }
      case "search":
        return say(this.#found(intent));
      case "wipe":
        return say({ type: "wiped", rest: { failures: [], others: false, installed: false } });
      case "ignore": {
        const others = this.state.ignored.filter((id) => id !== intent.member);
        return this.change({ ignored: intent.on ? [...others, intent.member] : others });
      }
      case "draft":
        return this.put(intent.in, { draft: intent.text });
      case "discard":
      case "retry":
        return this.#pending(intent);
      case "export":
        return say({
          type: "exported",
          fileName: `pychat-${intent.in === null ? "all" : "lobby"}.${ENDINGS[intent.format]}`,
          text: "13:20 ada·k7qd: hello\n",
        });
      case "compared":
        if (stage.at !== "joined") return;
        return this.stage({ at: "joined", server: { ...stage.server, compared: true } });
      case "try_now":
        if (stage.at === "reconnecting") this.stage({ ...stage, next: null });
        return;
      case "cancel":
        if (stage.at !== "reconnecting") return;
        this.line("c1", { type: "connection", time: Date.now(), what: "gave_up" });
        return this.stage({ at: "ended", server: stage.server, how: stage.how });
    }
  }

  #found({ in: id, text }: Extract<Intent, { type: "search" }>): Update {
    const { from, lines } = this.content(id);
    const sought = text.trim().toLowerCase();
    const matches = lines.flatMap((line, i) =>
      line.type === "text" && sought !== "" && line.text.toLowerCase().includes(sought)
        ? [{ index: from + i, line }]
        : []
    ).reverse();
    return { type: "found", in: id, text, matches, more: false };
  }

  #said(said: Extract<Intent, { type: "say" }>): void {
    const { from, lines, pending } = this.content(said.in);
    if (this.state.stage.at === "reconnecting") {
      const waiting: Pending = {
        ref: this.next(),
        text: said.text,
        action: said.action,
        time: Date.now(),
        state: "waiting",
        why: null,
      };
      return this.tell({ type: "pending", in: said.in, pending: [...pending, waiting] });
    }
    const at = lines.findIndex((line) => line.type === "text" && line.id === said.reply);
    const of = lines[at];
    this.line(
      said.in,
      text(ME.name, 0, said.text, {
        time: Date.now(),
        from: this.state.me ?? ME,
        mine: true,
        current: true,
        action: said.action,
        mentions: said.mentions.map((id) => this.person(id)),
        reply: of?.type === "text"
          ? { id: of.id, at: from + at, from: of.from, text: of.text }
          : null,
      }),
    );
  }

  #replaced(id: string, text: number, change: (line: TextLine) => Line): void {
    const { from, lines } = this.content(id);
    const at = lines.findIndex((line) => line.type === "text" && line.id === text);
    const before = lines[at];
    if (before?.type !== "text") {
      return this.tell({ type: "notice", problem: { code: "no_text" } });
    }
    const line = change(before);
    this.put(id, { lines: lines.with(at, line) });
    this.tell({ type: "line", in: id, index: from + at, line });
  }

  #pending({ type, in: id, ref }: Extract<Intent, { type: "retry" | "discard" }>): void {
    const { pending } = this.content(id);
    const one = pending.find((item) => item.ref === ref);
    this.tell({ type: "pending", in: id, pending: pending.filter((item) => item !== one) });
    if (one === undefined || type === "discard") return;
    this.line(id, text(ME.name, 0, one.text, { time: Date.now(), action: one.action }));
  }
}

type TextLine = Extract<Line, { type: "text" }>;

const ENDINGS = { text: "txt", markdown: "md", json: "json" } as const;
