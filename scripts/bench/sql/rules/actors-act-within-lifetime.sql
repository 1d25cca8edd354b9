WITH lives AS (
    SELECT entity_id, lifetime,
        CASE WHEN bool_and(earliest IS NOT NULL) THEN min(earliest) END AS begins,
        CASE WHEN bool_and(latest IS NOT NULL) THEN max(latest) END AS ends
    FROM dates JOIN properties USING (property_id) SEMI JOIN (
        FROM entities WHERE type <> 'person') USING (entity_id)
    WHERE lifetime IS NOT NULL
    GROUP BY ALL),
spans AS (SELECT actor_id, min(last) AS soonest, max(first) AS furthest FROM acts GROUP BY ALL)
SELECT entity_id, lifetime
FROM lives JOIN spans ON actor_id = entity_id
WHERE lifetime = 'begins' AND begins > soonest OR lifetime = 'ends' AND furthest > ends
