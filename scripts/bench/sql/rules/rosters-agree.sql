WITH lists AS (
    SELECT passage_id, object_id, predicate_id,
        list_sort(list(DISTINCT subject_id)) AS members,
        min(coalesce(start_earliest, DATE '0001-01-01')) AS first,
        max(coalesce(start_latest, DATE '9999-12-31')) AS last
    FROM relations JOIN properties ON property_id = predicate_id
    WHERE forms_roster AND roster = 'complete'
    GROUP BY ALL),
rosters AS (SELECT DISTINCT object_id, predicate_id, members, first, last FROM lists),
numbers AS (
    SELECT claim_id, passage_id, entity_id AS object_id, counts AS predicate_id, lo, hi, is_strict,
        coalesce(time_first, DATE '0001-01-01') AS first,
        coalesce(time_last, DATE '9999-12-31') AS last
    FROM figures JOIN properties ON property_id = measure_id
    WHERE counts IS NOT NULL),
here AS (
    SELECT numbers.*, len(members) AS listed
    FROM numbers JOIN lists USING (passage_id, object_id, predicate_id)),
there AS (
    SELECT numbers.*, len(members) AS listed
    FROM numbers ANTI JOIN here USING (claim_id)
    JOIN rosters USING (object_id, predicate_id)
    WHERE numbers.first <= rosters.last AND rosters.first <= numbers.last),
counted AS (FROM here UNION ALL FROM there)
SELECT a.object_id, a.predicate_id
FROM rosters AS a JOIN rosters AS b USING (object_id, predicate_id)
WHERE a.members < b.members AND a.first <= b.last AND b.first <= a.last
UNION ALL
SELECT object_id, predicate_id
FROM counted
WHERE lo > listed OR is_strict AND lo = listed OR listed > hi
