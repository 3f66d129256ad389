/**
 * Desktop notifications, as far as the browser and the person allow them.
 *
 * This file must never know what a conversation is: it is given a tag, and what to say.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";

/** What the browser says of notifications of this page. */
export type Permission = NotificationPermission | "unsupported";

/** What is said, and what a click does. */
export interface Saying {
  readonly title: string;
  /** What stands under it, for as many texts as are told of. */
  body(count: number): string;
  click(): void;
}

/** One notification on the screen, or on its way there. */
interface Shown {
  saying: Saying;
  count: number;
  waits: boolean;
  readonly close: () => void;
  notification: Notification | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** What is told once more within this time waits until it is over, in milliseconds. */
const REST_MS = 1000;

/** So many are on the screen at once: nobody reads more, and a server could make any number. */
const MOST = 6;

/** How long a browser has for a test, in milliseconds. */
const TEST_MS = 3000;

/** Shows one notification for each tag, and takes it away when it is old news. */
export class Notifier {
  /** Changes as soon as the person changes it in the browser. */
  readonly permission: Signal<Permission> = signal(permission());
  readonly #shown = new Map<string, Shown>();

  /** From now on it knows what the browser is told elsewhere, and takes all away with the page. */
  follow(): void {
    const look = () => (this.permission.value = permission());
    addEventListener("focus", look);
    addEventListener("pagehide", () => this.forget());
    navigator.permissions?.query({ name: "notifications" })
      .then((status) => status.addEventListener("change", look), () => {});
  }

  /** Asks the browser for leave. It asks the person only where they have just clicked. */
  async ask(): Promise<void> {
    if (permission() === "default") await Notification.requestPermission();
    this.permission.value = permission();
  }

  /**
   * Shows something, or shows it in the place of what is there under the same tag. Where too much
   * is on the screen already, the title and the icon of the page have to do.
   *
   * @param tag What it is about. Windows that say the same under one tag show it once.
   * @param saying What is said.
   * @param count Of how many texts.
   */
  show(tag: string, saying: Saying, count: number): void {
    // As it is now: that it has changed may not have been told yet.
    if (permission() !== "granted") return;
    const before = this.#shown.get(tag);
    if (before === undefined && this.#shown.size >= MOST) return;
    const shown = before ?? this.#begun(tag, saying);
    shown.saying = saying;
    shown.count += count;
    if (shown.timer === undefined) this.#present(tag, shown);
    else shown.waits = true;
  }

  /** What is under this tag was read. */
  read(tag: string): void {
    this.#shown.get(tag)?.close();
  }

  /** Takes away everything but what is under these tags. */
  keepOnly(tags: ReadonlySet<string>): void {
    for (const [tag, { close }] of this.#shown) if (!tags.has(tag)) close();
  }

  /** Takes everything away. */
  forget(): void {
    this.keepOnly(new Set());
  }

  /**
   * Shows a notification that says nothing.
   *
   * @returns Whether the browser says that it showed it; the system may still hold it back.
   */
  test(title: string, body: string): Promise<boolean> {
    return new Promise((done) => {
      const notification = notificationOf(title, { body, tag: "test", silent: true });
      if (notification === null) return done(false);
      notification.onshow = () => done(true);
      notification.onerror = () => done(false);
      setTimeout(() => done(false), TEST_MS);
    });
  }

  #begun(tag: string, saying: Saying): Shown {
    const close = () => {
      clearTimeout(shown.timer);
      this.#shown.delete(tag);
      shown.notification?.close();
    };
    const shown: Shown = {
      saying,
      count: 0,
      waits: false,
      close,
      notification: null,
      timer: undefined,
    };
    this.#shown.set(tag, shown);
    return shown;
  }

  #present(tag: string, shown: Shown): void {
    const { saying: { title, body, click }, count } = shown;
    // What is heard is for the page to say, and may be nothing.
    const options = { body: body(count), tag, silent: true };
    const notification = notificationOf(title, options);
    if (notification === null) {
      this.permission.value = "unsupported";
      return shown.close();
    }
    shown.notification = notification;
    shown.waits = false;
    shown.timer = setTimeout(() => {
      shown.timer = undefined;
      if (shown.waits) this.#present(tag, shown);
    }, REST_MS);
    notification.onclick = () => {
      shown.close();
      click();
    };
    // Browsers close none before it is there. One that another has replaced goes by itself, and
    // to close it would close that.
    notification.onshow = () => this.#shown.has(tag) || notification.close();
    // One that another has replaced is told to be closed.
    notification.onclose = () => shown.notification === notification && shown.close();
  }
}

/** That of this page. */
export const notifier: Notifier = new Notifier();

function permission(): Permission {
  return "Notification" in globalThis ? Notification.permission : "unsupported";
}

/** Some browsers have the name, and show notifications only of a service worker. */
function notificationOf(title: string, options: NotificationOptions): Notification | null {
  try {
    return new Notification(title, options);
  } catch {
    return null;
  }
}
