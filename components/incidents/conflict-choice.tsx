"use client";

import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

type ConflictChoiceProps = {
  label: string;
  yours: string;
  theirs: string;
  by?: string | null;
  onYours: () => void;
  onTheirs: () => void;
  onEdit?: () => void;
};

/** Two people changed one value: both stand here until one is chosen. */
export function ConflictChoice({ label, yours, theirs, by, onYours, onTheirs, onEdit }: ConflictChoiceProps) {
  return (
    <Callout tone="warn" title={`${by ?? "Somebody"} changed the ${label} while you were editing`}>
      <dl className="grid gap-2 sm:grid-cols-2">
        <Value term="Yours, not saved yet" value={yours} />
        <Value term="Theirs, saved" value={theirs} />
      </dl>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={onYours}>
          Save mine
        </Button>
        <Button size="sm" onClick={onTheirs}>
          Keep theirs
        </Button>
        {onEdit ? (
          <Button size="sm" variant="ghost" onClick={onEdit}>
            Edit further
          </Button>
        ) : null}
      </div>
    </Callout>
  );
}

function Value({ term, value }: { term: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-ink-soft">{term}</dt>
      <dd className="whitespace-pre-wrap rounded-md border border-line bg-surface-raised px-2 py-1 [overflow-wrap:anywhere]" dir="auto">
        {value || "(empty)"}
      </dd>
    </div>
  );
}
