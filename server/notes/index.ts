export { addNote } from "./add-note.ts";
export { amendNote } from "./amend-note.ts";
export { markEntry } from "./mark-entry.ts";
export { type NoteVersion, readNoteHistory } from "./read-note-history.ts";
export { retractNote } from "./retract-note.ts";
