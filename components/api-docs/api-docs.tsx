"use client";

import { useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { OperationHelp } from "#lib/trpc/bridge.ts";
import { OperationCard } from "./operation-card.tsx";

const SUBJECTS: Record<string, string> = {
  incidents: "Incidents",
  services: "Service catalogue",
  oncall: "On call",
  schedules: "On-call schedules",
  overrides: "On-call overrides",
  swaps: "Swaps of shifts",
  teams: "Teams",
  people: "People",
  audit: "Audit trail",
  settings: "Settings",
};

const FIRST_CALL = `curl -H "Authorization: Bearer $MUSTER_API_KEY" "$MUSTER_URL/api/v1/incidents"`;

/** Every operation of the API, to read and to search. */
export function ApiDocs({ operations }: { operations: OperationHelp[] }) {
  const [q, setQ] = useState("");
  const found = operations.filter((operation) => matches(operation, q));
  const subjects = [...new Set(found.map(({ subject }) => subject))];
  return (
    <>
      <PageHeader title="API" description="The same operations by HTTP, the command line (npx muster) and MCP (/api/mcp)." />
      <div className="grid max-w-3xl gap-6 p-4 sm:p-6">
        <section className="grid gap-2 text-13 text-ink-soft">
          <p>
            Make a key in{" "}
            <a className="text-accent-ink underline underline-offset-2" href="/settings/keys">
              Settings, API keys
            </a>
            , then call. The machine-readable description is{" "}
            <a className="text-accent-ink underline underline-offset-2" href="/api/v1/openapi.json">
              openapi.json
            </a>
            .
          </p>
          <div className="flex items-center gap-2 rounded-md border border-line bg-surface-sunk py-1 pr-1 pl-3">
            <code className="min-w-0 flex-1 font-mono text-12 text-ink [overflow-wrap:anywhere]">{FIRST_CALL}</code>
            <CopyButton text={FIRST_CALL} label="Copy the call" />
          </div>
        </section>
        <Input label="Find operations" isLabelHidden value={q} onChange={setQ} placeholder="Find: note, severity, POST …" />
        {subjects.length === 0 ? <EmptyState title="No operation fits">Try a shorter word, such as note or role.</EmptyState> : null}
        {subjects.map((subject) => (
          <section key={subject} aria-label={SUBJECTS[subject] ?? subject}>
            <h2 className="pb-2 text-14 font-semibold">{SUBJECTS[subject] ?? subject.replaceAll("-", " ")}</h2>
            <div className="divide-y divide-line rounded-lg border border-line">
              {found
                .filter((operation) => operation.subject === subject)
                .map((operation) => (
                  <OperationCard key={operation.name} operation={operation} />
                ))}
            </div>
          </section>
        ))}
      </div>
    </>
  );
}

function matches({ name, about, method, path, permission }: OperationHelp, q: string): boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${method} ${path} ${name} ${about} ${permission}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
