"use client";

import { Bot } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { askStore } from "./ask-store.ts";
import { useAsking } from "./use-asking.ts";

/** Opens the line to ask in; not there for those who may not. */
export function AskButton({ look = "primary" }: { look?: "primary" | "quiet" }) {
  const { mayAsk } = useAsking();
  if (!mayAsk) return null;
  const open = () => askStore.openBar("ask");
  if (look === "quiet")
    return (
      <Button size="sm" variant="ghost" onClick={open}>
        Ask
      </Button>
    );
  return (
    <Button variant="primary" kbd="/" icon={<Bot size={14} aria-hidden />} onClick={open}>
      Ask an agent
    </Button>
  );
}
