"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { AGENT_TABS } from "#components/agents/agent-tabs.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { AnalystRecord, InvestigationSummary, Verdict } from "#lib/contracts/investigation.ts";
import type { Page } from "#lib/contracts/page.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { confidenceWords } from "./hypothesis-words.ts";
import { VERDICT_WORDS } from "./verdict-form.tsx";

const PAGE = 30;
const TONES: Record<Verdict, "good" | "accent" | "warn" | "bad"> = { right: "good", "one-hop-short": "accent", "right-area": "warn", wrong: "bad" };

/** Every investigation with what it came to and what people said of it after the fact. */
export function AnalystRecordPage({ record, first }: { record: AnalystRecord; first: Page<InvestigationSummary> }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery({
    ...trpc.investigations.list.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
    initialData: { pages: [first], pageParams: [null] },
  });
  const items = list.data.pages.flatMap((page) => page.items).filter(({ state }) => state === "reported");
  return (
    <>
      <PageHeader title="Agents" tabs={<LinkTabs label="Agents" tabs={AGENT_TABS} />} />
      {items.length === 0 ? (
        <EmptyState title="No investigation has come to a report yet">
          When an incident is over, people say on its investigation how right the analyst was. Those verdicts are its record here.
        </EmptyState>
      ) : (
        <div className="grid gap-4 py-4">
          <Sums record={record} />
          <ol aria-label="Investigations" className="divide-y divide-line border-y border-line">
            {items.map((item) => (
              <Line key={item.id} item={item} />
            ))}
          </ol>
        </div>
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center py-4">
          <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Sums({ record: { reported, judged, mean, verdicts } }: { record: AnalystRecord }) {
  return (
    <section aria-label="Sums" className="grid gap-1 px-4 sm:px-6">
      <p className="text-20 font-semibold tabular-nums">{mean === null ? "No verdict yet" : `${Math.round(mean)} of 100`}</p>
      <p className="text-13 text-ink-soft">
        {mean === null ? "" : "on average, "}
        {judged.toLocaleString("en")} of {reported.toLocaleString("en")} {reported === 1 ? "report" : "reports"} judged
        {(Object.keys(VERDICT_WORDS) as Verdict[])
          .filter((verdict) => verdicts[verdict] > 0)
          .map((verdict) => `, ${verdicts[verdict]} ${VERDICT_WORDS[verdict].label.toLowerCase()}`)
          .join("")}
        . Right counts 100, one hop short 65, right area 35, wrong 0.
      </p>
    </section>
  );
}

function Line({ item: { incident, question, cause, confidence, isSufficient, verdict, createdAt } }: { item: InvestigationSummary }) {
  const name = verdict?.verdict as Verdict | undefined;
  return (
    <li className="relative grid gap-0.5 px-4 py-2.5 hover:bg-surface-hover sm:px-6">
      <div className="flex min-w-0 items-center gap-3">
        {incident ? (
          <Link
            href={`/incidents/${incident.reference}/investigation`}
            className="min-w-0 flex-1 truncate text-13 font-medium after:absolute after:inset-0 focus-visible:outline-offset-[-2px]"
          >
            <bdi>{incident.title}</bdi>
          </Link>
        ) : (
          <bdi className="min-w-0 flex-1 truncate text-13 font-medium">{question}</bdi>
        )}
        {name ? <Chip tone={TONES[name]}>{VERDICT_WORDS[name].label}</Chip> : <span className="text-12 text-ink-faint">not judged</span>}
      </div>
      <p className="line-clamp-2 text-12 text-ink-soft [overflow-wrap:anywhere]">
        {isSufficient ? `${confidenceWords(confidence)}: ` : "Not enough evidence: "}
        <bdi>{cause ?? "no cause"}</bdi>
      </p>
      <p className="text-12 text-ink-faint">
        {incident ? <span className="font-mono">{incident.reference} </span> : null}
        <TimeText at={createdAt} />
        {verdict?.note ? (
          <>
            {" "}
            · <bdi>{verdict.by.name}</bdi>: “<bdi>{verdict.note}</bdi>”
          </>
        ) : null}
      </p>
    </li>
  );
}
