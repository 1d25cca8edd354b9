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
        CASE WHEN start_earliest IS NOT NULL AND start_latest IS NOT NULL THEN start_earliest END AS first,
        CASE WHEN start_earliest IS NOT NULL AND start_latest IS NOT NULL THEN start_latest END AS last,
        CASE WHEN start_earliest = start_latest OR end_earliest > start_latest THEN start_latest END AS held_from,
        CASE WHEN start_earliest = start_latest OR end_earliest > start_latest
            THEN greatest(end_earliest - 1, start_latest) END AS held_to
    FROM relations JOIN unordered ON predicate_id IN (predicate, opposed))
SELECT a.one, a.other, a.predicate, a.opposed
FROM held AS a JOIN held AS b USING (one, other, predicate, opposed)
WHERE NOT a.is_opposed AND b.is_opposed AND (
    a.held_from <= b.held_to AND b.held_from <= a.held_to
    OR a.held_from <= b.first AND a.held_to >= b.last
    OR b.held_from <= a.first AND b.held_to >= a.last)
GROUP BY ALL
