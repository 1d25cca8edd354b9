WITH lives AS (
    SELECT entity_id, CASE WHEN bool_and(latest IS NOT NULL) THEN max(latest) END AS ends
    FROM dates JOIN properties USING (property_id) SEMI JOIN (
        FROM entities WHERE type = 'person') USING (entity_id)
    WHERE lifetime = 'ends'
    GROUP BY ALL),
spans AS (SELECT actor_id, max(first) AS furthest FROM acts GROUP BY ALL)
SELECT entity_id FROM lives JOIN spans ON actor_id = entity_id WHERE furthest > ends
