WITH ends AS (
    SELECT document_id, entity_id, max(latest) AS last, bool_and(latest IS NOT NULL) AS is_closed
    FROM dates JOIN properties USING (property_id) JOIN passages USING (passage_id)
    WHERE status_role = 'lapses'
    GROUP BY ALL),
over AS (
    SELECT DISTINCT document_id, entity_id
    FROM dates JOIN properties USING (property_id) JOIN passages USING (passage_id)
    WHERE lifetime = 'ends')
SELECT document_id, entity_id
FROM ends JOIN documents USING (document_id) ANTI JOIN over USING (document_id, entity_id)
WHERE is_closed AND as_of_earliest > last
