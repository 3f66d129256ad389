/**
 * What can be done with a conversation in the list.
 *
 * @module
 */
import type { VNode } from "preact";
import type { ConversationView } from "../../lib/api/view.ts";
import type { App } from "../model/app.ts";
import { asksFirst } from "../model/closing.ts";
import { heldOf } from "../model/model.ts";
import { words } from "../words.ts";
import { nameOf } from "./conversation_name.ts";
import { Menu, type MenuItem, type Place } from "./menu.tsx";

/** What asks something shows the conversation that it is about. */
export function ConversationMenu(
  props: App & {
    readonly view: ConversationView;
    readonly at: Place;
    readonly close: () => void;
  },
): VNode {
  const { view } = props;
  return (
    <Menu
      label={words.attention.menu.more(nameOf(view))}
      items={itemsFor(view, props)}
      at={props.at}
      close={props.close}
    />
  );
}

function itemsFor(view: ConversationView, { store, actions }: App): MenuItem[] {
  const { menu } = words.attention;
  const show = (kind: "invite" | "export" | "close") => () => {
    actions.openConversation(view.id);
    actions.open({ kind });
  };
  const items: MenuItem[] = [{
    icon: view.quiet ? "bell" : "mute",
    text: view.quiet ? menu.unmute : menu.mute,
    ...(view.quiet ? {} : { note: menu.muteText }),
    act: () => actions.ask({ type: "quiet", in: view.id, on: !view.quiet }),
  }];
  const inside = view.type === "room" && view.over === null;
  if (inside) items.push({ icon: "invite", text: menu.invite, act: show("invite") });
  items.push({ icon: "save", text: menu.export, act: show("export") });
  if (view.type === "room" && view.lobby) return items;
  const me = store.model.value.state?.me ?? null;
  items.push({
    icon: inside ? "door" : "x",
    text: inside ? menu.leave : menu.close,
    danger: true,
    act: () => {
      if (asksFirst(view, heldOf(store.model.value, view.id), me)) show("close")();
      else actions.ask({ type: "close", in: view.id });
    },
  });
  return items;
}
