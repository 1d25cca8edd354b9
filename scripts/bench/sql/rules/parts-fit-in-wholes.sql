WITH ties AS (
    SELECT part, whole,
        min(coalesce(start_earliest, DATE '0001-01-01')) AS tied_from,
        max(coalesce(end_latest, DATE '9999-12-31')) AS tied_to
    FROM containments WHERE part <> whole GROUP BY ALL),
measured AS (
    SELECT entity_id, quantity, unit, population_id, lo, hi, is_strict, is_count,
        coalesce(time_first, DATE '0001-01-01') AS first,
        coalesce(time_last, DATE '9999-12-31') AS last
    FROM figures JOIN properties ON property_id = measure_id
    WHERE additive AND quantity IS NOT NULL)
SELECT part, whole, of_part.quantity, of_part.unit, of_part.population_id
FROM ties
JOIN measured AS of_part ON of_part.entity_id = part
JOIN measured AS of_whole ON of_whole.entity_id = whole
AND of_whole.quantity = of_part.quantity AND of_whole.unit = of_part.unit
WHERE (of_whole.population_id IS NULL OR of_whole.population_id = of_part.population_id)
AND (of_part.lo > of_whole.hi OR of_part.is_strict AND of_part.lo = of_whole.hi)
AND greatest(of_part.first, of_whole.first, tied_from) <= least(of_part.last, of_whole.last, tied_to)
AND (NOT (of_part.is_count AND of_whole.is_count)
    OR of_part.first >= of_whole.first AND of_part.last <= of_whole.last)
GROUP BY ALL
