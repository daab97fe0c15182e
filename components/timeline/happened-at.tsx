"use client";

import { Clock } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { shortTime } from "#lib/time.ts";

const AGO_MINUTES = [1, 5, 10, 15, 30];

/** When a note's matter happened, if not now. The value is RFC 3339, or null for now. */
export function HappenedAt({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const choose = (at: string | null) => {
    onChange(at);
    setOpen(false);
  };
  return (
    <Popover
      label="When it happened"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="ghost" icon={<Clock size={13} aria-hidden />}>
          {value ? `happened ${shortTime(value)}` : "happened now"}
        </Button>
      }
    >
      <div className="grid gap-2">
        <div className="flex flex-wrap gap-1.5">
          <Button size="sm" onClick={() => choose(null)}>
            Now
          </Button>
          {AGO_MINUTES.map((minutes) => (
            <Button key={minutes} size="sm" onClick={() => choose(new Date(Date.now() - minutes * 60_000).toISOString())}>
              {minutes} min ago
            </Button>
          ))}
        </div>
        <label htmlFor={id} className="text-12 text-ink-soft">
          At (your time)
        </label>
        <input
          id={id}
          type="datetime-local"
          step={1}
          className="rounded-md border border-line-strong bg-surface-raised px-2 py-1 text-13 text-ink"
          onChange={(event) => event.target.value && onChange(new Date(event.target.value).toISOString())}
        />
      </div>
    </Popover>
  );
}
