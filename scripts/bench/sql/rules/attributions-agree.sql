WITH attributions AS (
    SELECT subject_id, attribution AS role, passage_id, object_id,
        nullif(certainty, 'inferred') AS firmness,
        bool_and(roster IS DISTINCT FROM 'partial') OVER (
            PARTITION BY subject_id, attribution, passage_id) AS is_full
    FROM relations JOIN properties ON property_id = predicate_id
    WHERE attribution IS NOT NULL),
accounts AS (
    SELECT subject_id, role, count(DISTINCT passage_id) AS passages,
        count(DISTINCT passage_id) FILTER (WHERE is_full) AS complete
    FROM attributions GROUP BY ALL),
actors AS (
    SELECT subject_id, role, object_id,
        count(DISTINCT passage_id) FILTER (WHERE is_full) AS named,
        count(DISTINCT firmness) AS degrees
    FROM attributions GROUP BY ALL)
SELECT subject_id, role
FROM accounts JOIN actors USING (subject_id, role)
WHERE passages > 1
GROUP BY ALL
HAVING bool_or(named < complete OR degrees > 1)
