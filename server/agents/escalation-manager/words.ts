/** Words of which many cues are made. */
export const PAGE =
  "page|paging|notify|notifying|alert|alerting|call|calling|ring|phone|wake|ping|summon|contact|involve|inform|reach|get|bring|pull|loop|fetch|rouse|buzz|dial|text|sms|engage|drag|rope|tell|repage|nudge|conference|patch";
export const RANK = "<person>|<position>|<level>";
export const SHOW = "show|give|list|display|print|see|view|read|get|pull|tell";
export const RAISE = "raise|raising|bump|bumping|upgrade|upgrading|set|change|move|make|take|elevate|increase|push|kick|crank|switch|put|up";
export const LOWER = "lower|lowering|downgrade|downgrading|drop|dropping|reduce|decrease";
export const HANDOFF = "handoff|handover|hand_off|hand_over|hand off|hand over|turnover|shift change|shift handover|shift handoff|changeover";
