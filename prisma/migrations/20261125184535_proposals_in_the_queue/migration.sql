-- Whoever is to decide a proposal hears that it came or went, whichever statement did it: who asked, and who leads the incident.
CREATE FUNCTION muster_tell_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('muster', 'queue ' || owner) FROM (
    SELECT asked_by::text FROM agent_run WHERE id = NEW.run_id
    UNION
    SELECT held -> 'person' ->> 'id' FROM incident, jsonb_array_elements(state -> 'assignments') AS held
    WHERE id = NEW.incident_id AND held ->> 'role' IN ('commander', 'deputy')
  ) AS owners (owner);
  RETURN NULL;
END $$;

CREATE TRIGGER proposal_tell_queue AFTER INSERT OR UPDATE OF state ON proposal FOR EACH ROW EXECUTE FUNCTION muster_tell_queue();
