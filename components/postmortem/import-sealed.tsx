"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { MAX_SEALED_BYTES } from "#lib/contracts/sealed.ts";

/** Takes in the sealed record of an incident, from this console or another. */
export function ImportSealed() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async (file: File): Promise<void> => {
    if (file.size > MAX_SEALED_BYTES)
      return toast.failed(`The file has more than ${MAX_SEALED_BYTES / 2 ** 20} MB, more than can be taken in at once. Nothing was taken in.`);
    setBusy(true);
    const answer = await send(await file.text());
    setBusy(false);
    if (!answer.reference) return toast.failed(answer.problem);
    toast.done(`${answer.sealedAs} is here as ${answer.reference}. Nobody was told.`);
    router.push(`/incidents/${answer.reference}/postmortem`);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        aria-label="Sealed record"
        accept="application/json,.json"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void take(file);
        }}
      />
      <Button isPending={isBusy} icon={<Upload size={13} aria-hidden />} onClick={() => input.current?.click()}>
        Take in a sealed record
      </Button>
    </>
  );
}

type Answer = { reference: string | null; sealedAs: string; problem: string };
const AWAY = "The console does not answer. Nothing was taken in; try again.";

async function send(content: string): Promise<Answer> {
  const failed = (problem: string): Answer => ({ reference: null, sealedAs: "", problem });
  try {
    const response = await fetch("/api/v1/sealed", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ content }),
    });
    const body = (await response.json()) as { reference?: string; sealedAs?: string; detail?: string };
    if (!response.ok || !body.reference) return failed(body.detail ?? AWAY);
    return { reference: body.reference, sealedAs: body.sealedAs ?? "", problem: "" };
  } catch {
    return failed(AWAY);
  }
}
