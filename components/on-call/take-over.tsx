"use client";

import { Hand } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { OnCallNow } from "#lib/contracts/oncall-views.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useOnCallChanged } from "./use-on-call-changed.ts";
import { useViewerZone } from "./use-viewer-zone.ts";
import { momentWords } from "./words.ts";

const HOURS = [1, 2, 4, 8, 12] as const;
const HOUR_MS = 3_600_000;

/** On call at once, until the shift ends or for some hours: two taps on a phone. */
export function TakeOver({ item }: { item: OnCallNow }) {
  const { me } = useConsole();
  const [isOpen, setOpen] = useState(false);
  if (item.now?.person.id === me.id) return null;
  return (
    <>
      <Button icon={<Hand size={14} aria-hidden />} onClick={() => setOpen(true)} aria-label={`Take over ${item.schedule.name} now`}>
        Take over
      </Button>
      <Dialog isOpen={isOpen} size="sm" title={`Take over ${item.schedule.name}`} description={placeWords(item)} onClose={() => setOpen(false)}>
        {isOpen ? <TakeOverForm item={item} onClose={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  );
}

function placeWords({ now }: OnCallNow): string {
  return now ? `You are on call from now on, in the place of ${now.person.name}.` : "You are on call from now on. Nobody is, at present.";
}

function TakeOverForm({ item: { schedule, until }, onClose }: { item: OnCallNow; onClose: () => void }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const zone = useViewerZone();
  const changed = useOnCallChanged();
  const [openedAt] = useState(() => Date.now());
  const [choice, setChoice] = useState<string>(until ? "shift" : "4");
  const remove = useCommand(trpc.oncall.removeOverride.mutationOptions(), changed);
  const add = useCommand(trpc.oncall.addOverride.mutationOptions(), ({ id }) => {
    changed();
    toast.done(`You are on call for ${schedule.name}`, { undo: () => remove.mutate({ id }) });
    onClose();
  });
  const endOf = (value: string) => (value === "shift" && until ? until : new Date(openedAt + Number(value) * HOUR_MS).toISOString());
  const options = [
    ...(until ? [{ value: "shift", label: "Until this shift ends", help: momentWords(until, zone) }] : []),
    ...HOURS.map((hours) => ({
      value: String(hours),
      label: hours === 1 ? "For an hour" : `For ${hours} hours`,
      help: momentWords(endOf(String(hours)), zone),
    })),
  ];
  const take = () => add.mutate({ schedule: schedule.id, person: me.id, from: new Date(openedAt).toISOString(), to: endOf(choice), reason: "" });
  return (
    <div className="grid gap-2">
      <RadioGroup label="Until when" isLabelHidden value={choice} options={options} onChange={setChoice} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" isPending={add.isPending} onClick={take}>
          Take over now
        </Button>
      </DialogActions>
    </div>
  );
}
