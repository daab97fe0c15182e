/** Words that say nothing by themselves: they neither speak for an order nor against it. */
export const FUNCTION_WORDS: readonly string[] =
  "a an the is are be been being am was were has have had do does to of for on in at by with from up down out into as and or but so then than that this it its they them he she we i you me my our your his her their us one ones there here now please just only still already also too very really quite all both any some more most about around roughly approximately over under per current currently today new same own again back right ok okay thanks thank team guys everyone going go get got will would can could should let be who which what because since due after before while during too 's & % officially fully completely finally now basically definitely clearly totally itself himself herself myself ourselves".split(
    " ",
  );
