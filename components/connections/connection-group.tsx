import { Plug, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Ability } from "./connection-words.ts";

const WORDS = {
  reads: {
    title: "Connections",
    about: "Investigations read evidence from these systems. They change nothing there.",
    connect: "Connect a system",
    empty: "No system is connected yet",
    hint: "Investigations read metrics, log lines, events and changes from Prometheus, Loki, Grafana, Datadog and Kubernetes. They only read. Systems named in the environment, such as GRAFANA_URL, appear here by themselves.",
  },
  notifies: {
    title: "Channels",
    about: "Pages go out by these. A level of an escalation policy names one, or people are written to by it.",
    connect: "Connect a channel",
    empty: "No channel is connected yet",
    hint: "Pages can go out by Slack, PagerDuty and signed webhooks, and what is answered in Slack or PagerDuty counts here. SLACK_BOT_TOKEN and PAGERDUTY_ROUTING_KEY in the environment make them by themselves.",
  },
  tracks: {
    title: "Trackers",
    about: "Action items become tickets there, and are done here when their tickets are.",
    connect: "Connect a tracker",
    empty: "No tracker is connected yet",
    hint: "Action items can become issues of GitHub, Jira or Linear. What is closed there is done here within minutes.",
  },
} as const;

/** What can do one thing, with how to connect another. */
export function ConnectionGroup({ ability, lines, onConnect }: { ability: Ability; lines: ReactNode[]; onConnect: () => void }) {
  const { title, about, connect, empty, hint } = WORDS[ability];
  const isEmpty = lines.length === 0;
  const button = (
    <Button variant={ability === "reads" ? "primary" : "secondary"} icon={<Plus size={14} aria-hidden />} onClick={onConnect}>
      {connect}
    </Button>
  );
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="text-14 font-semibold">{title}</h2>
          <p className="text-13 text-ink-soft">{about}</p>
        </div>
        {isEmpty ? null : button}
      </div>
      {isEmpty ? (
        <EmptyState title={empty} icon={<Plug size={16} />} action={button}>
          {hint}
        </EmptyState>
      ) : (
        <ul aria-label={title} className="divide-y divide-line border-y border-line">
          {lines}
        </ul>
      )}
    </section>
  );
}
