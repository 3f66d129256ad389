/**
 * The way into a server: from an address to the server's welcome, through whatever a person has
 * to decide on it.
 *
 * A person is never waited for inside a handshake: where one has to decide, the link ends, and
 * the decision opens a new one. Nothing of the person, not even the name, goes to a server whose
 * key is not the one expected.
 *
 * @module
 */
import type { Problem } from "../api/view.ts";
import { MAX_NAME_DRAWS } from "../limits.ts";
import type {
  ErrorCode,
  ServerHello,
  ServerMessage,
  WelcomeMessage,
} from "../message/from_server.ts";
import type {
  Admission,
  EntryStage,
  EntryWorld,
  Outcome,
  Target,
  WantedName,
} from "./admission.ts";
import type { ConnectFailure, Effect, LinkEvent } from "./effect.ts";
import { endProblem, linkProblem, refusalProblem } from "./entry_problem.ts";
import { findServer, type KnownServer } from "./known_servers.ts";
import { madeUpName } from "./made_up_name.ts";
import { conflicts, type ExpectedKey, expectKey, judgeKey } from "./server_key.ts";

/** How far the link is; `none` while a person decides. */
type Phase = "none" | "connecting" | "proceeding" | "opened";

/** One attempt to get in, with all the links it takes. */
export class Entry {
  readonly target: Target;
  readonly #world: EntryWorld;
  readonly #known: KnownServer | null;
  #wanted: WantedName;
  #expected: ExpectedKey;
  /** The key a person is asked about. */
  #offered = "";
  #server: ServerHello | null = null;
  #phase: Phase = "none";
  #draws = 1;
  #stage: EntryStage;
  #outcome: Outcome | null = null;

  /**
   * @param target Where to.
   * @param wanted The name to go in under.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor(target: Target, wanted: WantedName, world: EntryWorld, now: number) {
    const { host, port, key } = target;
    this.target = target;
    this.#wanted = wanted;
    this.#world = world;
    this.#known = findServer(world.known, host, port);
    this.#expected = expectKey(key, this.#known, now);
    this.#stage = { at: "connecting", host, port };
    if (key !== null && conflicts(key, this.#known)) this.#askAboutChange(key, true);
  }

  /** What a page shows. */
  get stage(): EntryStage {
    return this.#stage;
  }

  /** How it ended, or null while it goes on. */
  get outcome(): Outcome | null {
    return this.#outcome;
  }

  /** The name that is being tried. */
  get wanted(): WantedName {
    return this.#wanted;
  }

  /** Opens the first link, unless a person has to decide before. */
  begin(): Effect[] {
    return this.#stage.at === "connecting" ? this.#connect() : [];
  }

  /** Gives up, and forgets a passphrase that let nobody in. */
  cancel(): Effect[] {
    const key = this.#expected.key ?? "";
    if (this.#world.passphrases.get(key)?.admitted === false) this.#world.passphrases.delete(key);
    return this.#phase === "none" ? [] : this.#disconnect();
  }

  /**
   * At `new_key`: the person wants to go on.
   *
   * @param compared Whether they compared the words.
   * @param now Milliseconds since 1970 (UTC).
   */
  acceptNewKey(compared: boolean, now: number): Effect[] {
    if (this.#stage.at !== "new_key") return [];
    this.#expected = { key: this.#offered, standing: "new", since: now, compared };
    return this.#connect();
  }

  /**
   * At `changed_key`: the person wants to go on, and shows that they looked at the new words.
   *
   * @param word The first of them; otherwise nothing happens.
   * @param now Milliseconds since 1970 (UTC).
   */
  acceptChangedKey(word: string, now: number): Effect[] {
    const stage = this.#stage;
    if (stage.at !== "changed_key") return [];
    if (word.trim().toLowerCase() !== stage.words[0]) return [];
    const standing = stage.fromInvitation ? "invited" : "new";
    this.#expected = { key: this.#offered, standing, since: now, compared: false };
    return this.#connect();
  }

  /**
   * At `passphrase`: the person gives one.
   *
   * @param text The passphrase; an empty one is none.
   */
  givePassphrase(text: string): Effect[] {
    const { key } = this.#expected;
    if (this.#stage.at !== "passphrase" || key === null || text === "") return [];
    this.#world.passphrases.set(key, { text, admitted: false });
    return this.#connect();
  }

  /** Something happened to the link that was asked for last. */
  link(event: LinkEvent): Effect[] {
    if (this.#phase === "none") return [];
    switch (event.type) {
      case "failed":
        return this.#linkFailed(event.why);
      case "server":
        return this.#phase === "connecting" ? this.#serverShown(event.key, event.hello) : [];
      case "opened":
        if (this.#phase === "proceeding") this.#phase = "opened";
        return [];
      case "message":
        return this.#phase === "connecting" ? [] : this.#told(event.message);
      case "closed":
        return this.#closed(event.clean);
    }
  }

  #connect(): Effect[] {
    const { host, port } = this.target;
    this.#server = null;
    this.#phase = "connecting";
    this.#stage = { at: "connecting", host, port };
    return [this.#world.connect(host, port)];
  }

  #disconnect(): Effect[] {
    this.#phase = "none";
    return [{ type: "disconnect" }];
  }

  #serverShown(key: string, hello: ServerHello): Effect[] {
    const { host, port } = this.target;
    this.#server = hello;
    switch (judgeKey(key, this.#expected, this.target.key)) {
      case "new":
        this.#offered = key;
        this.#stage = { at: "new_key", host, port, words: this.#world.words(key) };
        return this.#disconnect();
      case "changed":
        this.#askAboutChange(key, false);
        return this.#disconnect();
      case "not_invited":
        return this.#fail({ code: "not_invited_server", host, port });
      case "expected":
        break;
    }
    const passphrase = hello.passphrase ? this.#world.passphrases.get(key) : null;
    if (passphrase === undefined) return this.#askForPassphrase(false);
    this.#phase = "proceeding";
    const said = { type: "hello", name: this.#wanted.name } as const;
    return [{ type: "proceed", hello: said, passphrase: passphrase?.text ?? null }];
  }

  #askAboutChange(key: string, fromInvitation: boolean): void {
    const { host, port } = this.target;
    this.#offered = key;
    this.#stage = {
      at: "changed_key",
      host,
      port,
      words: this.#world.words(key),
      knownWords: this.#world.words(this.#expected.key ?? ""),
      knownSince: this.#expected.since,
      fromInvitation,
    };
  }

  #askForPassphrase(wrong: boolean): Effect[] {
    const { host, port } = this.target;
    const { standing, compared } = this.#expected;
    const vouched = standing !== "new" || compared;
    this.#stage = { at: "passphrase", host, port, name: this.#serverName(), wrong, vouched };
    return this.#disconnect();
  }

  #linkFailed(why: ConnectFailure): Effect[] {
    this.#phase = "none"; // the link is gone already
    this.#outcome = { type: "failed", problem: linkProblem(why, this.target) };
    return [];
  }

  /** The link ended before the server said anything that could be read. */
  #closed(clean: boolean): Effect[] {
    const wasOpened = this.#phase === "opened";
    if (this.#server === null) return this.#linkFailed("not_pychat");
    this.#phase = "none";
    const key = this.#expected.key ?? "";
    const passphrase = this.#world.passphrases.get(key);
    if (wasOpened && !clean && this.#server.passphrase && passphrase?.admitted === false) {
      // A server cannot tell us so: only the right passphrase makes the keys it would use.
      this.#world.passphrases.delete(key);
      this.#askForPassphrase(true);
      return [];
    }
    // It may have been changed since; if it ends so again, the person is asked.
    if (wasOpened && !clean && passphrase) {
      this.#world.passphrases.set(key, { ...passphrase, admitted: false });
    }
    const problem = endProblem(clean ? "refused" : "stopping", this.#serverName());
    this.#outcome = { type: "failed", problem };
    return [];
  }

  #told(message: ServerMessage): Effect[] {
    switch (message.type) {
      case "welcome":
        this.#markAdmitted();
        this.#phase = "none";
        this.#outcome = { type: "admitted", admission: this.#admission(message) };
        return [];
      case "error":
        this.#markAdmitted();
        return this.#refused(message.code);
      case "closing":
        this.#markAdmitted();
        return this.#fail(endProblem(message.reason, this.#serverName()));
      default:
        // Nothing else comes before the welcome; a server could keep us waiting with it for ever.
        return this.#fail(linkProblem("not_pychat", this.target));
    }
  }

  #refused(code: ErrorCode): Effect[] {
    const { name, madeUp } = this.#wanted;
    if (code !== "name_taken" || !madeUp || this.#draws >= MAX_NAME_DRAWS) {
      return this.#fail(refusalProblem(code, name, this.#serverName()));
    }
    this.#draws++;
    this.#wanted = { name: madeUpName(this.#world.draw), madeUp };
    return [...this.#disconnect(), ...this.#connect()];
  }

  #admission(welcome: WelcomeMessage): Admission {
    const { standing, since, compared } = this.#expected;
    const key = this.#expected.key ?? "";
    const replaces = this.#known !== null && this.#known.key !== key ? this.#known.key : null;
    return {
      welcome,
      key,
      words: this.#world.words(key),
      standing,
      since,
      compared,
      replaces,
      serverName: this.#serverName(),
    };
  }

  #markAdmitted(): void {
    const key = this.#expected.key ?? "";
    const passphrase = this.#world.passphrases.get(key);
    if (passphrase && this.#server?.passphrase) {
      this.#world.passphrases.set(key, { ...passphrase, admitted: true });
    }
  }

  #serverName(): string {
    return this.#server?.name || this.target.host;
  }

  #fail(problem: Problem): Effect[] {
    this.#outcome = { type: "failed", problem };
    return this.#disconnect();
  }
}
