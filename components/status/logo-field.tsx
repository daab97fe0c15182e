"use client";

import { Upload } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";

const MOST_BYTES = 64 * 1024;
const TYPES = ["image/png", "image/jpeg", "image/webp", "image/svg+xml"];

/** The picture in the head of a page, kept as a data address. */
export function LogoField({ logo, onChange, error }: { logo: string | null; onChange: (logo: string | null) => void; error?: string | null }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = (file: File | undefined): void => {
    if (!file) return;
    const refusal = refusalOf(file);
    setProblem(refusal);
    if (refusal) return;
    const reader = new FileReader();
    reader.onload = () => {
      setProblem(null);
      onChange(String(reader.result));
    };
    reader.onerror = () => setProblem("The picture could not be read. Choose it again.");
    reader.readAsDataURL(file);
  };
  const words = problem ?? error;
  return (
    <div className="grid gap-1.5">
      <span id={id} className="text-13 font-semibold">
        Logo
      </span>
      <div className="flex flex-wrap items-center gap-3">
        {/* biome-ignore lint/performance/noImgElement: a data address needs no optimising. */}
        {logo ? <img src={logo} alt="The logo now" className="max-h-8 max-w-40" /> : null}
        <input ref={input} aria-labelledby={id} type="file" accept={TYPES.join(",")} hidden onChange={(event) => take(event.target.files?.[0])} />
        <Button size="sm" icon={<Upload size={13} aria-hidden />} onClick={() => input.current?.click()}>
          {logo ? "Replace logo" : "Choose a picture"}
        </Button>
        {logo ? (
          <Button size="sm" onClick={() => onChange(null)}>
            Remove logo
          </Button>
        ) : null}
      </div>
      {words ? (
        <p role="alert" className="text-12 text-bad">
          {words}
        </p>
      ) : (
        <p className="text-12 text-ink-soft">At most 64 kB. It stands in place of the name.</p>
      )}
    </div>
  );
}

function refusalOf({ type, size }: File): string | null {
  if (!TYPES.includes(type)) return "Choose a PNG, JPEG, WebP or SVG picture.";
  return size > MOST_BYTES ? "The picture is larger than 64 kB. Make it smaller." : null;
}
