"use client";

import type { Editor } from "@tiptap/react";
import { Section } from "#components/escalation/section.tsx";
import { Button } from "#components/ui/button.tsx";
import type { FoundBlame } from "./blame-plugin.ts";

/** Words that blame a person, each with why it is marked and what to write instead. Nothing is held up by them. */
export function WordingPanel({ blames, editor, canWrite }: { blames: FoundBlame[]; editor: Editor | null; canWrite: boolean }) {
  if (blames.length === 0) return null;
  return (
    <div id="wording" className="scroll-mt-24">
      <Section title={`Wording (${blames.length})`}>
        <p className="text-12 text-ink-soft">What blames a person hides the condition that comes again. These are proposals.</p>
        <ul aria-label="Words that blame somebody" className="grid gap-2">
          {blames.map((blame) => (
            <li key={blame.key} className="grid gap-1.5 rounded-md border border-line px-2.5 py-2 text-13">
              <button
                type="button"
                onClick={() => show(editor, blame)}
                className="border-l-2 border-warn pl-2 text-left [overflow-wrap:anywhere] hover:text-ink"
              >
                “{blame.words}”
              </button>
              <p className="text-12 text-ink-soft">
                {blame.why} {blame.proposal}
              </p>
              {blame.instead ? <p className="rounded-sm bg-good-soft px-1.5 [overflow-wrap:anywhere]">{blame.instead}</p> : null}
              {blame.instead && canWrite ? (
                <div>
                  <Button size="sm" onClick={() => put(editor, blame)}>
                    Put this instead
                  </Button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function show(editor: Editor | null, { at }: FoundBlame): void {
  editor?.chain().setTextSelection(at).scrollIntoView().focus().run();
}

/** The editor's own undo takes it back. */
function put(editor: Editor | null, { at, instead }: FoundBlame): void {
  if (instead) editor?.chain().insertContentAt(at, instead).focus().run();
}
