export { addTask } from "./add-task.ts";
export { changeTask } from "./change-task.ts";
