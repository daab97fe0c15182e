"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useDeferredValue, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import { type IntegrationSummary, Mapping } from "#lib/contracts/integration.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIntegrationsChanged } from "./integration-actions.tsx";

const FIELDS = Object.keys(Mapping.shape) as (keyof Mapping)[];
const SAMPLE = '{"title": "Payments fail", "status": "firing", "severity": "critical", "key": "payments", "service": "payment-api"}';

/** Where the message keeps what an alert has, with what that makes of an example beside it. */
export function MappingForm({ integration }: { integration: IntegrationSummary }) {
  const trpc = useTRPC();
  const changed = useIntegrationsChanged();
  const [mapping, setMapping] = useState(integration.settings.mapping);
  const [body, setBody] = useState(SAMPLE);
  const { id, version, settings } = integration;
  const save = useCommand(trpc.integrations.change.mutationOptions(), () => {
    changed();
    toast.done("The mapping holds from now on.");
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ id, version, settings: { ...settings, mapping } });
  };
  return (
    <form aria-label="Mapping" className="grid grid-cols-[minmax(0,1fr)] gap-3" noValidate onSubmit={submit}>
      <h2 className="text-14 font-semibold">Mapping</h2>
      <p className="text-13 text-ink-soft">
        Paths into the message, such as <code className="font-mono text-12">alert.name</code>, <code className="font-mono text-12">items[0].id</code>{" "}
        or <code className="font-mono text-12">labels["a.b"]</code>. Where the message holds a list of alerts, say where; the other paths begin in
        each of them.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        {FIELDS.map((field) => (
          <Input
            key={field}
            label={Mapping.shape[field].meta()?.title ?? field}
            value={mapping[field]}
            onChange={(value) => setMapping({ ...mapping, [field]: value })}
            spellCheck={false}
          />
        ))}
      </div>
      <Textarea label="Example of a message" value={body} onChange={setBody} rows={5} />
      <Preview mapping={mapping} serviceLabel={settings.serviceLabel} body={body} />
      <div>
        <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={JSON.stringify(mapping) === JSON.stringify(settings.mapping)}>
          Save the mapping
        </Button>
      </div>
    </form>
  );
}

function Preview({ mapping, serviceLabel, body }: { mapping: Mapping; serviceLabel: string; body: string }) {
  const trpc = useTRPC();
  const asked = useDeferredValue({ mapping, serviceLabel, body: body.slice(0, 200_000) });
  const { data } = useQuery({ ...trpc.integrations.tryMapping.queryOptions(asked), placeholderData: (old) => old });
  if (!data) return null;
  if (data.problem)
    return (
      <Callout tone="warn" title="Nothing would come of it">
        {data.problem}
      </Callout>
    );
  return (
    <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-md border border-line p-3 text-13">
      <p className="text-12 text-ink-soft">{data.count === 1 ? "It becomes this alert:" : `It becomes ${data.count} alerts, such as:`}</p>
      {data.alerts.map(({ key, title, status, level, labels }) => (
        <div key={key} className="grid gap-0.5">
          <p className="font-medium wrap-anywhere">
            <bdi>{title}</bdi>{" "}
            <span className="font-normal text-ink-soft">
              {status}, {level}
            </span>
          </p>
          <p className="font-mono text-12 wrap-anywhere text-ink-faint">
            key {key}
            {Object.entries(labels).map(([name, value]) => ` · ${name}=${value}`)}
          </p>
        </div>
      ))}
    </div>
  );
}
