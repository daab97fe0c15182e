import { NothingHere } from "#components/shell/nothing-here.tsx";

/** Inside the console's own frame, which has the landmark already. */
export default function NotFound() {
  return <NothingHere />;
}
