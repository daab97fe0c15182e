"use client";

import { Globe } from "lucide-react";
import { useEffect, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ContactView } from "#lib/contracts/contact-methods.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { type BrowserPushState, nameOfThisBrowser, rememberThisBrowser, stateOfThisBrowser, subscribeThisBrowser } from "./browser-subscription.ts";
import { useContactChanged } from "./use-contact-changed.ts";

/** Turns notifications of this very browser on, or says why that cannot be. Removing them from the list turns them off. */
export function BrowserPush({ view }: { view: ContactView }) {
  const trpc = useTRPC();
  const changed = useContactChanged();
  const [state, setState] = useState<BrowserPushState | null>(null);
  const [isAsking, setAsking] = useState(false);
  const known = view.methods.filter(({ kind, isVerified }) => kind === "web-push" && isVerified).map(({ id }) => id);
  const mark = known.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again when the list of browsers changes.
  useEffect(() => {
    stateOfThisBrowser(known).then(setState, () => setState("unsupported"));
  }, [mark]);
  const verify = useCommand(trpc.contact.verify.mutationOptions({ onSettled: changed }), () =>
    toast.done("This browser shows your pages from now on"),
  );
  const add = useCommand(trpc.contact.add.mutationOptions(), ({ id }) => {
    rememberThisBrowser(id);
    verify.mutate({ id });
  });
  const turnOn = async () => {
    setAsking(true);
    try {
      const subscription = await subscribeThisBrowser(view.pushKey);
      add.mutate({ kind: "web-push", label: nameOfThisBrowser(navigator.userAgent), subscription });
    } catch (error) {
      toast.failed(error instanceof Error ? error.message : "This browser could not be subscribed. Try again.");
      setState(await stateOfThisBrowser(known).catch(() => "unsupported" as const));
    }
    setAsking(false);
  };
  if (state === null || state === "on") return null;
  if (state === "unsupported") return <p className="text-12 text-ink-faint">This browser cannot show notifications of this site.</p>;
  if (state === "denied") {
    return (
      <p className="text-12 text-ink-soft">This browser was told to show no notifications of Muster. Allow them in its settings for this site.</p>
    );
  }
  return (
    <Button icon={<Globe size={14} aria-hidden />} isPending={isAsking || add.isPending || verify.isPending} onClick={() => void turnOn()}>
      Notify me in this browser
    </Button>
  );
}
