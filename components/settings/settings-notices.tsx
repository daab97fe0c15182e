import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { SettingsEditor } from "./use-settings.ts";

/** Why nothing can be changed here, or that somebody else changed it meanwhile. */
export function SettingsNotices({ editor }: { editor: SettingsEditor }) {
  const { canChange, problem, saveMine, keepTheirs } = editor;
  if (!canChange) return <Callout>Only administrators change settings. Ask one of them.</Callout>;
  if (!problem) return null;
  if (!problem.conflict) return <Callout tone="bad" title={problem.errors[0]?.message ?? problem.detail} />;
  return (
    <Callout tone="warn" title={`${problem.conflict.by ?? "Somebody"} changed these settings while you were editing`}>
      <p>What you entered is kept here and not saved yet.</p>
      <div className="flex gap-2 pt-2">
        <Button size="sm" variant="primary" onClick={saveMine}>
          Save mine
        </Button>
        <Button size="sm" onClick={keepTheirs}>
          Keep theirs
        </Button>
      </div>
    </Callout>
  );
}
