"use client";

import { Plus, Trash2 } from "lucide-react";
import { SeverityBadge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import type { Severity } from "#lib/contracts/incident.ts";
import { NOTICE_EVENT_LABELS, NOTICE_EVENTS, type NoticeBook, type NoticeRule } from "#lib/contracts/notice.ts";
import { fieldError, type Problem } from "#lib/trpc/client.tsx";
import { AudiencePicker } from "./audience-picker.tsx";
import { outlookInWords } from "./outlook-words.ts";

type SeverityLinesProps = {
  severity: Severity;
  label: string;
  rules: readonly NoticeRule[];
  /** As it is stored: what it would reach is only known of that. */
  standing: NoticeBook;
  isChanged: boolean;
  policies: PolicyBook;
  names: Record<string, string>;
  problem: Problem | null;
  onChange: (rules: NoticeRule[], names?: Record<string, string>) => void;
};

/** Who is told of incidents of one severity, a line for those who are told of the same. */
export function SeverityLines({ severity, label, rules, standing, isChanged, policies, names, problem, onChange }: SeverityLinesProps) {
  const warnings = standing.problems.filter((one) => one.severity === severity);
  const put = (index: number, part: Partial<NoticeRule>, added?: Record<string, string>) =>
    onChange(
      rules.map((rule, at) => (at === index ? { ...rule, ...part } : rule)),
      added,
    );
  return (
    <section aria-label={label} className="grid min-w-0 grid-cols-1 gap-3 border-t border-line pt-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2>
          <SeverityBadge severity={severity} label={label} />
        </h2>
        <p className="text-12 text-ink-soft">{isChanged ? "Save to see whom this reaches." : outlookInWords(severity, standing.outlook)}</p>
      </div>
      <ul className="grid min-w-0 grid-cols-1 gap-3">
        {rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are changed in place, and what is shown of one is all given.
          <li key={`${index} of ${rules.length}`} className="grid min-w-0 grid-cols-1 gap-2 rounded-lg border border-line bg-surface-raised p-3">
            <AudiencePicker
              label={`Line ${index + 1}: tells`}
              audiences={rule.audiences}
              book={policies}
              names={names}
              error={fieldError(problem, `matrix.${severity}.${index}.audiences`)}
              onChange={(audiences, added) => put(index, { audiences }, added)}
            />
            <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
              {NOTICE_EVENTS.map((event) => (
                <Checkbox
                  key={event}
                  label={NOTICE_EVENT_LABELS[event]}
                  isChecked={rule.events.includes(event)}
                  onChange={(isOn) => put(index, { events: NOTICE_EVENTS.filter((one) => (one === event ? isOn : rule.events.includes(one))) })}
                />
              ))}
              <span className="ms-auto">
                <IconButton
                  label={`Remove line ${index + 1} of ${label}`}
                  icon={<Trash2 size={14} aria-hidden />}
                  onClick={() => onChange(rules.filter((_, at) => at !== index))}
                />
              </span>
            </div>
            {rule.events.length === 0 ? <p className="text-12 text-bad">Choose at least one moment, or remove the line.</p> : null}
          </li>
        ))}
      </ul>
      {rules.length === 0 ? <p className="text-13 text-ink-soft">Nobody is told but those who work on it, watch it or are paged.</p> : null}
      {!isChanged && warnings.length > 0 ? <p className="text-12 text-warn">{warnings.map(({ problem: words }) => `${words}.`).join(" ")}</p> : null}
      {rules.length < 10 ? (
        <div>
          <Button
            size="sm"
            icon={<Plus size={14} aria-hidden />}
            onClick={() => onChange([...rules, { audiences: [], events: ["declared", "resolved"] }])}
          >
            Add a line
          </Button>
        </div>
      ) : null}
    </section>
  );
}
