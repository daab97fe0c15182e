"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { ROLE_HELP, ROLE_OPTIONS } from "#components/people/role-words.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { OneTimeSecret } from "#components/ui/one-time-secret.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { type OrganisationRole, PERMISSIONS, type Permission, roleHolds } from "#lib/contracts/permissions.ts";
import { dateTime } from "#lib/time.ts";
import { fieldError, useTRPC } from "#lib/trpc/client.tsx";
import { useKeysChanged } from "./use-keys-changed.ts";

const LIVES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "Until it is revoked" },
] as const;
type Life = (typeof LIVES)[number]["value"];
type Width = "all" | "some";

/** Makes a key and shows it once. */
export function KeyDialog({ isOwn, onClose }: { isOwn: boolean; onClose: () => void }) {
  const title = isOwn ? "Make a key" : "Make a key of the organisation";
  return (
    <Dialog isOpen title={title} onClose={onClose}>
      <KeyForm isOwn={isOwn} onClose={onClose} />
    </Dialog>
  );
}

function KeyForm({ isOwn, onClose }: { isOwn: boolean; onClose: () => void }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const changed = useKeysChanged();
  const [name, setName] = useState("");
  const [role, setRole] = useState<OrganisationRole>("responder");
  const [life, setLife] = useState<Life>("90");
  const [width, setWidth] = useState<Width>("all");
  const [scopes, setScopes] = useState<Permission[]>(["incident.read"]);
  const create = useCommand(trpc.keys.create.mutationOptions(), changed);
  if (create.data) {
    const { token, expiresAt } = create.data;
    return (
      <OneTimeSecret label="API key" secret={token} title="Copy the key now" copy="Copy the key" onClose={onClose}>
        It is shown only now. Set it as <code className="font-mono">MUSTER_API_KEY</code>
        {expiresAt ? `; it works until ${dateTime(expiresAt, "own")}.` : "."}
      </OneTimeSecret>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const expiresInDays = life === "never" ? null : Number(life);
    create.mutate({ name, expiresInDays, scopes: width === "some" ? scopes : [], ...(isOwn ? {} : { role }) });
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Input
        label="Name"
        value={name}
        onChange={setName}
        isAutoFocused
        placeholder="Deploys"
        help="What uses it, so that you know later."
        error={fieldError(create.problem, "name")}
      />
      {isOwn ? null : <Select label="Role" value={role} options={ROLE_OPTIONS} onChange={setRole} help={ROLE_HELP[role]} />}
      <Select label="Works for" value={life} options={[...LIVES]} onChange={setLife} />
      <RadioGroup<Width>
        label="It may"
        value={width}
        onChange={setWidth}
        options={[
          { value: "all", label: isOwn ? "Do what I may" : "Do what its role may" },
          { value: "some", label: "Do only these things" },
        ]}
      />
      {width === "some" ? (
        <Scopes role={isOwn ? me.role : role} scopes={scopes} error={fieldError(create.problem, "scopes")} onChange={setScopes} />
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending} isDisabled={width === "some" && scopes.length === 0}>
          Make the key
        </Button>
      </DialogActions>
    </form>
  );
}

type ScopesProps = { role: OrganisationRole; scopes: Permission[]; error?: string | null | undefined; onChange: (scopes: Permission[]) => void };

function Scopes({ role, scopes, error, onChange }: ScopesProps) {
  const offered = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => roleHolds(role, permission));
  return (
    <fieldset className="grid gap-1.5 pl-6" aria-label="Permissions">
      {offered.map((permission) => (
        <Checkbox
          key={permission}
          label={capitalised(PERMISSIONS[permission].what)}
          isChecked={scopes.includes(permission)}
          onChange={(isChecked) => onChange(isChecked ? [...scopes, permission] : scopes.filter((one) => one !== permission))}
        />
      ))}
      {error ? <p className="text-12 text-bad">{error}</p> : null}
    </fieldset>
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
