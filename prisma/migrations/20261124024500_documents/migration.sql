-- Rooms know their documents. None was posted before there were any, so the fold of each log has an empty list.
UPDATE incident SET state = jsonb_set(state, '{documents}', '[]'::jsonb) WHERE NOT state ? 'documents';
