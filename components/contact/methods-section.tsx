"use client";

import { Globe, Mail, MessageSquare, Plus, Webhook } from "lucide-react";
import { useState } from "react";
import { AccountItem, AccountList, AccountSection } from "#components/account/account-section.tsx";
import { useCommand } from "#components/forms/use-command.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import { METHOD_LABELS } from "#lib/contracts/contact.ts";
import type { ContactView, MethodView } from "#lib/contracts/contact-methods.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AddMethodDialog } from "./add-method-dialog.tsx";
import { BrowserPush } from "./browser-push.tsx";
import { stateOf } from "./method-words.ts";
import { RemoveMethod } from "./remove-method.tsx";
import { useContactChanged } from "./use-contact-changed.ts";
import { VerifyDialog } from "./verify-dialog.tsx";

const ICONS = { "web-push": Globe, slack: MessageSquare, email: Mail, webhook: Webhook };

/** Each means by which one is reached, how it stands, and what can be done with it. */
export function MethodsSection({ view }: { view: ContactView }) {
  const [isAdding, setAdding] = useState(false);
  return (
    <AccountSection title="Reach me by" lead="Muster itself always shows a page. These reach you when you are not looking.">
      {view.methods.length === 0 ? <p className="text-13 text-ink-soft">Nothing yet: only an open page of Muster reaches you.</p> : null}
      {view.methods.length > 0 ? (
        <AccountList label="Means of reaching you">
          {view.methods.map((method) => (
            <MethodItem key={method.id} method={method} />
          ))}
        </AccountList>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button icon={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
          Add a means…
        </Button>
        <BrowserPush view={view} />
      </div>
      <AddMethodDialog isOpen={isAdding} able={view.able} onClose={() => setAdding(false)} />
    </AccountSection>
  );
}

function MethodItem({ method }: { method: MethodView }) {
  const { kind, label, address, problem, failedAt } = method;
  const Icon = ICONS[kind];
  const { word, tone } = stateOf(method);
  return (
    <AccountItem
      icon={<Icon size={16} />}
      title={
        <>
          <bdi>{label}</bdi>
          <Chip tone={tone}>{word}</Chip>
        </>
      }
      detail={
        <>
          {METHOD_LABELS[kind]} · {address}
          {problem ? (
            <span className="block text-bad">
              {problem}
              {failedAt ? (
                <>
                  {" "}
                  (<TimeText at={failedAt} format="relative" />)
                </>
              ) : null}
            </span>
          ) : null}
        </>
      }
      action={<MethodActions method={method} />}
    />
  );
}

function MethodActions({ method }: { method: MethodView }) {
  const trpc = useTRPC();
  const changed = useContactChanged();
  const [isVerifying, setVerifying] = useState(false);
  const test = useCommand(trpc.contact.test.mutationOptions({ onSettled: changed }), ({ sentence }) => toast.done(sentence));
  const isStopped = method.kind === "web-push" && !method.isVerified;
  return (
    <span className="flex shrink-0 flex-wrap justify-end gap-1 max-sm:max-w-24">
      {method.isVerified && method.isUsable ? (
        <Button
          size="sm"
          variant="ghost"
          isPending={test.isPending}
          onClick={() => test.mutate({ id: method.id })}
          aria-label={`Test ${method.label}`}
        >
          Test
        </Button>
      ) : null}
      {!method.isVerified && !isStopped ? (
        <Button size="sm" onClick={() => setVerifying(true)} aria-label={`Verify ${method.label}`}>
          Verify…
        </Button>
      ) : null}
      {method.id === "account" ? null : <RemoveMethod id={method.id} method={method} />}
      <VerifyDialog method={isVerifying ? method : null} onClose={() => setVerifying(false)} />
    </span>
  );
}
