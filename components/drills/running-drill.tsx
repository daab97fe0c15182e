"use client";

import { Check, Circle } from "lucide-react";
import { useState } from "react";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { DrillSummary } from "#lib/contracts/drill.ts";
import { durationWords } from "#lib/time.ts";

type RunningDrillProps = { drill: DrillSummary; isEnding: boolean; onEnd: () => void };

/** A drill that goes on: how far people are, where its systems are, and its end. */
export function RunningDrill({ drill, isEnding, onEnd }: RunningDrillProps) {
  const [isAsking, setAsking] = useState(false);
  const { title, state, incident, startedBy, systems, mayEnd } = drill;
  return (
    <article aria-label={title} className="grid gap-3 rounded-lg border border-drill/35 bg-drill-soft px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <h3 className="text-14 font-semibold">{title}</h3>
          <p className="text-12 text-ink-soft">
            {incident ? `${incident.reference}, ` : ""}started by {startedBy.name}, <Since at={drill.startedAt} />
          </p>
        </div>
        <Chip tone="drill">{state === "starting" ? "its world is starting" : "running"}</Chip>
        {incident ? (
          <LinkButton href={`/incidents/${incident.reference}`} variant="primary">
            Go to its room
          </LinkButton>
        ) : null}
        {mayEnd ? <Button onClick={() => setAsking(true)}>End drill</Button> : null}
      </div>
      <Steps drill={drill} />
      {systems.length > 0 ? <Systems systems={systems} /> : null}
      <ConfirmDialog
        isOpen={isAsking}
        title={`End “${title}”?`}
        confirm="End and see the score"
        isPending={isEnding}
        onConfirm={() => {
          onEnd();
          setAsking(false);
        }}
        onClose={() => setAsking(false)}
      >
        Its world and its systems go away, and what was true is told. The incident stays, marked as a drill. What has not been found by now counts as
        not found.
      </ConfirmDialog>
    </article>
  );
}

function Since({ at }: { at: string }) {
  const now = useNow();
  return <>{now === null ? "just now" : `${durationWords(Math.max(0, now - Date.parse(at)))} ago`}</>;
}

function Steps({ drill: { acknowledgedMs, causeMs } }: { drill: DrillSummary }) {
  const steps = [
    { name: "Acknowledged", ms: acknowledgedMs, open: "Move the incident out of triage" },
    { name: "Root cause accepted", ms: causeMs, open: "Investigate, and accept a hypothesis" },
  ];
  return (
    <ol aria-label="How far you are" className="grid gap-1 text-13">
      {steps.map(({ name, ms, open }) => (
        <li key={name} className="flex items-center gap-2">
          {ms === null ? <Circle size={13} aria-hidden className="text-ink-faint" /> : <Check size={13} aria-hidden className="text-good" />}
          <span className={ms === null ? "text-ink-soft" : ""}>
            {ms === null ? `${name}: not yet. ${open}.` : `${name} after ${durationWords(ms)}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Systems({ systems }: { systems: DrillSummary["systems"] }) {
  return (
    <details className="text-12 text-ink-soft">
      <summary className="cursor-pointer">Its systems answer on the machine of the console</summary>
      <ul aria-label="Systems" className="mt-1 grid gap-0.5">
        {systems.map(({ name, url }) => (
          <li key={name}>
            {name}: <code className="font-mono break-all">{url}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
