WITH RECURSIVE claimed AS (
    SELECT passage_id, entity_id AS part,
        coalesce(earliest, earliest_of(trim(date, '[]./'))) AS opens_claim
    FROM dates JOIN properties USING (property_id)
    WHERE opens_coverage),
openings AS (SELECT part, min(opens_claim) AS opens FROM claimed GROUP BY ALL),
reached(part, whole) AS (
    SELECT part, part FROM openings
    UNION
    SELECT reached.part, containments.whole
    FROM reached JOIN containments ON containments.part = reached.whole),
places AS (
    SELECT whole AS place, max(opens) AS opens
    FROM reached JOIN openings USING (part) GROUP BY ALL),
taken AS (
    SELECT poll_id, min(least(fieldwork_latest, published_latest)) AS last FROM polls GROUP BY ALL),
asked AS (
    SELECT poll_id, population_id,
        coalesce(place_id, CASE WHEN type IN ('place', 'state') THEN population_id END) AS place,
        coalesce(min(asked_latest) OVER (PARTITION BY poll_id, question_id), last) AS last
    FROM questions LEFT JOIN entities ON entity_id = population_id LEFT JOIN taken USING (poll_id)),
early AS (
    SELECT poll_id, population_id, any_value(place) AS place, min(last) AS last
    FROM asked JOIN places USING (place)
    GROUP BY poll_id, population_id
    HAVING any_value(opens) > min(last))
SELECT DISTINCT causes.passages
FROM (
    SELECT string_agg(DISTINCT passage_id, '|' ORDER BY passage_id) AS passages
    FROM early JOIN reached ON whole = place JOIN claimed USING (part)
    WHERE opens_claim > last
    GROUP BY poll_id, population_id) AS causes
