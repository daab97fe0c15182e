export { mentionedPeople, mentionsIn, peopleRefs, personRef } from "./refs.ts";
