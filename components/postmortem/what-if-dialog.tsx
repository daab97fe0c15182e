"use client";

import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { type Sooner, STAGE_TITLES, type Stage, type WhatIfAnswer } from "#lib/contracts/what-if.ts";
import { durationWords } from "#lib/time.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ImpactCurve } from "./impact-curve.tsx";

const NOTHING: Sooner = { detect: 0, find: 0, mitigate: 0, recover: 0 };

/** What it would have cost had it been over sooner. */
export function WhatIfButton({ reference }: { reference: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<SlidersHorizontal size={14} aria-hidden />} onClick={() => setOpen(true)}>
        What if
      </Button>
      <Dialog isOpen={isOpen} title="Had it been over sooner" onClose={() => setOpen(false)}>
        {isOpen ? <WhatIf reference={reference} /> : null}
      </Dialog>
    </>
  );
}

function WhatIf({ reference }: { reference: string }) {
  const trpc = useTRPC();
  const [sooner, setSooner] = useState(NOTHING);
  const asked = useDeferredValue(sooner);
  const { data } = useQuery({ ...trpc.postmortems.whatIf.queryOptions({ reference, ...asked }), placeholderData: (old) => old });
  if (!data) return <Skeleton rows={6} />;
  if (data.stages.length === 0)
    return (
      <p className="text-13 text-ink-soft">No two of its times are known. Set when the impact began and when it was detected, mitigated and over.</p>
    );
  return (
    <div className="grid gap-5">
      <ImpactCurve curve={data.curve} />
      <div className="grid gap-2.5">
        {data.stages.map(({ stage, minutes }) => (
          <Slider key={stage} stage={stage} minutes={minutes} value={sooner[stage]} onChange={(value) => setSooner({ ...sooner, [stage]: value })} />
        ))}
      </div>
      <Figures figures={data.figures} />
      <Items items={data.items} />
    </div>
  );
}

type SliderProps = { stage: Stage; minutes: number; value: number; onChange: (value: number) => void };

function Slider({ stage, minutes, value, onChange }: SliderProps) {
  const words = value === 0 ? durationWords(minutes * 60_000) : `${durationWords(value * 60_000)} sooner`;
  return (
    <label className="grid gap-0.5 text-13">
      <span className="flex justify-between gap-3">
        {STAGE_TITLES[stage]} <span className="text-ink-soft tabular-nums">{words}</span>
      </span>
      <input
        type="range"
        aria-label={STAGE_TITLES[stage]}
        aria-valuetext={words}
        min={0}
        max={Math.ceil(minutes)}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        className="min-h-6 accent-accent"
      />
    </label>
  );
}

function Figures({ figures }: Pick<WhatIfAnswer, "figures">) {
  return (
    <table className="w-full text-13">
      <thead className="text-left text-12 text-ink-soft">
        <tr>
          <th className="py-1 font-medium">Figure</th>
          <th className="py-1 font-medium">Was</th>
          <th className="py-1 font-medium">Would have been</th>
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {figures.map(({ name, title, was, would }) => (
          <tr key={name} className="border-t border-line">
            <th scope="row" className="py-1.5 pr-2 text-left font-normal">
              {title}
            </th>
            <td className="py-1.5 pr-2">{was}</td>
            <td className={`py-1.5 ${was === would ? "text-ink-soft" : "font-semibold text-good"}`}>{would}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Items({ items }: Pick<WhatIfAnswer, "items">) {
  if (items.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="text-13 font-semibold">What the action items would have saved here</h3>
      <ol aria-label="Action items by what they would have saved" className="grid gap-2">
        {items.map(({ id, title, savedMinutes, savedMoney, why }) => (
          <li key={id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 text-13">
            <span className="[overflow-wrap:anywhere]">{title}</span>
            <span className="text-right tabular-nums">
              {savedMinutes === null ? "not known" : [durationWords(savedMinutes * 60_000), savedMoney].filter(Boolean).join(" · ")}
            </span>
            <span className="col-span-full text-12 text-ink-soft">{why}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
