WITH asked AS (
    SELECT poll_id, question_id, option, population_id, lo, hi
    FROM answers JOIN questions ON questions.claim_id = question_claim_id
    QUALIFY min(population_id) OVER (PARTITION BY poll_id, question_id)
        < max(population_id) OVER (PARTITION BY poll_id, question_id)),
shares AS (
    SELECT poll_id, question_id, option, population_id, max(lo) AS low, min(hi) AS high
    FROM asked GROUP BY ALL HAVING max(lo) <= min(hi)),
stands_for AS (
    SELECT DISTINCT population_id AS population, population_id AS entity FROM questions
    UNION
    SELECT population_id, place_id
    FROM questions JOIN entities ON entity_id = population_id
    WHERE place_id IS NOT NULL),
listed AS (
    SELECT passage_id, predicate_id, containments.part AS part_entity, containments.whole AS whole_entity,
        p.population AS part, w.population AS whole
    FROM containments
    JOIN stands_for AS p ON p.entity = containments.part
    JOIN stands_for AS w ON w.entity = containments.whole
    WHERE roster = 'complete' AND p.population <> w.population),
items AS (
    SELECT passage_id, predicate_id, whole AS whole_entity, count(DISTINCT part) AS items
    FROM containments WHERE roster = 'complete' GROUP BY ALL),
hulls AS (
    SELECT poll_id, question_id, option, listed.whole, passage_id, predicate_id, whole_entity,
        min(parts.low) AS least, max(parts.high) AS most, count(DISTINCT part_entity) AS known
    FROM listed JOIN shares AS parts ON parts.population_id = listed.part
    GROUP BY ALL)
SELECT poll_id, question_id, option, whole
FROM hulls JOIN items USING (passage_id, predicate_id, whole_entity)
JOIN shares USING (poll_id, question_id, option)
WHERE shares.population_id = hulls.whole AND known = items AND (least > shares.high OR shares.low > most)
GROUP BY ALL
