WITH parts AS (
    SELECT figures.*, part_of_claim_id AS total, additive,
        -- An excluded bound is a bound by less than the last decimal that is read.
        CAST(coalesce(lo, 0) AS DECIMAL(24, 9))
            + CASE WHEN is_strict AND lo IS NOT NULL THEN 0.000000001 ELSE 0 END AS least
    FROM figures JOIN properties ON property_id = measure_id
    WHERE part_of_claim_id IS NOT NULL AND partition IS NOT NULL),
together AS (
    SELECT total, entity_id, measure_id, unit, population_id, as_of, period, passage_id,
        sum(least) AS least, CASE WHEN count(hi) = count(*) THEN sum(hi) END AS most
    FROM parts GROUP BY ALL),
once AS (
    SELECT total, entity_id, measure_id, unit, population_id, as_of, period,
        max(least) AS least, min(most) AS most
    FROM together GROUP BY ALL),
sums AS (
    SELECT total, sum(least) AS least, CASE WHEN count(most) = count(*) THEN sum(most) END AS most
    FROM once GROUP BY ALL),
unplaced AS (
    SELECT part_of_claim_id AS total FROM figures
    WHERE part_of_claim_id IS NOT NULL AND partition IS NULL),
kinds AS (
    SELECT total, bool_and(partition = 'exhaustive') AS is_exhaustive, bool_and(additive) AS is_additive,
        count(DISTINCT unit) AS units, any_value(unit) AS unit
    FROM parts GROUP BY ALL),
shares AS (
    SELECT document_id, breakdown, as_of, period, bool_and(partition = 'exhaustive') AS is_exhaustive,
        sum(coalesce(lo, 0)) AS least, CASE WHEN count(hi) = count(*) THEN sum(hi) END AS most
    FROM figures JOIN passages USING (passage_id) WHERE breakdown IS NOT NULL GROUP BY ALL)
SELECT breakdown FROM shares WHERE least > 100 OR is_exhaustive AND most < 100
UNION ALL
SELECT total
FROM sums JOIN kinds USING (total) JOIN figures ON claim_id = total
WHERE is_additive AND units = 1 AND kinds.unit = figures.unit
AND (least > hi OR is_exhaustive AND total NOT IN (SELECT total FROM unplaced) AND (lo > most OR is_strict AND lo = most))
