"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { RunHealth } from "#lib/contracts/agent.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { HealthCost } from "./health-cost.tsx";
import { agentLabel, countWords, RUN_STATE_WORDS } from "./run-words.ts";

const READ_AGAIN_MS = 30_000;

/** How agents and their model do, and what that costs; for administrators. */
export function HealthPage({ first }: { first: RunHealth }) {
  const trpc = useTRPC();
  const { data: health } = useQuery({ ...trpc.agents.health.queryOptions(), initialData: first, refetchInterval: READ_AGAIN_MS });
  return (
    <>
      <ModelSection health={health} />
      <Section title="Runs of the last 30 days">
        <Counts health={health} />
      </Section>
      {health.failures.length > 0 ? (
        <Section title="Last failures">
          <Failures failures={health.failures} />
        </Section>
      ) : null}
      <Section title="Tokens and cost of the last 30 days">
        <HealthCost days={health.days} />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="text-14 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const STATES = {
  off: { tone: "neutral", label: "off", words: "Agents work in their built-in way: they read, answer and propose without a model." },
  untried: { tone: "neutral", label: "untried", words: "No run has used it yet. Ask something, and see." },
  well: { tone: "good", label: "well", words: "The last run with it went to its end." },
  failing: { tone: "bad", label: "failing", words: "Runs go on in the built-in way meanwhile." },
} as const;

function ModelSection({ health: { model, state, lastSuccessAt, failures } }: { health: RunHealth }) {
  const { tone, label, words } = STATES[state];
  const [last] = failures;
  return (
    <Section title="Model">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
        <dt className="text-ink-soft">Name</dt>
        <dd className={model ? "font-mono" : ""}>{model?.name ?? "none: built-in analyst"}</dd>
        <dt className="text-ink-soft">State</dt>
        <dd className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Chip tone={tone}>{label}</Chip>
          <span>{words}</span>
        </dd>
        {lastSuccessAt ? (
          <>
            <dt className="text-ink-soft">Last good run</dt>
            <dd>
              <TimeText at={lastSuccessAt} />
            </dd>
          </>
        ) : null}
        {model ? (
          <>
            <dt className="text-ink-soft">Price</dt>
            <dd>{model.hasPrice ? "known" : "not known: set MUSTER_MODEL_PRICE, and costs are counted"}</dd>
          </>
        ) : null}
      </dl>
      {state === "failing" && last ? <Callout tone="bad" title={`The last failure: ${last.reason}`} /> : null}
      <HowToConfigure isConfigured={model !== null} />
    </Section>
  );
}

function HowToConfigure({ isConfigured }: { isConfigured: boolean }) {
  return (
    <details className="text-13 text-ink-soft" open={!isConfigured}>
      <summary className="w-fit">{isConfigured ? "How it is configured" : "How to configure a model"}</summary>
      <div className="grid gap-1.5 pt-2">
        <p>In the environment of Muster, then start it anew. Keys stay there; no screen and no log shows them.</p>
        <ul className="grid gap-1">
          <Setting name="MUSTER_MODEL">
            provider and model, such as <code>anthropic/…</code>, <code>openai/…</code>, <code>google/…</code> or <code>compatible/…</code>
          </Setting>
          <Setting name="ANTHROPIC_API_KEY, OPENAI_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY">the key of that provider</Setting>
          <Setting name="MUSTER_MODEL_URL, MUSTER_MODEL_KEY">
            address and key, if it needs one, of any OpenAI-compatible interface: for compatible/…
          </Setting>
          <Setting name="MUSTER_MODEL_PRICE">dollars for a million tokens in and out, where Muster does not know the price</Setting>
        </ul>
      </div>
    </details>
  );
}

function Setting({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="[overflow-wrap:anywhere]">
      <code className="font-mono text-12 text-ink">{name}</code>: {children}
    </li>
  );
}

function Counts({ health: { counts, openProposals } }: { health: RunHealth }) {
  if (counts.length === 0) return <p className="text-13 text-ink-soft">None yet.</p>;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-13">
      {counts.map(({ state, runs }) => (
        <li key={state}>
          <Link href={`/agents?state=${state}`} className="hover:underline">
            <span className="font-semibold tabular-nums">{runs.toLocaleString("en")}</span>{" "}
            <span className="text-ink-soft">{RUN_STATE_WORDS[state].label.toLowerCase()}</span>
          </Link>
        </li>
      ))}
      <li>
        <span className="font-semibold tabular-nums">{openProposals.toLocaleString("en")}</span>{" "}
        <span className="text-ink-soft">{countWords(openProposals, "proposal").replace(/^\S+ /, "")} to decide</span>
      </li>
    </ul>
  );
}

function Failures({ failures }: Pick<RunHealth, "failures">) {
  return (
    <ul className="divide-y divide-line border-y border-line text-13">
      {failures.map(({ runId, agent, at, reason }) => (
        <li key={runId} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
          <span className="text-12 text-ink-faint">
            <TimeText at={at} />
          </span>
          <Link href={`/agents/runs/${runId}`} className="text-accent-ink underline underline-offset-2">
            {agentLabel(agent)}
          </Link>
          <span className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere] text-ink-soft">{reason}</span>
        </li>
      ))}
    </ul>
  );
}
