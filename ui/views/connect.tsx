/**
 * Everything before the chat: the form, and the questions a person has to answer.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Stage } from "../../lib/api/view.ts";
import { words } from "../words.ts";
import { problemSentence } from "../words/problems.ts";
import type { App } from "../model/app.ts";
import { Brand, BrandLine } from "./brand.tsx";
import { ChangedKey } from "./changed_key.tsx";
import { Dialogs } from "./dialogs/dialogs.tsx";
import { useFocus } from "./focus.ts";
import { GoneBanner } from "./banner.tsx";
import { NewKey } from "./new_key.tsx";
import { ProblemCard } from "./notice.tsx";
import { Passphrase } from "./passphrase.tsx";
import { StartForm } from "./start_form.tsx";
import { Trouble } from "./trouble.tsx";

/** Brand half and form half. */
export function Connect(props: App): VNode {
  const { store } = props;
  const stage = store.shown.value;
  const notice = store.notice.value;
  return (
    <div class="connect">
      <Brand />
      <main class="formwrap">
        <div class="form">
          <BrandLine />
          <GoneBanner link={store.link.value} />
          {stage !== null && <Step key={stage.at} app={props} stage={stage} />}
          {notice !== null && stage?.at !== "start" && (
            <ProblemCard text={problemSentence(notice)} />
          )}
        </div>
      </main>
      <Dialogs {...props} />
    </div>
  );
}

function Step(props: { readonly app: App; readonly stage: Stage }): VNode | null {
  const { app, stage } = props;
  const { actions } = app;
  switch (stage.at) {
    case "trouble":
      return <Trouble {...app} stage={stage} />;
    case "start":
      return <StartForm {...app} problem={stage.problem} />;
    case "connecting":
      return (
        <Connecting
          host={stage.host}
          port={stage.port}
          cancel={() => actions.ask({ type: "cancel" })}
        />
      );
    case "new_key":
      return (
        <NewKey
          stage={stage}
          accept={(compared) => actions.ask({ type: "accept_new_key", compared })}
          cancel={() => actions.ask({ type: "cancel" })}
        />
      );
    case "changed_key":
      return (
        <ChangedKey
          stage={stage}
          accept={(word) => actions.ask({ type: "accept_changed_key", word })}
          cancel={() => actions.ask({ type: "cancel" })}
        />
      );
    case "passphrase":
      return (
        <Passphrase
          stage={stage}
          submit={(passphrase) => actions.ask({ type: "passphrase", passphrase })}
          cancel={() => actions.ask({ type: "cancel" })}
        />
      );
    default:
      return null;
  }
}

function Connecting(
  props: { readonly host: string; readonly port: number; readonly cancel: () => void },
): VNode {
  const title = useFocus<HTMLHeadingElement>();
  return (
    <>
      <h1 ref={title} tabIndex={-1}>{words.connect.connecting(props.host)}</h1>
      <div class="working" role="status">
        <span class="spin" aria-hidden="true" />
        <p class="small">{words.connect.connectingHint(props.host, props.port)}</p>
      </div>
      <div class="row">
        <button type="button" class="btn lg" onClick={props.cancel}>{words.buttons.cancel}</button>
      </div>
    </>
  );
}
