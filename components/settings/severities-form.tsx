"use client";

import { useState } from "react";
import { SchemaForm } from "#components/forms/schema-form.tsx";
import { SeverityBadge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Severity } from "#lib/contracts/incident.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { SeverityPolicy } from "#lib/contracts/organisation.ts";
import { durationWords } from "#lib/time.ts";
import { SettingsNotices } from "./settings-notices.tsx";
import { type Stored, useSettings } from "./use-settings.ts";

/** What each severity means: when to use it, how soon to respond, how often to tell, and whom. */
export function SeveritiesForm({ first }: { first: Stored }) {
  const editor = useSettings(first);
  const { settings, canChange, isPending, save } = editor;
  const [editing, setEditing] = useState<Severity | null>(null);
  return (
    <>
      <SettingsNotices editor={editor} />
      <ul className="divide-y divide-line border-y border-line">
        {SEVERITIES.map((severity) => {
          const policy = settings.severities[severity];
          return (
            <li key={severity} className="grid gap-x-4 gap-y-1 py-3 text-13 sm:grid-cols-[88px_minmax(0,1fr)_auto]">
              <SeverityBadge severity={severity} label={policy.label} />
              <div className="min-w-0">
                <p>{policy.description || "No description."}</p>
                <p className="text-12 text-ink-soft">
                  Respond {responseWords(policy.responseMinutes)} · {cadenceWords(policy.cadenceMinutes)} · tells {policy.tells || "nobody"}
                </p>
              </div>
              {canChange ? (
                <Button size="sm" aria-label={`Edit ${policy.label}`} onClick={() => setEditing(severity)}>
                  Edit
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Sheet isOpen={editing !== null} title={editing ? settings.severities[editing].label : ""} onClose={() => setEditing(null)}>
        {editing ? (
          <SchemaForm
            schema={SeverityPolicy}
            value={settings.severities[editing]}
            submit="Save"
            isPending={isPending}
            onSubmit={(policy) => {
              save({ severities: { ...settings.severities, [editing]: policy } });
              setEditing(null);
            }}
          />
        ) : null}
      </Sheet>
    </>
  );
}

function responseWords(minutes: number | null): string {
  if (minutes === null) return "the next business day";
  return minutes === 0 ? "at once" : `within ${durationWords(minutes * 60_000)}`;
}

function cadenceWords(minutes: number | null): string {
  return minutes === null ? "no update is owed" : `update every ${durationWords(minutes * 60_000)}`;
}
