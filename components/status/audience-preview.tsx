"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { UpdatePreview } from "#lib/contracts/status/commands.ts";

const AUDIENCES = [
  { key: "html", label: "Public page" },
  { key: "stakeholders", label: "Stakeholders" },
  { key: "message", label: "Message" },
] as const;

/** What each audience will read, made by what makes the pages themselves. */
export function AudiencePreview({ preview, isStale, problem }: { preview: UpdatePreview | null; isStale: boolean; problem: string | null }) {
  const [audience, setAudience] = useState<(typeof AUDIENCES)[number]["key"]>("html");
  const [page] = preview?.pages ?? [];
  return (
    <section aria-label="Preview" className="grid content-start gap-2">
      <div className="flex flex-wrap gap-1">
        {AUDIENCES.map(({ key, label }) => (
          <Button
            key={key}
            size="sm"
            variant={key === audience ? "secondary" : "ghost"}
            aria-pressed={key === audience}
            onClick={() => setAudience(key)}
          >
            {label}
          </Button>
        ))}
      </div>
      {problem ? <Callout tone="bad">{problem}</Callout> : null}
      {audience === "message" ? (
        <p className="rounded-md border border-line p-3 text-13 whitespace-pre-wrap">{preview?.message ?? "Nothing to show yet."}</p>
      ) : page ? (
        <iframe
          title={`${page.name} with this update`}
          sandbox=""
          srcDoc={page[audience]}
          className={`h-[36rem] w-full rounded-md border border-line ${isStale ? "opacity-60" : ""}`}
        />
      ) : (
        <p className="text-13 text-ink-soft">Choose a page and write the update; what people will read stands here.</p>
      )}
    </section>
  );
}
