/**
 * What was seen, as a file.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { EXPORT_FORMATS, type ExportFormat } from "../../../lib/api/export_format.ts";
import { words } from "../../words.ts";
import type { App } from "../../model/app.ts";
import { nameOf } from "../conversation_name.ts";
import { Choice } from "./parts.tsx";

/** It needs no connection: everything is on this computer. */
export function Export({ store, actions }: App): VNode {
  const { export: words_ } = words.dialogs;
  const what = useSignal<"one" | "all">("one");
  const format = useSignal<ExportFormat>("text");
  const view = store.conversation.value;
  return (
    <form
      class="form-body"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const place = what.value === "one" ? store.open.value : null;
        actions.ask({ type: "export", in: place, format: format.value });
        actions.open(null);
      }}
    >
      <p class="small">{words_.text}</p>
      <Choice
        name="export-what"
        legend={words_.what}
        options={[
          { key: "one", title: words_.one(view === null ? "" : nameOf(view)) },
          { key: "all", title: words_.all },
        ]}
        chosen={what.value}
        choose={(key) => (what.value = key)}
      />
      <Choice
        name="export-format"
        legend={words_.format}
        options={EXPORT_FORMATS.map((key) => ({ key, ...words_.formats[key] }))}
        chosen={format.value}
        choose={(key) => (format.value = key)}
      />
      <p class="meta">{words_.care}</p>
      <div class="row end wrap">
        <button type="button" class="btn quiet" onClick={() => actions.open(null)}>
          {words.buttons.cancel}
        </button>
        <button type="submit" class="btn main" disabled={store.link.value !== "open"}>
          {words_.submit}
        </button>
      </div>
    </form>
  );
}
