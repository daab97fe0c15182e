"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";
import { Markdown } from "#components/timeline/markdown.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import type { TemplateSection } from "#lib/contracts/postmortem-template.ts";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";

const PAUSE_MS = 300;

/** What the template as it stands in the editor would write of the newest incident that ended. */
export function TemplatePreviewPanel({ sections }: { sections: TemplateSection[] }) {
  const trpc = useTRPC();
  const { mutate, data, error, isPending } = useMutation(trpc.postmortems.previewTemplate.mutationOptions());
  const asked = JSON.stringify(sections);
  useEffect(() => {
    const timer = setTimeout(() => mutate({ sections: JSON.parse(asked) as TemplateSection[] }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [asked, mutate]);
  return (
    <section aria-label="Preview" aria-busy={isPending} className="grid min-w-0 grid-cols-1 gap-2 lg:sticky lg:top-4">
      <h2 className="text-14 font-semibold">Preview</h2>
      {data ? <About reference={data.reference} title={data.title} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard. */}
      <div tabIndex={0} className="max-h-[70dvh] overflow-y-auto rounded-md border border-line px-4 py-3 text-13">
        {error ? <p className="text-bad">{problemFrom(error).detail}</p> : null}
        {data ? <Markdown text={withoutNames(data.markdown)} /> : null}
        {!data && !error ? <Skeleton rows={8} /> : null}
      </div>
    </section>
  );
}

function About({ reference, title }: { reference: string | null; title: string }) {
  if (!reference) return <p className="text-13 text-ink-soft">No incident has ended yet, so only titles and standing text are shown.</p>;
  return (
    <p className="text-13 text-ink-soft">
      As it would read for{" "}
      <Link href={`/incidents/${reference}`} className="font-mono text-12 text-accent-ink underline underline-offset-2">
        {reference}
      </Link>{" "}
      <bdi>{title}</bdi>
    </p>
  );
}

/** Figures as they read; their names are for taking the text in again. */
function withoutNames(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]*)\]\(#[^)]*\)/g, "$1");
}
