"use client";

import { Plus, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { CONNECTION_KINDS } from "#lib/contracts/connection-kinds.ts";
import { QUERY_SYSTEMS, type QueryTemplate } from "#lib/contracts/query-template.ts";
import type { Problem } from "#lib/trpc/client.tsx";

export type QueryDraft = QueryTemplate & { key: string };

export function queryDrafts(queries: QueryTemplate[]): QueryDraft[] {
  return queries.map((query) => ({ ...query, key: crypto.randomUUID() }));
}

export function queriesFrom(drafts: QueryDraft[]): QueryTemplate[] {
  return drafts.map(({ key: _key, ...query }) => query);
}

const SYSTEMS = QUERY_SYSTEMS.map((value) => ({ value, label: CONNECTION_KINDS[value].title }));
const GIVES = [
  { value: "metric", label: "a metric" },
  { value: "logs", label: "log lines" },
] as const;

type QueryFieldsProps = { queries: QueryDraft[]; onChange: (queries: QueryDraft[]) => void; problem: Problem | null };

/** How a service is asked for in connected systems. Without any it is looked for by its slug. */
export function QueryFields({ queries, onChange, problem }: QueryFieldsProps) {
  const set = (key: string, change: Partial<QueryDraft>) => onChange(queries.map((query) => (query.key === key ? { ...query, ...change } : query)));
  const error = problem?.errors.find(({ path }) => /(^|\.)queries/.test(path))?.message;
  const add = () => onChange([...queries, { key: crypto.randomUUID(), system: "prometheus", gives: "metric", name: "", query: "" }]);
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 text-12 font-medium text-ink-soft">Queries</legend>
      <p className="text-12 text-ink-faint">
        What investigations ask connected systems about it. {"{{service}}"}, {"{{namespace}}"} and {"{{window}}"} are filled in. Without any, it is
        looked for by its slug.
      </p>
      {queries.map((query) => (
        <div key={query.key} className="grid gap-1.5 border-b border-line pb-2">
          <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-1.5">
            <Select label="System" value={query.system} options={SYSTEMS} onChange={(system) => set(query.key, { system })} />
            <Select label="Gives" value={query.gives} options={GIVES} onChange={(gives) => set(query.key, { gives })} />
            <IconButton
              label={`Remove ${query.name || "this query"}`}
              icon={<X size={14} />}
              onClick={() => onChange(queries.filter(({ key }) => key !== query.key))}
            />
          </div>
          <Input label="Name" value={query.name} placeholder="error_ratio" onChange={(name) => set(query.key, { name })} />
          <Textarea
            label="Query"
            value={query.query}
            spellCheck={false}
            placeholder={'sum(rate(http_requests_total{service="{{service}}",code=~"5.."}[{{window}}]))'}
            onChange={(text) => set(query.key, { query: text })}
          />
        </div>
      ))}
      {error ? <FieldError>{error}</FieldError> : null}
      <div>
        <Button size="sm" icon={<Plus size={13} aria-hidden />} onClick={add}>
          Add a query
        </Button>
      </div>
    </fieldset>
  );
}
