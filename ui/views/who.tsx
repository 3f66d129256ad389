/**
 * Who can see this: the line of sight, the words to compare, and what each of them learns.
 *
 * @module
 */
import type { VNode } from "preact";
import type {
  ConversationView,
  Person,
  PrivateView,
  RoomView,
  Server,
} from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { fullName } from "../words/durations.ts";
import { Compare } from "./compare.tsx";
import { Icon, type IconName } from "./icon.tsx";

/** The panel of an open conversation. */
export function WhoCanSee(
  props: {
    readonly view: ConversationView;
    readonly me: Person | null;
    /** Whoever owns the room. */
    readonly owner: Person | null;
    readonly server: Server;
    /** Whether others see that the person is writing. */
    readonly typing: boolean;
    readonly inside: boolean;
    readonly compared: () => void;
    readonly leave: () => void;
  },
): VNode {
  const { view, server } = props;
  const { who } = words;
  return (
    <div class="seepanel">
      <h2 class="lead">{leadOf(view)}</h2>
      <ol class="sight" aria-label={who.sight}>
        <Hop icon="user" name={who.you} does={who.youDo} reads />
        <Hop icon="net" name={who.network} does={who.networkDoes} />
        <Hop icon="eye" name={who.server} does={who.serverDoes} reads />
        <LastHop view={view} />
      </ol>
      <Compare
        server={server}
        inside={props.inside}
        compared={props.compared}
        leave={props.leave}
      />
      <dl class="facts">
        <Fact icon="server" title={who.serverTitle(server.name)}>
          {who.serverText(`${server.host}, port ${server.port}`)}
        </Fact>
        {view.type === "room"
          ? <RoomFacts {...props} view={view} />
          : <PartnerFacts view={view} typing={props.typing} />}
        <Fact icon="net" title={who.networkTitle}>{who.networkText}</Fact>
        <Fact icon="kept" title={who.keptTitle}>
          {view.type === "room" ? who.kept(view.history) : who.keptPrivate}
        </Fact>
        <Fact icon="key" title={who.keyTitle}>
          {who.key[server.standing] + (server.compared ? who.keyCompared : who.keyNotCompared)}
        </Fact>
      </dl>
    </div>
  );
}

function leadOf(view: ConversationView): string {
  const { who } = words;
  if (view.type === "room") return view.over === null ? who.lead(view.people) : who.leadOver;
  const name = fullName(view.partner);
  return view.over === null ? who.leadPrivate(name) : who.leadLeft(name);
}

function LastHop({ view }: { readonly view: ConversationView }): VNode {
  const { who } = words;
  if (view.type === "private") {
    return <Hop icon="user" name={view.partner.name} does={who.partnerDoes} reads />;
  }
  if (view.over !== null) {
    return <Hop icon="people" name={who.before} does={who.beforeDid} reads />;
  }
  return view.people > 1
    ? <Hop icon="people" name={who.people(view.people)} does={who.peopleDo} reads />
    : <Hop icon="people" name={who.nobody} does={who.nobodyDoes} />;
}

function RoomFacts(
  { view, me, owner, typing }: {
    readonly view: RoomView;
    readonly me: Person | null;
    readonly owner: Person | null;
    readonly typing: boolean;
  },
): VNode {
  const { who } = words;
  const owned = owner === null
    ? ""
    : owner.id === me?.id
    ? who.ownerYou
    : who.owner(fullName(owner));
  return (
    <>
      <Fact icon="people" title={who.peopleTitle}>
        {(view.history === 0 ? who.peopleText : who.peopleKept) + (typing ? who.typing : "")}
      </Fact>
      <Fact icon="door" title={who.doorTitle}>
        {(view.lobby ? who.door.lobby : who.door[view.kind]) + owned}
      </Fact>
    </>
  );
}

function PartnerFacts(
  { view, typing }: { readonly view: PrivateView; readonly typing: boolean },
): VNode {
  const { who } = words;
  return (
    <Fact icon="user" title={fullName(view.partner)}>
      {who.partnerText + (typing ? who.typing : "")}
    </Fact>
  );
}

function Hop(
  props: {
    readonly icon: IconName;
    readonly name: string;
    readonly does: string;
    readonly reads?: boolean;
  },
): VNode {
  return (
    <li class={props.reads ? "hop reads" : "hop blind"}>
      <span class="o">
        <Icon name={props.icon} />
      </span>
      <b>
        <bdi>{props.name}</bdi>
      </b>
      <span>{props.does}</span>
    </li>
  );
}

function Fact(
  props: { readonly icon: IconName; readonly title: string; readonly children: string },
): VNode {
  return (
    <div class="fact">
      <dt>
        <Icon name={props.icon} />
        {props.title}
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}
