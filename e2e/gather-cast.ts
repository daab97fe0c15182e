import { gatherCast } from "./people.ts";

export default gatherCast;
