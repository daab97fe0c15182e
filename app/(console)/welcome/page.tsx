import type { Metadata } from "next";
import { DeclareButton } from "#components/incidents/declare-button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export const metadata: Metadata = { title: "Welcome" };

const DOORS = [
  { title: "Invite your team", text: "Incidents are run together. Each person gets a link of their own.", href: "/people", action: "Invite people" },
  {
    title: "Describe your services",
    text: "Who owns what, what depends on what, and what a minute of outage costs.",
    href: "/services",
    action: "Add services",
  },
];

/** First run: three doors. */
export default function WelcomePage() {
  return (
    <div className="mx-auto grid max-w-3xl gap-6 p-6 sm:pt-16">
      <div>
        <h1 className="text-28 font-semibold">You are in</h1>
        <p className="text-14 text-ink-soft">Muster is ready. Begin where it helps you most.</p>
      </div>
      <ul className="grid gap-3 sm:grid-cols-3">
        <li className="grid content-between gap-3 rounded-lg border border-line bg-surface-raised p-4">
          <div>
            <h2 className="text-14 font-semibold">Declare an incident</h2>
            <p className="text-13 text-ink-soft">Title and severity are enough. Mark it as a drill or a test to try the room out: nobody is told.</p>
          </div>
          <div>
            <DeclareButton />
          </div>
        </li>
        {DOORS.map((door) => (
          <li key={door.href} className="grid content-between gap-3 rounded-lg border border-line bg-surface-raised p-4">
            <div>
              <h2 className="text-14 font-semibold">{door.title}</h2>
              <p className="text-13 text-ink-soft">{door.text}</p>
            </div>
            <div>
              <LinkButton href={door.href}>{door.action}</LinkButton>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
