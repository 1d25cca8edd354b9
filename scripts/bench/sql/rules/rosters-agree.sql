-- Who has no end leaves on no day; a start or an end that is not known may be on any.
WITH members AS (
    SELECT passage_id, object_id, predicate_id, subject_id,
        max(coalesce(start_earliest, DATE '0001-01-01')) AS joins,
        max(coalesce(start_latest, DATE '9999-12-31')) AS joined,
        min(CASE WHEN "end" IS NULL THEN 'infinity'::DATE
            ELSE coalesce(end_earliest, DATE '0001-01-01') END) AS leaves,
        max(CASE WHEN "end" IS NULL THEN 'infinity'::DATE
            ELSE coalesce(end_latest, DATE '9999-12-31') END) AS gone
    FROM relations JOIN properties ON property_id = predicate_id
    WHERE forms_roster AND roster = 'complete'
    GROUP BY ALL),
lists AS (
    SELECT passage_id, object_id, predicate_id,
        list_sort(list(subject_id)) AS names,
        list_sort(list(struct_pack(name := subject_id, leaves := leaves, gone := gone))) AS members,
        max(joins) AS first, least(max(joined), max(gone)) AS last
    FROM members
    GROUP BY ALL),
rosters AS (SELECT DISTINCT object_id, predicate_id, names, members, first, last FROM lists),
numbers AS (
    SELECT claim_id, passage_id, entity_id AS object_id, counts AS predicate_id, lo, hi, is_strict,
        coalesce(time_first, DATE '0001-01-01') AS first,
        coalesce(time_last, DATE '9999-12-31') AS last
    FROM figures JOIN properties ON property_id = measure_id
    WHERE counts IS NOT NULL),
here AS (
    SELECT numbers.*, members
    FROM numbers JOIN lists USING (passage_id, object_id, predicate_id)),
there AS (
    SELECT numbers.*, members
    FROM numbers ANTI JOIN here USING (claim_id)
    JOIN rosters USING (object_id, predicate_id)
    WHERE greatest(numbers.first, rosters.first) <= least(numbers.last, rosters.last)),
counted AS (
    SELECT *,
        len(list_filter(members, lambda one: one.gone > first)) AS most,
        len(list_filter(members, lambda one: one.leaves > last)) AS fewest
    FROM (FROM here UNION ALL FROM there))
SELECT a.object_id, a.predicate_id
FROM rosters AS a JOIN rosters AS b USING (object_id, predicate_id)
WHERE a.members < b.members AND a.names <> b.names
AND greatest(a.first, b.first) <= least(a.last, b.last)
AND len(list_filter(a.members, lambda one: one.leaves > b.last AND NOT list_contains(b.names, one.name)))
    + len(list_filter(b.members, lambda one: one.leaves > a.last AND NOT list_contains(a.names, one.name)))
    > 0
UNION ALL
SELECT object_id, predicate_id
FROM counted
WHERE lo > most OR is_strict AND lo = most OR fewest > hi
