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
import type { Problem } from "../../api/view.ts";
import { MAX_NAME_DRAWS } from "../../limits.ts";
import type {
  ErrorMessage,
  ResumedMessage,
  ServerHello,
  ServerMessage,
  WelcomeMessage,
} from "../../message/from_server.ts";
import type { ConnectFailure, Effect, LinkEvent } from "../effect.ts";
import type {
  Admission,
  Claim,
  EntryStage,
  EntryWorld,
  Outcome,
  Target,
  WantedName,
  Way,
} from "./admission.ts";
import { endProblem, linkProblem, refusalProblem } from "./entry_problem.ts";
import { askPassphrase, changedKey, newKey, type Prospect } from "./entry_stage.ts";
import { madeUpName } from "./made_up_name.ts";
import { Trust } from "./trust.ts";

/** How far the link is; `none` while a person decides. */
type Phase = "none" | "connecting" | "proceeding" | "opened";

/** One way in, with all the links it takes. */
export class Entry {
  readonly target: Target;
  readonly #world: EntryWorld;
  readonly #claim: Claim | null;
  readonly #trust: Trust;
  /** The last that was asked for. */
  #link = 0;
  #wanted: WantedName;
  #server: ServerHello | null = null;
  #phase: Phase = "none";
  #draws = 1;
  #stage: EntryStage;
  #outcome: Outcome | null = null;

  /**
   * @param way Where to, and as whom.
   * @param world What it needs of its client.
   * @param now Milliseconds since 1970 (UTC).
   */
  constructor({ target, wanted, claim }: Way, world: EntryWorld, now: number) {
    const { host, port } = target;
    this.target = target;
    this.#wanted = wanted;
    this.#claim = claim;
    this.#world = world;
    this.#trust = new Trust(target, world.knowledge.all, now);
    this.#stage = { at: "connecting", host, port };
    if (this.#trust.isInConflict) this.#stage = changedKey(this.#prospect, true);
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

  /** The number of the link that is its own now. */
  get link(): number {
    return this.#link;
  }

  /** Whether the server may have taken the person in already. */
  get hasProceeded(): boolean {
    return this.#phase === "proceeding" || this.#phase === "opened";
  }

  /** Opens a link, unless a person has to decide before; after a failure, anew. */
  begin(): Effect[] {
    this.#outcome = null;
    return this.#stage.at === "connecting" ? [...this.hangUp(), ...this.#connect()] : [];
  }

  /** Ends the link, if there is one. */
  hangUp(): Effect[] {
    if (this.#phase === "none") return [];
    this.#phase = "none";
    return [{ type: "disconnect", link: this.#link }];
  }

  /** Gives up, and forgets a passphrase that let nobody in. */
  cancel(): Effect[] {
    this.#world.passphrases.forgetUntried(this.#trust.key);
    return this.hangUp();
  }

  /**
   * At `new_key`: the person wants to go on.
   *
   * @param compared Whether they compared the words.
   * @param now Milliseconds since 1970 (UTC).
   */
  acceptNewKey(compared: boolean, now: number): Effect[] {
    if (this.#stage.at !== "new_key") return [];
    this.#trust.accept("new", compared, now);
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
    if (stage.at !== "changed_key" || word.trim().toLowerCase() !== stage.words[0]) return [];
    this.#trust.accept(stage.fromInvitation ? "invited" : "new", false, now);
    return this.#connect();
  }

  /**
   * At `passphrase`: the person gives one.
   *
   * @param text The passphrase; an empty one is none.
   */
  givePassphrase(text: string): Effect[] {
    if (this.#stage.at !== "passphrase" || text === "") return [];
    this.#world.passphrases.give(this.#trust.key, text);
    return this.#connect();
  }

  /** Something happened to a link. */
  hear(link: number, event: LinkEvent): Effect[] {
    if (this.#phase === "none" || link !== this.#link) return [];
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
    const link = this.#world.nextLink();
    this.#link = link;
    return [{ type: "connect", link, host, port, resume: this.#validClaim !== null }];
  }

  /** Another key is another server, which could pass for the person at the one they were at. */
  get #validClaim(): Claim | null {
    const claim = this.#claim;
    return claim?.key === this.#trust.key && !this.#world.spent.has(claim) ? claim : null;
  }

  #serverShown(key: string, hello: ServerHello): Effect[] {
    const { host, port } = this.target;
    this.#server = hello;
    switch (this.#trust.judge(key)) {
      case "new":
        this.#stage = newKey(this.#prospect);
        return this.hangUp();
      case "changed":
        this.#stage = changedKey(this.#prospect, false);
        return this.hangUp();
      case "not_invited":
        return this.#fail({ code: "not_invited_server", host, port });
      case "expected":
        break;
    }
    const passphrase = hello.passphrase ? this.#world.passphrases.of(key) : null;
    if (hello.passphrase && passphrase === null) return this.#askForPassphrase(false);
    this.#phase = "proceeding";
    const said = { type: "hello", name: this.#wanted.name, delivery: true } as const;
    const claim = this.#validClaim;
    return [{ type: "proceed", link: this.#link, hello: said, claim, passphrase }];
  }

  #askForPassphrase(wrong: boolean): Effect[] {
    this.#stage = askPassphrase(this.#prospect, this.#serverName(), wrong);
    return this.hangUp();
  }

  get #prospect(): Prospect {
    return { target: this.target, trust: this.#trust, words: this.#world.words };
  }

  #linkFailed(why: ConnectFailure): Effect[] {
    this.#phase = "none"; // the link is gone already
    return this.#fail(linkProblem(why, this.target));
  }

  /** The link ended before the server said anything that could be read. */
  #closed(clean: boolean): Effect[] {
    const wasOpened = this.#phase === "opened";
    if (this.#server === null) return this.#linkFailed("not_pychat");
    this.#phase = "none";
    const suspect = wasOpened && !clean && this.#server.passphrase;
    if (suspect && this.#world.passphrases.doubt(this.#trust.key)) {
      return this.#askForPassphrase(true);
    }
    return this.#fail(endProblem("stopping", this.#serverName()));
  }

  #told(message: ServerMessage): Effect[] {
    switch (message.type) {
      case "welcome":
        this.#markAdmitted();
        this.#phase = "none";
        this.#outcome = { type: "admitted", admission: this.#admission(message) };
        return [];
      case "resumed":
        return this.#resumed(message);
      case "error":
        this.#markAdmitted();
        return this.#refused(message);
      case "closing":
        this.#markAdmitted();
        return this.#fail(endProblem(message.reason, this.#serverName()));
      default:
        // Nothing else comes before the welcome; a server could keep us waiting with it for ever.
        return this.#fail(linkProblem("not_pychat", this.target));
    }
  }

  #resumed(message: ResumedMessage): Effect[] {
    const isMe = message.you.id === this.#validClaim?.member; // or nobody was to be resumed
    if (!isMe) return this.#fail(linkProblem("not_pychat", this.target));
    this.#markAdmitted();
    this.#phase = "none";
    this.#outcome = { type: "resumed", message };
    return [];
  }

  #refused(error: ErrorMessage): Effect[] {
    const { name, madeUp, own } = this.#wanted;
    const held = own && error.seconds !== undefined;
    if (error.code !== "name_taken" || !madeUp || held || this.#draws >= MAX_NAME_DRAWS) {
      return this.#fail(refusalProblem(error, name, this.#serverName()));
    }
    this.#draws++;
    this.#wanted = { name: madeUpName(this.#world.draw), madeUp, own: false };
    return [...this.hangUp(), ...this.#connect()];
  }

  #admission(welcome: WelcomeMessage): Admission {
    const { facts } = this.#trust;
    const words = this.#world.words(facts.key);
    return { ...facts, welcome, words, serverName: this.#serverName() };
  }

  #markAdmitted(): void {
    if (this.#server?.passphrase) this.#world.passphrases.admit(this.#trust.key);
  }

  #serverName(): string {
    return this.#server?.name || this.target.host;
  }

  #fail(problem: Problem): Effect[] {
    const claim = this.#validClaim;
    const isNonsense = this.#server !== null && problem.code === "not_pychat";
    if (claim && isNonsense) this.#world.spent.add(claim); // it would be answered so again
    this.#outcome = { type: "failed", problem };
    return this.hangUp();
  }
}
