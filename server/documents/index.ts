export { readContradictions } from "./contradictions.ts";
export { readFigureHistory } from "./figure-history.ts";
export { cite, figureContext, readFigures } from "./figures.ts";
export { type ProposedAction, proposedActions } from "./next-actions.ts";
export { postDeclaration } from "./post-declaration.ts";
export { readDocument } from "./read-document.ts";
export { readExecutiveSummary } from "./read-executive-summary.ts";
