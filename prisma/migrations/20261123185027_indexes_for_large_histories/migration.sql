-- Who is named on a private incident: the only rows of a person that every list has to ask for.
CREATE INDEX incident_person_member ON incident_person (user_id, incident_id) WHERE is_member;

-- The few entries of a long room that somebody marked.
CREATE INDEX entry_annotation_pinned ON entry_annotation (incident_id, seq) WHERE is_pinned;
CREATE INDEX entry_annotation_starred ON entry_annotation (incident_id, seq) WHERE is_starred;
