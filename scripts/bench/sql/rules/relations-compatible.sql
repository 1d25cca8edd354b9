WITH opposites AS (
    SELECT DISTINCT least(property_id, opposite) AS predicate, greatest(property_id, opposite) AS opposed
    FROM properties WHERE opposite <> property_id),
unordered AS (
    SELECT opposites.*, bool_or("symmetric") AS is_unordered
    FROM opposites JOIN properties ON property_id IN (predicate, opposed)
    GROUP BY ALL),
held AS (
    SELECT relations.*, predicate, opposed, predicate_id = opposed AS is_opposed,
        CASE WHEN is_unordered THEN least(subject_id, object_id) ELSE subject_id END AS one,
        CASE WHEN is_unordered THEN greatest(subject_id, object_id) ELSE object_id END AS other,
        least(start_latest, end_latest) AS started_by,
        greatest(start_earliest, end_earliest - 1) AS lasts_to
    FROM relations JOIN unordered ON predicate_id IN (predicate, opposed))
SELECT a.one, a.other, a.predicate, a.opposed
FROM held AS a JOIN held AS b USING (one, other, predicate, opposed)
WHERE NOT a.is_opposed AND b.is_opposed AND a.started_by <= b.lasts_to AND b.started_by <= a.lasts_to
GROUP BY ALL
