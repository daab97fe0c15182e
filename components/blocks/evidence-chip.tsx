"use client";

import { Popover } from "@base-ui/react/popover";
import { useState } from "react";
import { deferred } from "#components/ui/deferred.tsx";
import { useCited } from "./evidence-context.tsx";

const EvidenceDetail = deferred(() => import("./evidence-detail.tsx").then((module) => module.EvidenceDetail), { isAside: true });

/** Evidence by its id: hover, focus or tap shows what was seen and where it was captured. Where nothing is known of it, only the id. */
export function EvidenceChip({ id }: { id: string }) {
  const cited = useCited();
  const [isOpen, setOpen] = useState(false);
  const item = cited?.items.get(id);
  if (!cited || !item) return <span className="font-mono text-12 text-ink-faint">[{id}]</span>;
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        openOnHover
        delay={150}
        aria-label={`Evidence ${id}: ${item.title}`}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && setOpen(true)}
        onBlur={(event) => !isInPopup(event.relatedTarget) && setOpen(false)}
        className="mx-0.5 inline-flex min-h-5 min-w-6 cursor-help items-center justify-center rounded-full border border-line-strong bg-surface-raised px-1.5 align-baseline font-mono text-11 leading-[18px] text-ink-soft transition-colors hover:border-accent hover:text-accent-ink data-popup-open:border-accent data-popup-open:text-accent-ink pointer-coarse:min-h-8 pointer-coarse:px-2.5"
      >
        {id}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" sideOffset={6} collisionPadding={8} className="z-float">
          <Popover.Popup
            initialFocus={false}
            finalFocus={false}
            data-evidence
            aria-label={`Evidence ${id}`}
            className="max-h-(--available-height) w-[min(92vw,420px)] overflow-y-auto overscroll-contain rounded-lg border border-line bg-surface-raised p-3 text-13 text-ink shadow-float outline-none"
          >
            <EvidenceDetail item={item} cited={cited} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-evidence]") !== null;
}
