import {
  AlertTriangle,
  ArrowRight,
  BellRing,
  BookmarkIcon,
  BookOpenCheck,
  Bot,
  Check,
  CheckCheck,
  ChevronsUp,
  Clock,
  Eye,
  FileSearch,
  FileText,
  GitMerge,
  Lightbulb,
  Link2,
  ListTodo,
  Lock,
  Megaphone,
  Network,
  Pencil,
  PhoneCall,
  Rocket,
  ScanSearch,
  ScrollText,
  ShieldCheck,
  Siren,
  SquareTerminal,
  TrendingUp,
  User,
  UsersRound,
} from "lucide-react";
import type { EventTone, EventIcon as IconName } from "#lib/describe-event.ts";

const ICONS: Record<IconName, typeof Check> = {
  declare: Siren,
  edit: Pencil,
  phase: ArrowRight,
  severity: AlertTriangle,
  impact: TrendingUp,
  clock: Clock,
  person: User,
  handover: UsersRound,
  task: ListTodo,
  "task-done": Check,
  note: FileText,
  mark: BookmarkIcon,
  link: Link2,
  eye: Eye,
  lock: Lock,
  relation: Network,
  merge: GitMerge,
  update: Megaphone,
  document: ScrollText,
  agent: Bot,
  finding: ScanSearch,
  hypothesis: Lightbulb,
  report: FileSearch,
  page: PhoneCall,
  acknowledge: CheckCheck,
  escalate: ChevronsUp,
  alert: BellRing,
  change: Rocket,
  runbook: BookOpenCheck,
  step: SquareTerminal,
  approval: ShieldCheck,
};

const TONES: Record<EventTone, string> = {
  neutral: "text-ink-soft",
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  accent: "text-accent",
  SEV1: "text-severity-1",
  SEV2: "text-severity-2",
  SEV3: "text-severity-3",
  SEV4: "text-severity-4",
};

/** The round mark on the timeline's thread. The sentence beside it says the same in words. */
export function EventIcon({ icon, tone }: { icon: IconName; tone: EventTone }) {
  const Icon = ICONS[icon];
  return (
    <span aria-hidden className={`relative grid size-[22px] place-items-center rounded-full border border-line-strong bg-surface ${TONES[tone]}`}>
      <Icon size={12} strokeWidth={1.8} />
    </span>
  );
}
