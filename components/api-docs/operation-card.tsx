import { ChevronRight } from "lucide-react";
import type { OperationHelp } from "#lib/trpc/bridge.ts";

/** One operation: folded to what it is, opened with its fields and an example. */
export function OperationCard({ operation }: { operation: OperationHelp }) {
  const { name, about, method, path, permission, risk, fields } = operation;
  return (
    <details className="group" id={name}>
      <summary className="flex cursor-pointer list-none items-start gap-3 px-3.5 py-2.5 hover:bg-surface-hover">
        <ChevronRight size={14} aria-hidden className="mt-1 shrink-0 text-ink-faint transition-transform group-open:rotate-90" />
        <span className="grid min-w-0 flex-1 gap-0.5">
          <span className="font-mono text-12 [overflow-wrap:anywhere]">
            <strong className="font-semibold">{method}</strong> {path}
          </span>
          <span className="text-13 text-ink-soft">{about}</span>
        </span>
      </summary>
      <div className="grid gap-3 px-3.5 pt-2 pb-4 pl-10 text-13">
        <p className="text-12 text-ink-faint">
          Needs <code className="font-mono">{permission}</code>
          {risk === "tells" ? " · people are told" : null} · tool <code className="font-mono">{name}</code> · command{" "}
          <code className="font-mono">muster {name.replaceAll("_", "-")}</code>
        </p>
        {fields.length > 0 ? (
          <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[11rem_minmax(0,1fr)]">
            {fields.map((field) => (
              <Field key={field.name} field={field} />
            ))}
          </dl>
        ) : null}
        <pre className="overflow-x-auto rounded-md border border-line bg-surface-sunk px-3 py-2 font-mono text-12 whitespace-pre-wrap [overflow-wrap:anywhere]">
          {curlOf(operation)}
        </pre>
      </div>
    </details>
  );
}

function Field({ field: { name, place, type, isRequired, note } }: { field: OperationHelp["fields"][number] }) {
  return (
    <>
      <dt className="font-mono text-12">
        {name}
        {isRequired ? <span className="text-bad"> *</span> : null}
      </dt>
      <dd className="text-12 text-ink-soft [overflow-wrap:anywhere]">
        {type} <span className="text-ink-faint">· in the {place === "query" ? "address" : place}</span>
        {isRequired ? <span className="sr-only"> required</span> : null}
        {note ? <span className="block">{note}</span> : null}
      </dd>
    </>
  );
}

const STAND_INS: Record<string, string> = { reference: "INC-2026-1123-001", entry: "12" };

function curlOf({ method, path, fields, example }: OperationHelp): string {
  const where = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => STAND_INS[name] ?? String(example[name] ?? name));
  const inPath = new Set(fields.filter(({ place }) => place === "path").map(({ name }) => name));
  const body = Object.fromEntries(Object.entries(example).filter(([name]) => !inPath.has(name)));
  const isInAddress = method === "GET" || method === "DELETE";
  const query = isInAddress && Object.keys(body).length > 0 ? `?${new URLSearchParams(Object.entries(body).map(([k, v]) => [k, String(v)]))}` : "";
  const data = isInAddress ? "" : ` \\\n  -d '${JSON.stringify(body)}'`;
  return `curl ${method === "GET" ? "" : `-X ${method} `}-H "Authorization: Bearer $MUSTER_API_KEY" \\\n  "$MUSTER_URL${where}${query}"${data}`;
}
