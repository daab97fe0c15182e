import type { RoomState } from "../room.ts";
import { areApart, type ShareClaim, shareClaims, shareFigure } from "../share-claims.ts";
import type { Found, Rule, Sources, Statement } from "./account.ts";
import { oneOfEach, pairs } from "./parts.ts";

type Said = { statement: Statement; claim: ShareClaim };
type Given = ShareClaim & { seq: number | undefined };

export const shareSaid: Rule = ({ room, statements, sources = {} }) => {
  const figures = givenShares(room, sources);
  const said = statements
    .flatMap((statement) => shareClaims(statement.text).map((claim) => ({ statement, claim })))
    .filter((one) => !isSettled(one, room));
  const againstFigures = said.flatMap((one) => figures.filter((figure) => contradicts(one, figure)).map((figure) => against(one, figure)));
  if (againstFigures.length > 0) return oneOfEach(againstFigures, ({ first, second }) => `${first.split(" says ")[0]} ${second}`).slice(0, MOST);
  const apart = pairs(said).filter(([one, other]) => areSaidApart(one, other));
  return oneOfEach(apart, ([one, other]) => `${one.statement.where}, ${other.statement.where}`)
    .slice(0, MOST)
    .map(([one, other]) => ({
      first: `${one.statement.where} says “${one.claim.words}”`,
      second: `${other.statement.where} says “${other.claim.words}”`,
      entries: [one.statement.seq, other.statement.seq],
    }));
};

/** A few examples are enough to look at it again. */
const MOST = 5;

function against({ statement: { where, seq }, claim }: Said, figure: Given): Found {
  return { first: `${where} says “${claim.words}”`, second: figure.words, entries: [seq, figure.seq] };
}

/**
 * What was written at some time may have been all that was known: it contradicts a figure that was given then as well, or that is exceeded
 * by it.
 */
function contradicts({ statement, claim }: Said, figure: Given): boolean {
  if (!areApart(figure, claim)) return false;
  const { at, usersPercentThen: then } = statement;
  if (at === null || then === undefined) return true;
  return then === null ? claim.least > figure.most : areApart(shareFigure(then, ""), claim);
}

/** A stretch of impact of the time at which it was written agrees with it. */
function isSettled({ statement: { at }, claim }: Said, { intervals }: RoomState): boolean {
  if (at === null) return false;
  return intervals.some(
    ({ share, startedAt, endedAt }) =>
      share !== null && startedAt <= at && (endedAt === null || at <= endedAt) && !areApart(shareFigure(share * 100, ""), claim),
  );
}

/** Two texts of now, or one of now that is exceeded by what was written earlier. Of two times, both may be right. */
function areSaidApart(one: Said, other: Said): boolean {
  if (!areApart(one.claim, other.claim)) return false;
  const [timed, plain] = one.statement.isNote ? [one, other] : [other, one];
  if (!timed.statement.isNote) return true;
  return !plain.statement.isNote && timed.claim.least > plain.claim.most;
}

function givenShares({ figures, intervals }: RoomState, sources: Sources): Given[] {
  const users = figures.usersPercent;
  const worst = intervals.filter(({ share }) => share !== null).toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0))[0];
  if (users !== null) return [{ ...shareFigure(users, `the impact is given as ${users} % of the users`), seq: sources.figures }];
  if (!worst || worst.share === null) return [];
  const percent = worst.share * 100;
  return [{ ...shareFigure(percent, `the worst stretch of impact is given as ${Math.round(percent)} %`), seq: sources[worst.id] }];
}
