/**
 * What opens over everything, one at a time.
 *
 * @module
 */
import type { VNode } from "preact";
import type { RoomView } from "../../../lib/api/view.ts";
import { fullName } from "../../words/durations.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import type { Dialog as Open } from "../../model/dialog.ts";
import { Details } from "../details.tsx";
import { PersonActs } from "../person_acts.tsx";
import { Shortcuts } from "../shortcuts.tsx";
import { Switcher } from "../switcher.tsx";
import { Close, closeTitle } from "./close.tsx";
import { Create, Join } from "./create.tsx";
import { Dialog } from "./dialog.tsx";
import { Export } from "./export.tsx";
import { Help } from "./help.tsx";
import { Invite, inviteTitle } from "./invite.tsx";
import { Ban, BanSure, HandOver, Mute } from "./person.tsx";
import { Delete, Leave, Quit } from "./questions.tsx";
import { Rename } from "./rename.tsx";
import { Bans, Lock, Topic } from "./room.tsx";
import { Rooms } from "./rooms.tsx";
import { Wipe } from "./wipe.tsx";

/** What stands in a dialog. */
interface Shown {
  readonly title: string;
  readonly content: VNode;
}

/** The open dialog, if one is. */
export function Dialogs(props: App): VNode | null {
  const { store, actions } = props;
  const open = store.dialog.value;
  if (open?.kind === "switcher") return <Switcher {...props} text={open.text} />;
  const shown = open === null ? null : shownFor(open, props);
  if (open === null || shown === null) return null;
  // The next one is another element, so that the focus goes into it.
  const key = "name" in open ? `${open.kind} ${open.name}` : open.kind;
  return (
    <Dialog key={key} title={shown.title} close={() => actions.open(null)}>
      {shown.content}
    </Dialog>
  );
}

function shownFor(open: Exclude<Open, null>, props: App): Shown | null {
  const { dialogs } = words;
  const { store, actions } = props;
  const server = store.server.value;
  switch (open.kind) {
    case "help":
      return { title: words.commands.title, content: <Help /> };
    case "invite":
      return server && {
        title: inviteTitle(store),
        content: <Invite {...props} server={server} />,
      };
    case "rename":
      return { title: words.rename.title, content: <Rename {...props} /> };
    case "leave":
      return server && { title: words.leave.title(server.name), content: <Leave {...props} /> };
    case "quit":
      return { title: words.quit.title, content: <Quit {...props} /> };
    case "wipe":
      return { title: words.settings.wiping.title, content: <Wipe {...props} /> };
    case "rooms":
      return { title: dialogs.rooms.title, content: <Rooms {...props} /> };
    case "export":
      return { title: dialogs.export.title, content: <Export {...props} /> };
    case "create":
      return { title: dialogs.create.title, content: <Create {...props} room={open.name} /> };
    case "join":
      return {
        title: dialogs.join.title(open.name),
        content: <Join {...props} room={open.name} failed={open.failed} />,
      };
    case "ban_sure":
      return {
        title: dialogs.banSure.title(fullName(open.problem.person)),
        content: <BanSure {...props} problem={open.problem} />,
      };
    case "keys":
      return { title: words.keys.title, content: <Shortcuts {...props} /> };
    case "details":
      return {
        title: words.search.details.title,
        content: <Details {...props} index={open.index} />,
      };
    case "switcher":
    case "search":
      return null; // elsewhere: one has no head, the other stands above the log
    case "delete":
      return { title: dialogs.remove.title, content: <Delete {...props} line={open.line} /> };
    case "person": {
      const done = () => actions.open(null);
      const content = <PersonActs {...props} person={open.person} done={done} />;
      return { title: fullName(open.person), content };
    }
    case "close": {
      const view = store.conversation.value;
      return view && { title: closeTitle(view), content: <Close {...props} view={view} /> };
    }
    default: {
      const view = store.conversation.value;
      return view?.type === "room" ? shownInRoom(open, { ...props, room: view }) : null;
    }
  }
}

/** What can be opened in a room only. */
function shownInRoom(
  open: Exclude<Open, null>,
  props: App & { readonly room: RoomView },
): Shown | null {
  const { dialogs } = words;
  const { name } = props.room;
  switch (open.kind) {
    case "topic":
      return { title: dialogs.topic.title(name), content: <Topic {...props} /> };
    case "lock":
      return { title: dialogs.lock.title(name), content: <Lock {...props} /> };
    case "bans":
      return { title: dialogs.bans.title(name), content: <Bans {...props} /> };
    case "mute":
      return {
        title: dialogs.mute.title(fullName(open.person)),
        content: <Mute {...props} person={open.person} />,
      };
    case "ban":
      return {
        title: dialogs.ban.title(fullName(open.person)),
        content: <Ban {...props} person={open.person} />,
      };
    case "hand_over":
      return {
        title: dialogs.handOver.title(fullName(open.person)),
        content: <HandOver {...props} person={open.person} />,
      };
    default:
      return null;
  }
}
