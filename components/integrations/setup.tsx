import { CopyButton } from "#components/ui/copy-button.tsx";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { setupOf } from "./setup-words.ts";

/** How to set it up at the sender, with what there is to copy. */
export function Setup({ kind, url, secret }: { kind: IntegrationKind; url: string; secret: string | null }) {
  const { steps, sample } = setupOf(kind, url, secret ?? "<the secret>");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 text-13">
      <ol className="grid list-decimal gap-1 pl-5 text-ink-soft">
        {steps.map((step) => (
          <li key={step} className="wrap-anywhere">
            {step}
          </li>
        ))}
      </ol>
      {sample ? (
        <div className="relative">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard. */}
          <section aria-label={sample.label} tabIndex={0} className="overflow-x-auto rounded-md border border-line bg-surface-sunk p-2.5 pr-10">
            <pre className="font-mono text-12">{sample.text}</pre>
          </section>
          <span className="absolute top-1 right-1">
            <CopyButton text={sample.text} label={`Copy ${sample.label}`} />
          </span>
        </div>
      ) : null}
    </div>
  );
}
