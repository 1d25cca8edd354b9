WITH status AS (
    SELECT claim_id, entity_id, status_role, passage_id, anchor_passage_id,
        coalesce(earliest, DATE '0001-01-01') AS first, coalesce(latest, DATE '9999-12-31') AS last
    FROM dates JOIN properties USING (property_id)
    WHERE status_role IS NOT NULL),
extensions AS (FROM status WHERE status_role = 'extends'),
extended AS (
    SELECT entity_id, passage_id, min(first) AS since FROM extensions GROUP BY ALL),
known AS (
    SELECT status.*, coalesce(least(own.since, anchor.since), DATE '0001-01-01') AS since
    FROM status
    LEFT JOIN extended AS own USING (entity_id, passage_id)
    LEFT JOIN extended AS anchor
    ON anchor.entity_id = status.entity_id AND anchor.passage_id = status.anchor_passage_id)
SELECT extensions.claim_id
FROM extensions JOIN known USING (entity_id)
GROUP BY extensions.claim_id
HAVING bool_or(known.last < extensions.first) AND NOT bool_or(
    known.last >= extensions.first AND (
        known.status_role = 'begins' AND known.first <= extensions.last
        OR known.status_role = 'lapses' AND known.since < extensions.last
        AND known.passage_id <> extensions.passage_id
        AND known.anchor_passage_id IS DISTINCT FROM extensions.passage_id))
