"use client";

import { Play } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonVariant } from "#components/ui/button.tsx";
import { deferred } from "#components/ui/deferred.tsx";

const StartDialog = deferred(() => import("./start-dialog.tsx").then((module) => module.StartDialog));

type StartButtonProps = { slug: string; title: string; incident?: string; variant?: ButtonVariant };

/** Opens where a run is laid out: parameters, what it would do, and how. */
export function StartButton({ slug, title, incident, variant = "secondary" }: StartButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} icon={<Play size={13} aria-hidden />} aria-label={`Run “${title}”`} onClick={() => setOpen(true)}>
        Run
      </Button>
      {isOpen ? <StartDialog slug={slug} title={title} incident={incident ?? null} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
