WITH opposites AS (
    SELECT property_id AS term, opposite AS other FROM properties WHERE opposite IS NOT NULL
    UNION
    SELECT opposite, property_id FROM properties WHERE opposite IS NOT NULL),
endings AS (
    SELECT claim_id, subject_id, predicate_id, object_id,
        start_earliest, start_latest AS ended,
        CASE WHEN "end" IS NULL THEN DATE '9999-12-31'
            ELSE coalesce(end_earliest, DATE '0001-01-01') END AS may_end
    FROM relations JOIN properties ON property_id = predicate_id
    WHERE ends_independence),
undone AS (
    SELECT endings.claim_id, min(coalesce(relations.start_earliest, DATE '0001-01-01')) AS first
    FROM endings JOIN opposites ON term = predicate_id
    JOIN relations ON relations.predicate_id = other
    AND relations.subject_id = endings.subject_id AND relations.object_id = endings.object_id
    WHERE coalesce(relations.start_latest >= endings.start_earliest, true)
    GROUP BY ALL)
SELECT subject_id, predicate_id, object_id
FROM endings LEFT JOIN undone USING (claim_id)
JOIN acts ON actor_id = subject_id
WHERE (term <> predicate_id OR partner_id IS DISTINCT FROM object_id)
AND acts.first > ended
AND (acts.last < least(may_end, undone.first)
    OR acts.last IS NULL AND least(may_end, undone.first) = DATE '9999-12-31')
GROUP BY ALL
