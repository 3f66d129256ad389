/**
 * Who can see this: the line of sight, the words to compare, and five facts.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Server } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Card } from "./key_card.tsx";
import { WordsList } from "./words_list.tsx";

/** The panel of an open room. */
export function WhoCanSee(
  props: {
    readonly server: Server;
    readonly people: number;
    readonly inside: boolean;
    readonly compared: () => void;
    readonly leave: () => void;
  },
): VNode {
  const { server, people } = props;
  const { who } = words;
  return (
    <div class="seepanel">
      <h2 class="lead">{who.lead(people)}</h2>
      <ol class="sight" aria-label={who.sight}>
        <Hop icon="user" name={who.you} does={who.youDo} reads />
        <Hop icon="net" name={who.network} does={who.networkDoes} />
        <Hop icon="eye" name={who.server} does={who.serverDoes} reads />
        {people > 1
          ? <Hop icon="people" name={who.people(people)} does={who.peopleDo} reads />
          : <Hop icon="people" name={who.nobody} does={who.nobodyDoes} />}
      </ol>
      <Compare {...props} />
      <dl class="facts">
        <Fact icon="server" title={who.serverTitle(server.name)}>
          {who.serverText(`${server.host}, port ${server.port}`)}
        </Fact>
        <Fact icon="people" title={who.peopleTitle}>
          {server.history === 0 ? who.peopleText : who.peopleKept}
        </Fact>
        <Fact icon="net" title={who.networkTitle}>{who.networkText}</Fact>
        <Fact icon="kept" title={who.keptTitle}>{who.kept(server.history)}</Fact>
        <Fact icon="key" title={who.keyTitle}>
          {who.key[server.standing]}
        </Fact>
      </dl>
    </div>
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
      <b>{props.name}</b>
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

function Compare(
  props: {
    readonly server: Server;
    readonly inside: boolean;
    readonly compared: () => void;
    readonly leave: () => void;
  },
): VNode {
  const differ = useSignal(false);
  const { server } = props;
  return (
    <section class="card">
      <h3>{words.who.words}</h3>
      <WordsList words={server.words} label={words.cards.words} />
      <p class="small">{words.who.compare}</p>
      {server.compared
        ? (
          <p class="cmp">
            <Icon name="check" small />
            {words.who.compared}
          </p>
        )
        : props.inside && (
          <div class="row wrap">
            <button type="button" class="btn sm" onClick={props.compared}>
              {words.buttons.compared}
            </button>
            <button
              type="button"
              class="btn quiet sm"
              aria-expanded={differ.value}
              onClick={() => (differ.value = true)}
            >
              {words.buttons.differ}
            </button>
          </div>
        )}
      {differ.value && !server.compared && (
        <div role="alert">
          <Card look="bad" icon="warn" title={words.who.differTitle}>
            <p>{words.who.differ}</p>
            <div class="row">
              <button type="button" class="btn danger sm" onClick={props.leave}>
                {words.buttons.leaveAsk}
              </button>
            </div>
          </Card>
        </div>
      )}
    </section>
  );
}
