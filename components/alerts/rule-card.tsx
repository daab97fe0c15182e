"use client";

import { ChevronDown, ChevronUp, MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { Problem } from "#lib/trpc/client.tsx";
import type { RuleDraft } from "./rule-draft.ts";
import { RuleFields } from "./rule-fields.tsx";
import { ruleWords } from "./rule-words.ts";

export type RuleCardProps = {
  draft: RuleDraft;
  place: number;
  of: number;
  isReadOnly: boolean;
  problem: Problem | null;
  onChange: (draft: RuleDraft) => void;
  onMove: (step: number) => void;
  onRemove: () => void;
};

/** One rule in words; it opens to be edited. */
export function RuleCard({ draft, place, of, isReadOnly, problem, onChange, onMove, onRemove }: RuleCardProps) {
  const { definition, isEnabled } = draft;
  const path = `rules.${place - 1}.definition`;
  const isWrong = problem?.errors.some((error) => error.path.startsWith(path)) ?? false;
  const [isOpen, setOpen] = useState(draft.id === null);
  const { name } = definition;
  return (
    <li aria-label={name} className={`grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border p-3 ${isWrong ? "border-bad" : "border-line"}`}>
      <div className="flex items-start gap-2">
        <span className="pt-0.5 font-mono text-12 text-ink-faint tabular-nums">{place}</span>
        <div className={`min-w-0 flex-1 ${isEnabled ? "" : "opacity-60"}`}>
          <h2 className="font-semibold wrap-anywhere">
            <bdi>{name}</bdi>
            {isEnabled ? null : <span className="pl-2 font-normal text-ink-soft">disabled</span>}
          </h2>
          <p className="text-12 wrap-anywhere text-ink-soft">{ruleWords(definition)}</p>
        </div>
        {isReadOnly ? null : (
          <div className="flex items-center gap-1">
            <Button
              size="sm"
              aria-expanded={isOpen || isWrong}
              aria-label={isOpen ? `Close ${name}` : `Edit ${name}`}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? "Close" : "Edit"}
            </Button>
            <IconButton size="sm" label={`Move ${name} up`} icon={<ChevronUp size={14} />} isDisabled={place === 1} onClick={() => onMove(-1)} />
            <IconButton size="sm" label={`Move ${name} down`} icon={<ChevronDown size={14} />} isDisabled={place === of} onClick={() => onMove(1)} />
            <Menu
              label={`Actions for ${name}`}
              trigger={<IconButton size="sm" label={`Actions for ${name}`} icon={<MoreHorizontal size={15} />} />}
              items={[
                { label: isEnabled ? "Disable" : "Enable", onSelect: () => onChange({ ...draft, isEnabled: !isEnabled }) },
                { label: "Remove", isDangerous: true, startsGroup: true, isDisabled: of === 1, onSelect: onRemove },
              ]}
            />
          </div>
        )}
      </div>
      {(isOpen || isWrong) && !isReadOnly ? (
        <RuleFields definition={definition} path={path} problem={problem} onChange={(next) => onChange({ ...draft, definition: next })} />
      ) : null}
    </li>
  );
}
