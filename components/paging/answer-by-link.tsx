import Link from "next/link";
import { SeverityBadge } from "#components/ui/severity-badge.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { PageByLink } from "#lib/contracts/escalation/page-link.ts";
import { SeenBeacon } from "./seen-beacon.tsx";

/** What a page is about, and two big buttons. Works without scripts: each button is a form. */
export function AnswerByLink({ token, page }: { token: string; page: PageByLink }) {
  const { reference, title, summary, severity, kind, services, declaredAt, step, person } = page;
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col gap-5 px-5 py-8">
      <SeenBeacon token={token} />
      <header className="grid gap-2">
        <p className="flex flex-wrap items-center gap-2 text-13 text-ink-soft">
          {severity ? <SeverityBadge severity={severity} /> : <span>Severity open</span>}
          <span className="font-mono">{reference}</span>
          {kind === "drill" ? <strong className="text-drill">Drill</strong> : null}
        </p>
        <h1 className="text-20 font-semibold text-balance">{title}</h1>
        {summary ? <p className="text-14 text-ink-soft">{summary}</p> : null}
      </header>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-14">
        <Row name="Since">
          <TimeText at={declaredAt} format="relative" />
        </Row>
        <Row name="Services">{services.join(", ") || "none named"}</Row>
        <Row name="Paged">
          {person}, as {step}
        </Row>
        <Row name="Who knows">
          {page.others.length === 0
            ? "nobody has acknowledged yet"
            : page.others.map(({ name, at }, index) => (
                <span key={name}>
                  {index > 0 ? ", " : ""}
                  {name} (<TimeText at={at} format="time" />)
                </span>
              ))}
        </Row>
      </dl>
      <Answer token={token} page={page} />
      <Link href={`/incidents/${reference}`} className="text-14 text-accent-ink hover:underline">
        Open the room (you sign in there)
      </Link>
    </main>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Answer({ token, page: { answer, isOver, isStoodDown } }: { token: string; page: PageByLink }) {
  if (answer?.answer === "acknowledged") {
    return (
      <p role="status" className="rounded-lg border border-good/35 bg-good-soft px-4 py-3 text-14">
        <strong>You acknowledged this</strong> <TimeText at={answer.at} format="relative" />. Nobody further is paged in your place.
      </p>
    );
  }
  if (isOver || isStoodDown) {
    return (
      <p role="status" className="rounded-lg border border-line bg-surface-sunk px-4 py-3 text-14">
        <strong>{isOver ? "It is over." : "You are no longer needed."}</strong> Nothing waits for your answer.
      </p>
    );
  }
  return (
    <div className="grid gap-3">
      {answer?.answer === "declined" ? (
        <p role="status" className="text-14 text-ink-soft">
          You said that you cannot, <TimeText at={answer.at} format="relative" />. You may still take it.
        </p>
      ) : null}
      <AnswerForm token={token} answer="acknowledge" label="Acknowledge" tone="bg-ink text-surface" />
      {answer ? null : <AnswerForm token={token} answer="decline" label="I can’t" tone="border border-line bg-surface text-ink" />}
    </div>
  );
}

function AnswerForm({ token, answer, label, tone }: { token: string; answer: string; label: string; tone: string }) {
  return (
    <form method="post" action={`/api/ack/${encodeURIComponent(token)}`}>
      <input type="hidden" name="answer" value={answer} />
      <button type="submit" className={`h-14 w-full rounded-lg text-16 font-semibold ${tone}`}>
        {label}
      </button>
    </form>
  );
}
