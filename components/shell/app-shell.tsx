"use client";

import {
  AlertTriangle,
  BellRing,
  BookOpenCheck,
  Bot,
  Boxes,
  CalendarClock,
  ChartColumn,
  Dumbbell,
  GraduationCap,
  Inbox,
  Radio,
  ScrollText,
  Settings,
  Users,
} from "lucide-react";
import { type ReactNode, useCallback, useState, useSyncExternalStore } from "react";
import { AgentPanel } from "#components/agents/agent-panel.tsx";
import { proofStore } from "#components/forms/proof.ts";
import { DeclareButton } from "#components/incidents/declare-button.tsx";
import { ConnectionBanner } from "#components/live/connection-banner.tsx";
import { OutboxSender } from "#components/live/outbox-sender.tsx";
import { PersonStream } from "#components/live/person-stream.tsx";
import { PageBanner } from "#components/paging/page-banner.tsx";
import { deferred, LoadDeferred } from "#components/ui/deferred.tsx";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import { CommandBar } from "./command-bar.tsx";
import { KeyboardSheet } from "./keyboard-sheet.tsx";
import { MorePlaces } from "./more-places.tsx";
import { NotificationBell } from "./notification-bell.tsx";
import { NowPlace } from "./now-place.tsx";
import { ConsoleProvider, type Me } from "./organisation.tsx";
import { Place } from "./place.tsx";
import { UserMenu } from "./user-menu.tsx";

const ProofDialog = deferred(() => import("#components/account/proof-dialog.tsx").then((module) => module.ProofDialog));

const NOW = "/now";
/** Those that the bar of a phone has room for: what one needs when called. */
const ON_PHONE = ["/incidents", NOW, "/alerts", "/on-call", "/runbooks"];
const PLACES = [
  { href: "/incidents", label: "Incidents", keys: "g i", icon: AlertTriangle, isForAdmins: false },
  { href: NOW, label: "Now", keys: "g n", icon: Inbox, isForAdmins: false },
  { href: "/alerts", label: "Alerts", keys: "g a", icon: BellRing, isForAdmins: false },
  { href: "/on-call", label: "On call", keys: "g o", icon: CalendarClock, isForAdmins: false },
  { href: "/agents", label: "Agents", keys: "g r", icon: Bot, isForAdmins: false },
  { href: "/runbooks", label: "Runbooks", keys: "g b", icon: BookOpenCheck, isForAdmins: false },
  { href: "/postmortems", label: "Postmortems", keys: "g m", icon: GraduationCap, isForAdmins: false },
  { href: "/insights", label: "Insights", keys: "g f", icon: ChartColumn, isForAdmins: false },
  { href: "/status", label: "Status pages", keys: "g w", icon: Radio, isForAdmins: false },
  { href: "/services", label: "Services", keys: "g s", icon: Boxes, isForAdmins: false },
  { href: "/drills", label: "Drills", keys: "g d", icon: Dumbbell, isForAdmins: false },
  { href: "/people", label: "People", keys: "g p", icon: Users, isForAdmins: false },
  { href: "/audit", label: "Audit trail", keys: "g t", icon: ScrollText, isForAdmins: true },
  { href: "/settings", label: "Settings", keys: "g ,", icon: Settings, isForAdmins: false },
];

/** The frame around every page of the console: places at the left (below on the phone), and what works everywhere. */
export function AppShell({ person, organisation, children }: { person: Me; organisation: { settings: OrganisationSettings }; children: ReactNode }) {
  const [isKeyboardOpen, setKeyboardOpen] = useState(false);
  const openKeyboard = useCallback(() => setKeyboardOpen(true), []);
  const places = PLACES.filter(({ isForAdmins }) => !isForAdmins || person.role === "admin");
  return (
    <ConsoleProvider value={{ me: person, settings: organisation.settings }}>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-ink focus:px-3 focus:py-1 focus:text-surface"
      >
        Skip to the content
      </a>
      <div className="sm:grid sm:grid-cols-[52px_minmax(0,1fr)] print:block">
        <nav
          aria-label="Main"
          className="fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col place-items-center border-t border-line bg-surface-sunk pb-[env(safe-area-inset-bottom)] sm:sticky sm:inset-auto sm:top-0 sm:flex sm:h-dvh sm:flex-col sm:justify-start sm:gap-1.5 sm:border-t-0 sm:border-r sm:py-3"
        >
          <span aria-hidden className="mb-2 hidden size-7 place-items-center rounded-lg bg-ink font-semibold text-surface sm:grid">
            {organisation.settings.name.slice(0, 1).toUpperCase()}
          </span>
          {places.map(({ isForAdmins: _, ...place }) =>
            place.href === NOW ? (
              <NowPlace key={place.href} {...place} />
            ) : (
              <Place key={place.href} {...place} isOnPhone={ON_PHONE.includes(place.href)} />
            ),
          )}
          <MorePlaces places={places.filter(({ href }) => !ON_PHONE.includes(href))} />
          <span className="hidden flex-1 sm:block" />
          <NotificationBell />
          <UserMenu onKeyboard={openKeyboard} />
        </nav>
        <main id="main" tabIndex={-1} className="min-w-0 pb-16 outline-none sm:pb-0">
          <ConnectionBanner />
          <PageBanner />
          {children}
        </main>
      </div>
      <OutboxSender />
      <PersonStream />
      <DeclareButton isHidden />
      <ProofAsker />
      <LoadDeferred />
      <CommandBar places={places} />
      <AgentPanel />
      <KeyboardSheet isOpen={isKeyboardOpen} onOpen={openKeyboard} onClose={() => setKeyboardOpen(false)} />
    </ConsoleProvider>
  );
}

function ProofAsker() {
  const asking = useSyncExternalStore(proofStore.subscribe, proofStore.read, () => null);
  return asking ? <ProofDialog /> : null;
}
